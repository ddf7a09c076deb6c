import type { CacheModel, ClearingModel, SizedFolder } from '../../server/plugins/cache/model.ts'
import * as samples from './samples.ts'

export const folder = (version: string, over: Partial<SizedFolder> = {}): SizedFolder => ({
  path: `/home/ada/.claude/plugins/cache/lab/voice/${version}`,
  below: `lab/voice/${version}`,
  name: `voice@lab@${version}`,
  id: 'voice@lab',
  marketplace: 'lab',
  plugin: 'voice',
  version,
  kind: 'folder',
  target: null,
  dev: 1,
  ino: 2,
  mtimeMs: 0,
  reasons: [{ kind: 'orphaned', since: 1_795_000_000_000 }],
  group: 'orphaned',
  verdict: 'may go',
  why: 'Orphaned.',
  bytes: 12_000,
  ...over,
})

/** One folder for each reason there is. */
export const folders = (): SizedFolder[] => [
  folder('0.0.9'),
  folder('0.1.0', {
    reasons: [
      { kind: 'installed', scope: 'project', projectPath: '/home/ada/x' },
      { kind: 'leased', pid: 42, alive: true, cwd: '/home/ada/proj' },
      { kind: 'leased', pid: 43, alive: false, cwd: null },
    ],
    group: 'installed',
    verdict: 'kept',
    why: 'It is installed.',
  }),
  folder('0.0.8', {
    reasons: [{ kind: 'used', pid: 5, name: 'node' }],
    group: 'in-use',
    verdict: 'kept',
    why: 'Process 5 works in it.',
    bytes: null,
  }),
  folder('link', { kind: 'link', reasons: [{ kind: 'link', target: '/home/ada/dev/x' }], group: 'link' }),
  folder('mystery', { reasons: [{ kind: 'unknown' }], group: 'unknown' }),
  folder('temp_git_1_x', {
    name: 'temp_git_1_x',
    id: null,
    plugin: null,
    marketplace: null,
    reasons: [{ kind: 'temp', since: 1, state: 'dead', why: 'nobody works in it' }],
    group: 'temporary',
  }),
]

const tally = (amount: number) => ({ folders: amount, bytes: 12_000, measuring: 0 })

export const cacheModel = (over: Partial<CacheModel> = {}): CacheModel => ({
  shell: samples.shell(),
  query: { q: '', show: 'all' },
  rows: folders(),
  whole: tally(6),
  goes: tally(4),
  orphans: tally(1),
  temp: tally(1),
  shows: { all: 6, 'may-go': 4, orphaned: 1, temporary: 1, link: 1, unknown: 1, 'in-use': 1, installed: 1 },
  byReason: [{ label: 'orphaned', group: 'orphaned', goes: tally(1), stays: tally(0) }],
  byPlugin: [{ label: 'voice@lab', group: null, goes: tally(3), stays: tally(2) }],
  installed: new Set(['voice@lab']),
  doubt: null,
  ...over,
})

export const clearingModel = (over: Partial<ClearingModel> = {}): ClearingModel => {
  const all = folders()
  return {
    shell: samples.shell(),
    what: 'all',
    root: '/home/ada/.claude/plugins/cache',
    trash: '/home/ada/.local/state/hotplug/trash',
    goes: all.filter(({ verdict }) => verdict === 'may go'),
    stays: all.filter(({ verdict }) => verdict === 'kept'),
    tally: tally(4),
    fingerprint: '0123456789abcdef',
    refusal: null,
    ...over,
  }
}
