import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../../../server/config.ts'
import { only } from '../../../server/doctor/examine.ts'
import { hookSubjects } from '../../../server/doctor/hooks/subjects.ts'
import type { Around, Place } from '../../../server/doctor/types.ts'
import { temporaryFolder } from '../../support/temporary.ts'

type Files = Readonly<Record<string, unknown>>

/** Files below `voice`, a plugin, and wherever else they are needed; what is no text is written as JSON. */
function home(files: Files) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('config'), PATH: '' }
  const config = { ...readConfig({ env, cwd: at('project'), platform: 'linux' }), managedSettings: at('managed.json') }
  const nothing = { claude: null, plugins: [], marketplaces: [], sessions: [] }
  const around: Around = { config, version: '2.1.329', ...nothing }
  const plugin = (over: Partial<Extract<Place, { kind: 'plugin' }>> = {}): Place => ({
    ...{ kind: 'plugin', id: 'voice@lab', name: 'voice', root: at('voice'), loaded: null, enabled: true },
    ...{ plugin: null, marketplace: null, ...over },
  })
  return {
    at,
    plugin,
    async examine(place: Place) {
      const subjects = await hookSubjects(place, around)
      return { files: only(subjects, 'hook file'), hooks: only(subjects, 'hook'), left: only(subjects, 'loaded hook') }
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

const group = (command: string, matcher?: string) => [{ matcher, hooks: [{ type: 'command', command }] }]
const skill = (command: string) =>
  `---\nname: careful\ndescription: Takes care.\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: ${command}\n---\n`
const MANIFEST = 'voice/.claude-plugin/plugin.json'

test('a plugin’s hooks come from its usual file, from those that the manifest names, and from the manifest', async () => {
  using place = home({
    [MANIFEST]: { name: 'voice', hooks: ['./more.json', { Stop: group('c') }, './gone.json'] },
    'voice/hooks/hooks.json': { hooks: { PreToolUse: group('a', 'Write') } },
    'voice/more.json': { hooks: { Stop: group('b') } },
  })
  const { files, hooks } = await place.examine(place.plugin())
  assert.deepEqual(
    hooks.map(({ hook }) => [hook.handler.command, hook.event, hook.matcher, hook.line]),
    [
      ['a', 'PreToolUse', 'Write', 7],
      ['b', 'Stop', null, 6],
      ['c', 'Stop', null, 9],
    ],
  )
  assert.deepEqual(
    files.map(({ file, how, exists, namedAt }) => [
      file.slice(place.at('voice').length),
      how,
      exists,
      namedAt[0]?.line,
    ]),
    [
      ['/hooks/hooks.json', 'usual place', true, undefined],
      ['/more.json', 'named by the manifest', true, 4],
      ['/gone.json', 'named by the manifest', false, 17],
      ['/.claude-plugin/plugin.json', 'in the manifest', true, undefined],
    ],
  )
})

test('a hook keeps its id when lines move, and its hash tells that it was edited', async () => {
  const before = { 'voice/hooks/hooks.json': `{"hooks":{"Stop":${JSON.stringify(group('a'))}}}` }
  using place = home(before)
  const [one] = (await place.examine(place.plugin())).hooks
  writeFileSync(place.at('voice/hooks/hooks.json'), `\n\n${before['voice/hooks/hooks.json']}`)
  const [moved] = (await place.examine(place.plugin())).hooks
  writeFileSync(place.at('voice/hooks/hooks.json'), `{"hooks":{"Stop":${JSON.stringify(group('b'))}}}`)
  const [edited] = (await place.examine(place.plugin())).hooks
  assert.equal(moved?.hook.line, 3)
  assert.deepEqual([moved?.hook.id, moved?.hook.hash], [one?.hook.id, one?.hook.hash])
  assert.equal(edited?.hook.id, one?.hook.id)
  assert.notEqual(edited?.hook.hash, one?.hook.hash)
})

test('settings are read layer by layer, and hooks in frontmatter belong to who carries them', async () => {
  using place = home({
    'config/settings.json': { hooks: { Stop: group('user') } },
    'managed.json': { hooks: { Stop: group('managed') } },
    'project/.claude/settings.json': { hooks: { Stop: group('project') } },
    'project/.claude/settings.local.json': { hooks: { Stop: group('local') } },
    'config/skills/careful/SKILL.md': `${skill('look')}hooks: none\n`,
    'config/skills/other/SKILL.md': '---\nname: other\ndescription: Has none.\n---\nhooks:\n',
  })
  const owners = async (of: Place) =>
    (await place.examine(of)).hooks.map(({ hook: { owner, line } }) => [
      owner.kind === 'settings' ? owner.layer : `${owner.kind} ${owner.kind === 'plugin' ? '' : owner.name}`,
      line,
    ])
  assert.deepEqual(await owners({ kind: 'user', root: place.at('config') }), [
    ['user', 6],
    ['managed', 6],
    ['skill careful', 7],
  ])
  const { hooks } = await place.examine({ kind: 'user', root: place.at('config') })
  assert.deepEqual(
    hooks.map(({ hook }) => hook.owner.root),
    [null, null, place.at('config/skills/careful')],
  )
  assert.deepEqual(await owners({ kind: 'project', root: place.at('project') }), [
    ['project', 6],
    ['local', 6],
  ])
})

const inCache = (path: string) => ({ how: 'cache', path, by: 'rule', certain: true, why: '' }) as const

test('what runs is what the loaded copy has: not what is new in the source, but what is gone from it', async () => {
  using place = home({
    'voice/hooks/hooks.json': { hooks: { Stop: [...group('both'), ...group('new'), ...group('edited', 'Read')] } },
    'voice/skills/careful/SKILL.md': skill('new'),
    'cache/hooks/hooks.json': {
      hooks: { Stop: [...group('gone $CLAUDE_PLUGIN_ROOT/x.sh'), ...group('both'), ...group('edited', 'Write')] },
    },
    'cache/x.sh': '',
    'cache/skills/careful/SKILL.md': skill('gone'),
  })
  const loaded = inCache(place.at('cache'))
  const { hooks, left, files } = await place.examine(place.plugin({ loaded }))
  assert.deepEqual(
    hooks.map(({ hook, effect, onlyIn }) => [hook.handler.command, effect.state, onlyIn]),
    [
      ['both', 'in effect', undefined],
      ['new', 'not in effect', 'source'],
      ['edited', 'not in effect', 'source'],
      ['new', 'not in effect', 'source'],
    ],
  )
  assert.match(JSON.stringify(hooks[1]?.effect), /does not run yet/)
  assert.deepEqual(
    left.map(({ hook, effect, onlyIn }) => [hook.file.slice(place.at('cache').length), effect.state, onlyIn]),
    [
      ['/hooks/hooks.json', 'in effect', 'loaded copy'],
      ['/hooks/hooks.json', 'in effect', 'loaded copy'],
      ['/skills/careful/SKILL.md', 'in effect', 'loaded copy'],
    ],
  )
  assert.deepEqual(
    [left[0]?.hook.owner.root, left[0]?.place.kind === 'plugin' && left[0].place.root],
    [loaded.path, loaded.path],
  )
  assert.equal(left[0]?.launch?.command, `gone ${place.at('cache/x.sh')}`)
  const ids = [...hooks, ...left].map(({ hook }) => hook.id)
  assert.equal(new Set(ids).size, ids.length)
  const again = await place.examine(place.plugin({ loaded }))
  assert.deepEqual(
    [...again.hooks, ...again.left].map(({ hook }) => hook.id),
    ids,
  )
  assert.ok(files.every(({ file }) => file.startsWith(place.at('voice'))))

  const off = await place.examine(place.plugin({ loaded, enabled: false }))
  assert.deepEqual([off.left, off.hooks[1]?.onlyIn], [[], undefined])
  const same = await place.examine(place.plugin({ loaded: inCache(place.at('voice')) }))
  assert.deepEqual([same.left, same.hooks.map(({ onlyIn }) => onlyIn).filter(Boolean)], [[], []])
  const missing = await place.examine(place.plugin({ loaded: { ...loaded, how: 'missing' } }))
  assert.match(JSON.stringify(missing.hooks[0]?.effect), /is not there/)
})

test('where one of source and loaded copy is broken, the loaded copy is what counts', async () => {
  const good = { hooks: { Stop: group('a') } }
  const refused = { name: 'voice', hooks: 'more.json' }
  using place = home({ 'good/hooks/hooks.json': good, 'bad/hooks/hooks.json': good, 'half/hooks/hooks.json': '{' })
  mkdirSync(place.at('bad/.claude-plugin'))
  writeFileSync(place.at('bad/.claude-plugin/plugin.json'), JSON.stringify(refused))
  const examine = async (root: string, loaded: string) => {
    const { hooks, left } = await place.examine(
      place.plugin({ root: place.at(root), loaded: inCache(place.at(loaded)) }),
    )
    return [hooks, left].map((all) => all.map(({ effect }) => effect.state))
  }
  assert.deepEqual(await examine('bad', 'good'), [['in effect'], []])
  assert.deepEqual(await examine('good', 'bad'), [['not in effect'], []])
  assert.deepEqual(await examine('half', 'good'), [[], ['in effect']])
  assert.deepEqual(await examine('good', 'half'), [['not in effect'], []])
})

test('a file of hooks that a link takes out of the plugin and its marketplace is not read', async () => {
  using place = home({ 'elsewhere.json': { hooks: { Stop: group('a') } }, 'voice/README.md': '' })
  mkdirSync(place.at('voice/hooks'))
  symlinkSync(place.at('elsewhere.json'), place.at('voice/hooks/hooks.json'))
  const { files, hooks } = await place.examine(place.plugin())
  assert.equal(hooks.length, 0)
  assert.match(files[0]?.problems[0]?.message ?? '', /by a link, outside the plugin and its marketplace/)
})

test('what is broken, huge or of another shape configures nothing, and does no harm', async () => {
  const many = { Stop: Array.from({ length: 3000 }, () => group('a')[0]) }
  const SHAPES = [
    '',
    '{',
    '[]',
    'null',
    '{"hooks":[]}',
    '{"hooks":{"Stop":{}}}',
    '{"hooks":{"Stop":[null,{"hooks":7}]}}',
  ]
  for (const text of SHAPES) {
    using place = home({
      'voice/hooks/hooks.json': text,
      [MANIFEST]: { name: 'voice', hooks: [7, null, '/etc/passwd', '../x'] },
    })
    const { hooks, files } = await place.examine(place.plugin())
    assert.deepEqual([hooks.length, files.length], [0, 1], text)
  }
  using place = home({ 'voice/hooks/hooks.json': { hooks: many } })
  assert.equal((await place.examine(place.plugin())).hooks.length, 500)
})
