import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  type FolderFacts,
  type FolderReason,
  groupOf,
  reasonWords,
  verdictOf,
} from '../../../server/plugins/cache/verdict.ts'

const HOME = '/home/ada'
const NOW = Date.UTC(2026, 10, 20)
const DAY = 86_400_000

const installed: FolderReason = { kind: 'installed', scope: 'user', projectPath: null }
const inProject: FolderReason = { kind: 'installed', scope: 'project', projectPath: '/home/ada/x' }
const orphaned: FolderReason = { kind: 'orphaned', since: NOW - 12 * DAY }
const leased: FolderReason = { kind: 'leased', pid: 4242, alive: true, cwd: '/home/ada/proj' }
const unknownLease: FolderReason = { kind: 'leased', pid: 4242, alive: true, cwd: null }
const dead: FolderReason = { kind: 'leased', pid: 77, alive: false, cwd: null }
const used: FolderReason = { kind: 'used', pid: 5, name: 'node' }
const loaded: FolderReason = { kind: 'loaded', plugin: 'voice@lab' }
const link: FolderReason = { kind: 'link', target: '/home/ada/dev/x' }
const unknown: FolderReason = { kind: 'unknown' }
const gone: FolderReason = { kind: 'temp', since: NOW - DAY, state: 'dead', why: 'nobody works in it' }
const filling: FolderReason = { kind: 'temp', since: NOW, state: 'filling', why: 'process 9 (git) works in it' }
const unsure: FolderReason = { kind: 'temp', since: NOW, state: 'unsure', why: 'it is younger than 10 minutes' }

const decide = (reasons: readonly FolderReason[], more: Partial<FolderFacts> = {}) =>
  verdictOf({ kind: 'folder', reasons, age: DAY, doubt: null, home: HOME, now: NOW, ...more })

