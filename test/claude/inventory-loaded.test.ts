import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { suite, test } from 'node:test'
import type { DirectoryMarketplaceLoads, ListedPlugin, Loaded } from '../../server/claude/types.ts'
import { installVoice, type knowing, openScratch, readOnce, type Scratch } from './inventory-scratch.ts'

const fromCache: DirectoryMarketplaceLoads = () => ({ how: 'cache', certain: true, why: 'Old versions do.' })

suite('the loaded folder is', () => {
  test('the entry of a directory marketplace, where the version reads it in place', () => {
    using scratch = installed()
    assert.deepEqual(loaded(scratch), {
      how: 'in-place',
      path: scratch.at('lab/plugins/voice'),
      by: 'rule',
      certain: true,
      why: 'Measured.',
    })
  })

  test('the cached version, where the version reads that', () => {
    using scratch = installed()
    const { how, path, why } = loaded(scratch, { directoryMarketplaceLoads: fromCache })
    assert.deepEqual(
      [how, path, why],
      ['cache', scratch.at('config/plugins/cache/lab/voice/0.1.0'), 'Old versions do.'],
    )
  })

  test('asked for with the version of the program, null when that is not known', () => {
    using scratch = installed()
    const asked: (string | null)[] = []
    for (const program of [null, 'unknown', { path: '/claude', version: '2.1.90' }] as const)
      readOnce(scratch, {
        program,
        directoryMarketplaceLoads: (version) => {
          asked.push(version)
          return { how: 'cache', certain: version !== null, why: '' }
        },
      })
    assert.deepEqual(asked, [null, null, '2.1.90'])
  })

  test('what Claude Code says, against any rule', () => {
    using scratch = installed()
    const row = { ...listed(scratch), readFromFolder: scratch.folder('elsewhere') }
    const { how, path, by } = loaded(scratch, { listed: [row], directoryMarketplaceLoads: fromCache })
    assert.deepEqual([how, path, by], ['in-place', scratch.at('elsewhere'), 'claude'])
  })

  test('the cached version when a program that would tell a folder tells none', () => {
    using scratch = installed()
    const { how, by } = loaded(scratch, { listed: [listed(scratch)] })
    assert.deepEqual([how, by], ['cache', 'claude'])
    const old = loaded(scratch, { listed: [listed(scratch)], program: { path: '/claude', version: '2.1.288' } })
    assert.deepEqual([old.how, old.by], ['in-place', 'rule'])
  })

  test('the folder to which the cached version is a link', () => {
    using scratch = installed()
    rmSync(scratch.at('config/plugins/cache/lab/voice/0.1.0'), { recursive: true })
    scratch.link('config/plugins/cache/lab/voice/0.1.0', scratch.folder('checkout'))
    const { how, path } = loaded(scratch, { directoryMarketplaceLoads: fromCache })
    assert.deepEqual([how, path], ['link', scratch.at('checkout')])
  })

  test('the folder of which a command source with the mode link consists', () => {
    using scratch = installed()
    const source = { source: 'command', command: 'make-voice', mode: 'link' }
    scratch.write('lab/.claude-plugin/marketplace.json', { plugins: [{ name: 'voice', source }] })
    const marker = 'config/plugins/cache/lab/voice/0.1.0/.claude-plugin-link'
    scratch.write(marker, { target: scratch.folder('made') })
    assert.deepEqual([loaded(scratch).how, loaded(scratch).path], ['link', scratch.at('made')])
    for (const content of ['', '{', { target: 5 }, { target: 'made' }, { target: scratch.at('gone') }]) {
      scratch.write(marker, content)
      assert.equal(loaded(scratch).how, 'cache')
    }
  })
})

suite('no folder is loaded', () => {
  const OBSTACLES: readonly [string, (scratch: Scratch) => void, RegExp][] = [
    [
      'the marketplace is not known',
      ({ write }) => write('config/plugins/known_marketplaces.json', {}),
      /no marketplace lab is known/,
    ],
    [
      'the marketplace is gone',
      ({ at }) => rmSync(at('lab'), { recursive: true }),
      /the marketplace lab has no .*marketplace\.json/,
    ],
    ['the catalogue is damaged', ({ write }) => write('lab/.claude-plugin/marketplace.json', '{'), /cannot be read/],
    [
      'the catalogue does not list it',
      ({ write }) => write('lab/.claude-plugin/marketplace.json', { plugins: [] }),
      /does not list voice any more/,
    ],
    [
      'its folder is gone',
      ({ at }) => rmSync(at('lab/plugins/voice'), { recursive: true }),
      /the path of its entry is not a folder/,
    ],
  ]
  for (const [what, change, why] of OBSTACLES) {
    test(`when ${what}, although the cache has a copy`, () => {
      using scratch = installed()
      change(scratch)
      const found = loaded(scratch)
      assert.equal(found.how, 'missing')
      assert.match(found.why, why)
      assert.match(found.why, /^Claude Code does not load it: .*\.$/)
    })
  }

  test('when Claude Code says so', () => {
    using scratch = installed()
    const row = { ...listed(scratch), errors: ['Marketplace lab failed to load: cache-miss'] }
    const { plugins, problems } = readOnce(scratch, { listed: [row] })
    assert.deepEqual([plugins[0]?.loaded.how, plugins[0]?.loaded.by], ['missing', 'claude'])
    assert.match(
      problems[0]?.message ?? '',
      /^Claude Code says of voice@lab: Marketplace lab failed to load: cache-miss\.$/,
    )
  })

  test('when the folder it names is gone', () => {
    using scratch = installed()
    const found = loaded(scratch, { listed: [{ ...listed(scratch), readFromFolder: scratch.at('gone') }] })
    assert.deepEqual([found.how, found.path, found.by], ['missing', scratch.at('gone'), 'claude'])
  })

  test('when the configuration was copied from elsewhere, and it says what to do', () => {
    using scratch = installed()
    const record = { scope: 'user', installPath: '/old/machine/cache/lab/voice/0.1.0', version: '0.1.0' }
    scratch.write('config/plugins/installed_plugins.json', { version: 2, plugins: { 'voice@lab': [record] } })
    const found = loaded(scratch, { directoryMarketplaceLoads: fromCache })
    assert.deepEqual([found.how, found.path], ['missing', record.installPath])
    assert.match(found.why, /uninstall and install voice@lab again, or correct its installPath/)
  })
})

