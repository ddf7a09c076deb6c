import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { decideModes } from '../../../server/plugins/modes/decide.ts'
import type { ModeFacts, ModeName } from '../../../server/plugins/modes/types.ts'
import { marketplaceCanMove, skillsDirLoads, versionLinkStays } from '../../../server/reload/dev-modes.ts'
import { directoryMarketplaceLoads } from '../../../server/reload/loaded-from.ts'

const CACHED = '/home/ada/.claude/plugins/cache/lab/voice/0.1.0'
const SOURCE = '/home/ada/dev/lab/plugins/voice'

/** A plugin of a git marketplace with a linked checkout. */
function facts(changes: Partial<ModeFacts> = {}, version: string | null = '2.1.329'): ModeFacts {
  const inPlace = directoryMarketplaceLoads(version)
  return {
    ...{ id: 'voice@lab', name: 'voice', marketplace: 'lab', version, program: true, loaded: 'cache', enabled: true },
    source: { path: SOURCE, manifest: 'voice' },
    record: { scope: 'user', projectPath: null, installPath: CACHED, version: '0.1.0' },
    ...{ alsoInstalled: [], elsewhere: [], inCache: true, isFolder: true, overlaps: false, gone: null, options: false },
    skills: { path: '/home/ada/.claude/skills/voice', taken: null },
    marketplaceKind: 'github',
    move: { folder: '/home/ada/dev/lab', former: 'acme/lab', others: [] },
    watch: { wanted: false, impossible: null },
    abilities: {
      link: versionLinkStays(version),
      skills: skillsDirLoads(version),
      move: marketplaceCanMove(version),
      inPlace: { can: inPlace.how === 'in-place', why: inPlace.why },
    },
    components: ['skill', 'command', 'agent', 'hook script'],
    switched: null,
    ...changes,
  }
}

const directory = (changes: Partial<ModeFacts> = {}, version = '2.1.329') =>
  facts(
    {
      loaded: directoryMarketplaceLoads(version).how,
      marketplaceKind: 'directory',
      move: { cannot: 'It is more than a repository.', byHand: [] },
      watch: { wanted: false, impossible: version === '2.1.329' ? 'Claude Code reads it in place.' : null },
      ...changes,
    },
    version,
  )

const SWITCHED = { action: 7, mode: 'cached-link' as ModeName, at: 0, plugin: 'voice@lab' }
const IN_SKILLS: Partial<ModeFacts> = {
  ...{ id: 'voice@skills-dir', loaded: 'skills-dir', record: null, inCache: false, isFolder: false },
  watch: { wanted: false, impossible: 'Claude Code reads it in place.' },
}

/** What it is about, how it is now, what is recommended, and what is possible. */
const CASES: readonly [string, ModeFacts, ModeName | null, ModeName | null, readonly ModeName[]][] = [
  [
    'a git marketplace',
    facts(),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'skills-dir', 'plugin-dir'],
  ],
  [
    'synced on save',
    facts({ watch: { wanted: true, impossible: null } }),
    'sync-on-save',
    'sync-on-save',
    ['in-place', 'cached-link', 'skills-dir', 'plugin-dir', 'copy'],
  ],
  ['nobody said where it is edited', facts({ source: null }), 'copy', null, []],
  ['a directory marketplace', directory(), 'in-place', 'in-place', ['skills-dir', 'plugin-dir']],
  [
    'a directory marketplace, 2.1.100',
    directory({}, '2.1.100'),
    'copy',
    'sync-on-save',
    ['sync-on-save', 'plugin-dir'],
  ],
  ['a git marketplace, 2.1.100', facts({}, '2.1.100'), 'copy', 'sync-on-save', ['sync-on-save', 'plugin-dir']],
  [
    'a git marketplace, 2.1.197',
    facts({}, '2.1.197'),
    'copy',
    'sync-on-save',
    ['sync-on-save', 'skills-dir', 'plugin-dir'],
  ],
  ['a version that is not known', facts({}, null), 'copy', 'sync-on-save', ['sync-on-save', 'plugin-dir']],
  [
    'a link of ours',
    facts({ loaded: 'link', isFolder: false, switched: SWITCHED, watch: { wanted: false, impossible: 'in place' } }),
    'cached-link',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'skills-dir', 'plugin-dir', 'copy'],
  ],
  [
    'a link that somebody else made',
    facts({ loaded: 'link', isFolder: false, watch: { wanted: false, impossible: 'in place' } }),
    'cached-link',
    'cached-link',
    ['in-place', 'skills-dir', 'plugin-dir'],
  ],
  [
    'in the skills folder by us',
    facts({ ...IN_SKILLS, switched: { ...SWITCHED, mode: 'skills-dir' } }),
    'skills-dir',
    'skills-dir',
    ['plugin-dir', 'copy'],
  ],
  ['in the skills folder by hand', facts(IN_SKILLS), 'skills-dir', 'skills-dir', ['plugin-dir']],
  [
    'missing',
    facts({ loaded: 'missing', isFolder: false, watch: { wanted: false, impossible: 'missing' } }),
    null,
    null,
    ['plugin-dir'],
  ],
  [
    'managed',
    facts({ record: { scope: 'managed', projectPath: null, installPath: CACHED, version: '1' } }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'plugin-dir'],
  ],
  [
    'of one project',
    facts({ record: { scope: 'project', projectPath: '/p', installPath: CACHED, version: '1' } }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'plugin-dir'],
  ],
  ['no claude', facts({ program: false }), 'copy', 'sync-on-save', ['sync-on-save', 'cached-link', 'plugin-dir']],
  [
    'a record outside of the cache',
    facts({ inCache: false }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'skills-dir', 'plugin-dir'],
  ],
  [
    'a name that is taken in the skills folder',
    facts({ skills: { path: '/s/voice', taken: '/s/voice is there already.' } }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'plugin-dir'],
  ],
  [
    'a second installation',
    facts({ alsoInstalled: ['voice@shed'] }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'plugin-dir'],
  ],
  [
    'what could not be installed again',
    facts({ gone: 'The catalogue does not name it.' }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'plugin-dir'],
  ],
  [
    'a source without a manifest',
    facts({ source: { path: SOURCE, manifest: null } }),
    'copy',
    'sync-on-save',
    ['in-place', 'sync-on-save', 'cached-link', 'plugin-dir'],
  ],
  ['a source in the cache', facts({ overlaps: true }), 'copy', 'plugin-dir', ['plugin-dir']],
]

