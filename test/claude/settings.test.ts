import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { managedSettingsPath } from '../../server/claude/managed.ts'
import { installVoice, openScratch, readOnce, type Scratch } from './inventory-scratch.ts'

const ON = { enabledPlugins: { 'voice@lab': true } }
const OFF = { enabledPlugins: { 'voice@lab': false } }

const USER = 'config/settings.json'
const PROJECT = 'project/.claude/settings.json'
const LOCAL = 'project/.claude/settings.local.json'
const MANAGED = 'managed/managed-settings.json'
const DROP_IN = 'managed/managed-settings.d/10.json'

suite('a plugin is', () => {
  const LAYERS: readonly [Record<string, object>, boolean, string | null][] = [
    [{}, false, null],
    [{ [USER]: ON }, true, USER],
    [{ [USER]: ON, [PROJECT]: OFF }, false, PROJECT],
    [{ [USER]: OFF, [PROJECT]: ON }, true, PROJECT],
    [{ [PROJECT]: ON, [LOCAL]: OFF }, false, LOCAL],
    [{ [USER]: ON, [PROJECT]: {}, [LOCAL]: { enabledPlugins: {} } }, true, USER],
    [{ [LOCAL]: ON, [MANAGED]: OFF }, false, MANAGED],
    [{ [USER]: OFF, [MANAGED]: ON }, true, MANAGED],
    [{ [MANAGED]: ON, [DROP_IN]: OFF, 'managed/managed-settings.d/09.json': ON }, false, DROP_IN],
    [
      { [MANAGED]: ON, 'managed/managed-settings.d/.hidden.json': OFF, 'managed/managed-settings.d/note.txt': OFF },
      true,
      MANAGED,
    ],
  ]
  for (const [files, enabled, decides] of LAYERS) {
    test(`${enabled ? 'enabled' : 'not enabled'} by ${Object.keys(files).join(', ') || 'no settings'}`, () => {
      using scratch = withSettings(files)
      const voice = voiceIn(scratch)
      assert.equal(voice.enabled, enabled)
      assert.equal(voice.enabledBy?.file ?? null, decides && scratch.at(decides))
      assert.deepEqual(readOnce(scratch).problems, [])
    })
  }

  test('told of in the settings of other projects too, which decide nothing here', () => {
    using scratch = withSettings({ [USER]: OFF, 'other/.claude/settings.json': ON })
    scratch.write('config/.claude.json', { projects: { [scratch.at('other')]: {}, [scratch.at('gone')]: {} } })
    const { enabled, enablements } = voiceIn(scratch)
    assert.equal(enabled, false)
    assert.deepEqual(
      enablements.map(({ layer, project, value }) => [layer, project, value]),
      [
        ['user', null, false],
        ['project', scratch.at('other'), true],
      ],
    )
  })

  test('enabled by the local settings of the main work tree in every part of a repository', () => {
    using scratch = withSettings({ [USER]: OFF, 'repository/.claude/settings.local.json': ON })
    scratch.write('repository/.git/HEAD', 'ref: refs/heads/main')
    scratch.write('repository/.git/worktrees/tree/commondir', '../..\n')
    scratch.write('tree/.git', `gitdir: ${scratch.at('repository/.git/worktrees/tree')}\n`)
    for (const project of ['repository', 'repository/deep/down', 'tree'])
      assert.equal(voiceIn(scratch, scratch.folder(project)).enabledBy?.layer, 'local')
    scratch.write('repository/deep/down/.claude/settings.local.json', OFF)
    assert.equal(voiceIn(scratch, scratch.at('repository/deep/down')).enabled, true)
  })

  test('not told of twice where the project is the folder in which the user settings lie', () => {
    using scratch = withSettings({})
    scratch.write('home/.claude/settings.json', ON)
    const places = { ...scratch.places, configDir: scratch.at('home/.claude'), project: scratch.at('home') }
    const { enablements } = voiceIn({ ...scratch, places })
    assert.deepEqual(
      enablements.map(({ layer }) => layer),
      ['user'],
    )
  })
})