suite('what Claude Code lists', () => {
  test('decides whether a plugin is enabled, and the difference is told', () => {
    using scratch = installed()
    const { plugins, problems } = readOnce(scratch, { listed: [{ ...listed(scratch), enabled: false }] })
    assert.equal(plugins[0]?.enabled, false)
    assert.match(problems[0]?.message ?? '', /lists voice@lab as disabled, although .*settings\.json says true\.$/)
  })

  test('does not decide against managed settings, which it leaves out', () => {
    using scratch = installed()
    scratch.write('managed/managed-settings.json', { enabledPlugins: { 'voice@lab': false } })
    const { plugins, problems } = readOnce(scratch, { listed: [listed(scratch)] })
    assert.equal(plugins[0]?.enabled, false)
    assert.deepEqual(problems, [])
  })

  test('and what it does not makes it uncertain what is loaded', () => {
    using scratch = installed()
    const { plugins, problems } = readOnce(scratch, { listed: [] })
    assert.equal(plugins[0]?.loaded.certain, false)
    assert.match(problems[0]?.message ?? '', /does not list voice@lab/)
    assert.equal(problems[0]?.file, scratch.at('config/plugins/installed_plugins.json'))
  })
})

suite('a plugin in the skills folder', () => {
  test('is not loaded while a plugin with its name is installed and settings speak of it, also to disable it', () => {
    using scratch = installed()
    scratch.write('config/skills/mine/.claude-plugin/plugin.json', { name: 'voice' })
    const both = readOnce(scratch)
    assert.deepEqual(
      both.plugins.map(({ id, enabled }) => [id, enabled]),
      [
        ['voice@lab', true],
        ['voice@skills-dir', false],
      ],
    )
    assert.match(both.problems[0]?.message ?? '', /the installed plugin voice@lab has the same name/)
    scratch.write('config/settings.json', { enabledPlugins: { 'voice@lab': false } })
    assert.deepEqual(
      readOnce(scratch).plugins.map(({ enabled }) => enabled),
      [false, false],
    )
    scratch.write('config/settings.json', {})
    assert.deepEqual(
      readOnce(scratch).plugins.map(({ enabled }) => enabled),
      [false, true],
    )
  })

  test('of a project is loaded only where the project is trusted, and after those of the user', () => {
    using scratch = openScratch()
    scratch.write('project/.claude/skills/a/.claude-plugin/plugin.json', { name: 'one', version: '1' })
    scratch.write('project/.claude/skills/b/.claude-plugin/plugin.json', { name: 'two', version: '1' })
    scratch.write('config/skills/c/.claude-plugin/plugin.json', { name: 'two', version: '2' })
    const found = () => readOnce(scratch).plugins.map(({ id, version }) => `${id} ${version}`)
    assert.deepEqual(found(), ['two@skills-dir 2'])
    scratch.write('config/.claude.json', { projects: { [scratch.at('project')]: { hasTrustDialogAccepted: true } } })
    assert.deepEqual(found(), ['two@skills-dir 2', 'one@skills-dir 1'])
  })

  test('with the name of another one is a problem that names both', () => {
    using scratch = openScratch()
    for (const folder of ['a', 'b'])
      scratch.write(`config/skills/${folder}/.claude-plugin/plugin.json`, { name: 'same' })
    const { plugins, problems } = readOnce(scratch)
    assert.equal(plugins.length, 1)
    const [first, second] = ['a', 'b'].map((folder) => scratch.at(`config/skills/${folder}`))
    const named = `${problems[0]?.file} ${problems[0]?.message}`
    assert.ok(first && second && named.includes(first) && named.includes(second))
  })

  test('is not what has no manifest', () => {
    using scratch = openScratch()
    scratch.write('config/skills/plain/SKILL.md', '')
    scratch.write('config/skills/file', '')
    scratch.link('config/skills/dangling', 'nowhere')
    const { plugins, problems } = readOnce(scratch)
    assert.deepEqual([plugins, problems], [[], []])
  })
})

function installed() {
  const scratch = openScratch()
  installVoice(scratch)
  return scratch
}

function loaded(scratch: Scratch, more: Parameters<typeof knowing>[0] = {}): Loaded {
  const [voice] = readOnce(scratch, more).plugins
  assert.ok(voice)
  return voice.loaded
}

const listed = (scratch: Scratch): ListedPlugin => ({
  id: 'voice@lab',
  version: '0.1.0',
  scope: 'user',
  enabled: true,
  installPath: scratch.at('config/plugins/cache/lab/voice/0.1.0'),
  readFromFolder: null,
  projectPath: null,
  errors: [],
})