const CASES: readonly [string, readonly FolderReason[], Partial<FolderFacts>, 'may go' | 'kept', string][] = [
  ['installed', [installed], {}, 'kept', 'It is installed; Claude Code does not rebuild it by itself.'],
  ['installed in a project', [inProject], {}, 'kept', 'It is installed; Claude Code does not rebuild it by itself.'],
  [
    'installed and marked as orphaned',
    [installed, orphaned],
    {},
    'kept',
    'It is installed; Claude Code does not rebuild it by itself.',
  ],
  [
    'installed as a link',
    [installed, link],
    { kind: 'link' },
    'kept',
    'It is installed; Claude Code does not rebuild it by itself.',
  ],
  [
    'installed with a dead lease',
    [installed, dead],
    {},
    'kept',
    'It is installed; Claude Code does not rebuild it by itself.',
  ],
  ['loaded without a record', [loaded, orphaned], {}, 'kept', 'Claude Code loads voice@lab from it.'],
  [
    'in use',
    [leased, orphaned],
    {},
    'kept',
    'It is in use by process 4242 (session in ~/proj); it may go once that has ended.',
  ],
  [
    'in use by nobody known',
    [unknownLease],
    {},
    'kept',
    'It is in use by process 4242; it may go once that has ended.',
  ],
  [
    'in use as a link',
    [unknownLease, link],
    { kind: 'link' },
    'kept',
    'It is in use by process 4242; it may go once that has ended.',
  ],
  [
    'in use and used before',
    [dead, leased],
    {},
    'kept',
    'It is in use by process 4242 (session in ~/proj); it may go once that has ended.',
  ],
  ['worked in', [orphaned, used], {}, 'kept', 'Process 5 (node) works in it; it may go once that has ended.'],
  ['orphaned', [orphaned], {}, 'may go', 'Orphaned 12 days ago. Claude Code itself removes it 14 days after that.'],
  [
    'orphaned just now',
    [{ kind: 'orphaned', since: NOW }],
    { age: 0 },
    'may go',
    'Orphaned 0 seconds ago. Claude Code itself removes it 14 days after that.',
  ],
  [
    'orphaned, nobody knows when',
    [{ kind: 'orphaned', since: null }],
    {},
    'may go',
    'Orphaned, since when is not said. Claude Code itself removes it 14 days after that.',
  ],
  [
    'orphaned in the future',
    [{ kind: 'orphaned', since: NOW + DAY }],
    {},
    'may go',
    'Orphaned, since when is not said. Claude Code itself removes it 14 days after that.',
  ],
  [
    'orphaned with a dead lease',
    [dead, orphaned],
    {},
    'may go',
    'Lease of process 77, which is gone, orphaned 12 days ago. Claude Code itself removes it 14 days after that.',
  ],
  ['only left by a dead process', [dead], {}, 'may go', 'Lease of process 77, which is gone.'],
  [
    'only left by a dead process, and new',
    [dead],
    { age: 0 },
    'kept',
    'Nothing says why it is here, but it came 0 seconds ago: an install may be under way.',
  ],
  ['a dead clone', [gone], {}, 'may go', 'Temporary clone of a process that is gone (nobody works in it).'],
  ['a clone that is being filled', [filling], {}, 'kept', 'It may still be filled: process 9 (git) works in it.'],
  ['a clone that may be filled', [unsure], {}, 'kept', 'It may still be filled: it is younger than 10 minutes.'],
  [
    'a dead clone with something installed in it',
    [installed, gone],
    {},
    'kept',
    'It is installed; Claude Code does not rebuild it by itself.',
  ],
  [
    'a link',
    [link],
    { kind: 'link' },
    'may go',
    'A link to ~/dev/x, never followed. Only the link goes, never what it leads to.',
  ],
  ['unknown', [unknown], {}, 'may go', 'Nothing says why.'],
  [
    'unknown and new',
    [unknown],
    { age: 60_000 },
    'kept',
    'Nothing says why it is here, but it came 1 minute ago: an install may be under way.',
  ],
  [
    'unknown and from the future',
    [unknown],
    { age: -5 * DAY },
    'kept',
    'Nothing says why it is here, but it came 0 seconds ago: an install may be under way.',
  ],
  ['an unknown file', [unknown], { kind: 'file' }, 'may go', 'Nothing says why.'],
  ['a pipe', [unknown], { kind: 'other' }, 'kept', 'It is neither a folder, a file nor a link.'],
  ['not there any more', [unknown], { kind: 'gone' }, 'kept', 'It is not there any more, or its name is not UTF-8.'],
  [
    'orphaned while the records are damaged',
    [orphaned],
    { doubt: 'It may be installed.' },
    'kept',
    'It may be installed.',
  ],
  [
    'unknown while the records are damaged',
    [unknown],
    { doubt: 'It may be installed.' },
    'kept',
    'It may be installed.',
  ],
  [
    'a link while the records are damaged',
    [link],
    { kind: 'link', doubt: 'It may be installed.' },
    'kept',
    'It may be installed.',
  ],
  [
    'a dead clone while the records are damaged',
    [gone],
    { doubt: 'It may be installed.' },
    'may go',
    'Temporary clone of a process that is gone (nobody works in it).',
  ],
]

suite('a folder that is', () => {
  for (const [what, reasons, more, verdict, why] of CASES)
    test(`${what}: ${verdict}`, () => assert.deepEqual(decide(reasons, more), { verdict, why }))
})

test('whatever else is true, an installed version and one in use stay', () => {
  const others = [orphaned, dead, gone, link, unknown, used]
  for (const keeps of [installed, inProject, leased, unknownLease, loaded])
    for (const other of others)
      for (const reasons of [
        [keeps, other],
        [other, keeps],
      ])
        for (const kind of ['folder', 'link', 'file'] as const)
          assert.equal(decide(reasons, { kind }).verdict, 'kept', JSON.stringify(reasons))
})

test('each is counted under one reason, what keeps it first', () => {
  for (const [group, reasons] of [
    ['installed', [orphaned, installed, leased]],
    ['installed', [loaded]],
    ['in-use', [orphaned, leased]],
    ['in-use', [used, link]],
    ['orphaned', [dead, orphaned]],
    ['temporary', [gone]],
    ['link', [link, orphaned]],
    ['unknown', [dead]],
    ['unknown', [unknown]],
  ] as const)
    assert.equal(groupOf(reasons), group)
})

test('paths are told from the home folder on', () => {
  assert.equal(reasonWords(inProject, HOME, NOW), 'installed in project scope of ~/x')
  assert.equal(reasonWords(inProject, '/home/ad', NOW), 'installed in project scope of /home/ada/x')
  assert.equal(reasonWords(inProject, '/', NOW), 'installed in project scope of /home/ada/x')
})