suite('the ways to develop a plugin', () => {
  for (const [what, given, now, recommended, possible] of CASES)
    test(what, () => {
      const options = decideModes(given)
      assert.equal(options.find(({ isCurrent }) => isCurrent)?.mode ?? null, now)
      assert.equal(options.find((option) => option.recommended !== null)?.mode ?? null, recommended)
      assert.deepEqual(
        options
          .filter(({ isPossible }) => isPossible)
          .map(({ mode }) => mode)
          .sort(),
        [...possible].sort(),
      )
      for (const { mode, isCurrent, isPossible, whyNot, steps } of options) {
        assert.equal(whyNot === null, isCurrent || isPossible, mode)
        assert.equal(
          steps === null,
          !isPossible || mode === 'plugin-dir' || (mode === 'copy' && given.switched !== null),
          mode,
        )
      }
      if (recommended !== null) assert.equal(options[0]?.mode, recommended)
    })
})

const option = (mode: ModeName, given: ModeFacts) => {
  const found = decideModes(given).find((one) => one.mode === mode)
  assert.ok(found)
  return found
}

test('what an edit needs comes from the measured rules, for this way and this version', () => {
  const needs = (mode: ModeName, version: string) =>
    new Map(
      option(mode, facts({}, version)).remedies.map(({ edit, remedy }) => [`${edit.component} ${edit.change}`, remedy]),
    )
  assert.equal(needs('cached-link', '2.1.329').get('skill edited'), '/reload-skills')
  assert.equal(needs('copy', '2.1.329').get('skill edited'), 'sync, then /reload-skills')
  assert.equal(needs('copy', '2.1.329').get('hook script edited'), 'sync')
  assert.equal(needs('skills-dir', '2.1.329').get('command edited'), 'wait')
  assert.equal(needs('in-place', '2.1.329').get('agent description'), '/reload-plugins, then /clear')
  assert.equal(needs('sync-on-save', '2.1.100').get('skill edited'), '/reload-plugins')
})

test('a reason why not says what to do, or what it rests on', () => {
  const why = (mode: ModeName, given: ModeFacts) => option(mode, given).whyNot ?? ''
  assert.match(why('cached-link', facts({ source: null })), /`hotplug link voice@lab FOLDER`/)
  assert.match(why('cached-link', facts({}, '2.1.100')), /2\.1\.100 takes such a link away/)
  assert.match(why('skills-dir', facts({}, '2.1.100')), /before 2\.1\.157/)
  assert.match(why('in-place', facts({}, '2.1.100')), /run from their copy in the cache/)
  assert.match(why('cached-link', directory()), /would change nothing/)
  assert.match(why('copy', facts({ loaded: 'link' })), /hotplug reinstall voice@lab/)
})

test('what goes by hand only says how, quoted for a shell', () => {
  const source = { path: "/home/ada/my dev/it's", manifest: 'voice' }
  assert.deepEqual(option('plugin-dir', facts({ source })).byHand, [`claude --plugin-dir '/home/ada/my dev/it'\\''s'`])
  const cannot = { cannot: 'A branch.', byHand: ['claude plugin marketplace add /home/ada/dev/lab'] }
  const inPlace = option('in-place', facts({ move: cannot }))
  assert.deepEqual([inPlace.whyNot, inPlace.byHand], ['A branch.', cannot.byHand])
})

test('options are held by a second installation before the plugin is uninstalled', () => {
  const steps = (given: ModeFacts) => option('skills-dir', given).steps?.map((step) => step.do)
  assert.deepEqual(steps(facts()), ['keep', 'uninstall', 'link'])
  assert.deepEqual(steps(facts({ options: true })), ['keep', 'hold', 'uninstall', 'link'])
  assert.deepEqual(steps(facts({ options: true, isFolder: false })), ['hold', 'uninstall', 'link'])
})

test('the former place of a marketplace is declared a second time before it is pointed elsewhere', () => {
  assert.deepEqual(
    option('in-place', facts()).steps?.map(({ words }) => words),
    ['claude plugin marketplace add acme/lab --scope local', 'claude plugin marketplace add /home/ada/dev/lab'],
  )
})