suite('settings in which', () => {
  const IGNORED: readonly [string, object, RegExp][] = [
    ['the plugins are a list', { enabledPlugins: ['voice@lab'] }, /a list where enabledPlugins should be an object/],
    ['the plugins are a text', { enabledPlugins: 'voice@lab' }, /"voice@lab" where enabledPlugins should be an object/],
    [
      'another plugin has a text',
      { enabledPlugins: { ...ON.enabledPlugins, 'x@y': 'yes' } },
      /"x@y", so Claude Code ignores the whole file/,
    ],
    [
      'another plugin has null',
      { enabledPlugins: { ...ON.enabledPlugins, 'x@y': null } },
      /"x@y", so Claude Code ignores the whole file/,
    ],
  ]
  for (const [what, content, message] of IGNORED) {
    test(`${what} decide nothing, as in Claude Code`, () => {
      using scratch = withSettings({ [USER]: content })
      assert.equal(voiceIn(scratch).enabled, false)
      assert.match(problemsOf(scratch, USER), message)
    })
  }

  test('an entry is wrong still decide the others when they are managed', () => {
    using scratch = withSettings({ [MANAGED]: { enabledPlugins: { 'x@y': 'yes', 'voice@lab': true } } })
    assert.equal(voiceIn(scratch).enabled, true)
    assert.match(problemsOf(scratch, MANAGED), /"x@y", so Claude Code ignores the entry/)
  })

  test('a plugin has a list of versions do not enable it', () => {
    using scratch = withSettings({ [USER]: { enabledPlugins: { 'voice@lab': ['^1.0.0'] } } })
    assert.equal(voiceIn(scratch).enabled, false)
    assert.match(problemsOf(scratch, USER), /only true enables a plugin/)
  })

  test('a marketplace is wrong still enable plugins', () => {
    using scratch = withSettings({ [USER]: { ...ON, extraKnownMarketplaces: { bad: 5 } } })
    assert.equal(voiceIn(scratch).enabled, true)
    assert.match(problemsOf(scratch, USER), /a number where extraKnownMarketplaces\.bad should be an object/)
  })

  test('__proto__ is enabled pollute nothing', () => {
    using scratch = openScratch()
    scratch.write(USER, '{"enabledPlugins":{"__proto__":true,"voice@lab":true},"__proto__":{"enabledPlugins":{}}}')
    assert.match(problemsOf(scratch, USER), /voice@lab is enabled in .* but not installed/)
    assert.equal(Object.hasOwn(Object.prototype, 'enabledPlugins'), false)
  })

  test('something is enabled that is not installed say how to install it', () => {
    using scratch = withSettings({
      [USER]: { enabledPlugins: { 'ghost@lab': true, 'off@lab': false, 'x@builtin': true, 'y@skills-dir': true } },
      [PROJECT]: { enabledPlugins: { 'spectre@lab': true, 'ghost@lab': false } },
    })
    assert.deepEqual(readOnce(scratch).problems, [
      {
        file: scratch.at(PROJECT),
        message: `spectre@lab is enabled in ${scratch.at(PROJECT)} but not installed: claude plugin install spectre@lab.`,
      },
    ])
  })
})

test('a directory that settings declare is a marketplace, although it was never added', () => {
  using scratch = withSettings({})
  scratch.write('config/plugins/known_marketplaces.json', {})
  scratch.write(PROJECT, {
    ...ON,
    extraKnownMarketplaces: {
      lab: { source: { source: 'directory', path: scratch.at('lab') } },
      far: { source: { source: 'github', repo: 'acme/far' } },
    },
  })
  const { marketplaces, plugins } = readOnce(scratch)
  assert.deepEqual(
    marketplaces.map(({ name, kind, present }) => [name, kind, present]),
    [
      ['lab', 'directory', true],
      ['far', 'github', false],
    ],
  )
  assert.equal(plugins[0]?.loaded.how, 'in-place')
})

test('managed settings lie where each platform keeps them', () => {
  assert.equal(managedSettingsPath('linux'), '/etc/claude-code/managed-settings.json')
  assert.equal(managedSettingsPath('darwin'), '/Library/Application Support/ClaudeCode/managed-settings.json')
  assert.equal(managedSettingsPath('win32'), 'C:\\Program Files\\ClaudeCode\\managed-settings.json')
})

function withSettings(files: Record<string, object>) {
  const scratch = openScratch()
  installVoice(scratch)
  scratch.write(USER, {})
  for (const [file, content] of Object.entries(files)) scratch.write(file, content)
  return scratch
}

function voiceIn(scratch: Scratch, project = scratch.places.project) {
  const { plugins } = readOnce({ ...scratch, places: { ...scratch.places, project } })
  const voice = plugins.find(({ id }) => id === 'voice@lab')
  assert.ok(voice)
  return voice
}

const problemsOf = (scratch: Scratch, file: string) =>
  readOnce(scratch)
    .problems.filter((problem) => problem.file === scratch.at(file))
    .map(({ message }) => message)
    .join('\n')
