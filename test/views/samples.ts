import { structuredPatch } from 'diff'
import type { Loaded, Plugin, Source } from '../../server/claude/types.ts'
import type {
  Action,
  FileRow,
  HomeModel,
  MarketplacesModel,
  PluginModel,
  PluginStatus,
  Shell,
  Status,
  Step,
  Watching,
} from '../../server/plugins/types.ts'
import type { Rule, Verdict } from '../../server/reload/types.ts'
import type { Patch, PatchSide } from '../../server/trees/patch.ts'
import type { Operation, Plan } from '../../server/trees/plan.ts'
import type { Entry } from '../../server/trees/types.ts'

/** Values the views are drawn from in tests: what the real inventory looks like, small and hostile alike. */

export const NOW = Date.now()
const MINUTE = 60_000

export const shell = (over: Partial<Shell> = {}): Shell => ({
  configDir: '/home/ada/.claude',
  project: '/home/ada/dev/checkout',
  program: { path: '/usr/local/bin/claude', version: '2.1.329' },
  problems: [],
  checking: 0,
  notices: [],
  activities: [],
  watched: new Map(),
  ...over,
})

export const SYNC: Step = {
  by: 'hotplug',
  text: 'Sync 3 files',
  command: null,
  why: 'The cached copy is read, not your checkout.',
}

export const UNWATCHED: Watching = {
  state: 'off',
  sentence: '',
  impossible: null,
  wanted: false,
  by: 'all',
  progress: null,
}

export const command = (text: string, why = 'Skills, commands and agents are read again.'): Step => ({
  by: 'claude',
  text,
  command: text,
  why,
})

export const plugin = (id: string, over: Partial<Plugin> = {}): Plugin => {
  const [name = '', marketplace = ''] = id.split('@')
  return {
    id,
    name,
    marketplace,
    description: 'Speaks what Claude writes.',
    version: '0.1.0',
    scope: 'user',
    enabled: true,
    enabledBy: { layer: 'user', file: '/home/ada/.claude/settings.json', project: null, value: true },
    enablements: [{ layer: 'user', file: '/home/ada/.claude/settings.json', project: null, value: true }],
    records: [],
    entry: null,
    loaded: cached(name, marketplace),
    source: checkout(name),
    suggestion: null,
    cached: [],
    installedAt: '2026-05-01T10:00:00.000Z',
    lastUpdated: '2026-05-02T10:00:00.000Z',
    ...over,
  }
}

export const cached = (name: string, marketplace: string, version = '0.1.0'): Loaded => ({
  how: 'cache',
  path: `/home/ada/.claude/plugins/cache/${marketplace}/${name}/${version}`,
  by: 'claude',
  certain: true,
  why: 'claude plugin list --json printed it as readFromFolder.',
})

export const checkout = (name: string): Source => ({
  path: `/home/ada/dev/${name}`,
  by: 'link',
  why: 'You linked this checkout.',
})

export const status = (id: string, state: Status, over: Partial<PluginStatus> = {}): PluginStatus => ({
  plugin: plugin(id),
  status: state,
  word: {
    live: 'Live',
    drifted: 'Drifted 3',
    'cache-edited': 'Edited in cache',
    'needs-action': 'Needs action',
    problem: 'Problem',
    'not-loaded': 'Disabled',
  }[state],
  sentence:
    state === 'drifted' ? 'Drifted 3 · 3 files · Sync 3 files, then /reload-plugins' : 'Live · same as its source',
  drift:
    state === 'drifted'
      ? { modified: 2, added: 1, removed: 0, cacheEdited: 0 }
      : { modified: 0, added: 0, removed: 0, cacheEdited: 0 },
  steps: state === 'drifted' ? [SYNC, command('/reload-plugins')] : [],
  remedy: state === 'drifted' ? 'sync, then /reload-plugins' : 'none',
  editedAt: NOW - 2 * MINUTE,
  lastSyncAt: null,
  watch: UNWATCHED,
  sessions: null,
  ...over,
})

export const action = (id: number, over: Partial<Action> = {}): Action => ({
  id,
  kind: 'sync',
  plugin: 'voice@lab',
  state: 'done',
  at: NOW - 3 * MINUTE,
  durationMs: 41,
  summary: 'Synced 3 files from ~/dev/voice.',
  error: null,
  files: [
    { path: 'skills/speak/SKILL.md', what: 'replaced' },
    { path: 'hooks/hooks.json', what: 'written' },
    { path: 'old.md', what: 'removed' },
  ],
  bytes: 14_200,
  undoable: true,
  kept: true,
  emptied: null,
  trash: null,
  undoneBy: null,
  after: [],
  sessions: null,
  dismissed: false,
  ...over,
})

export const homeModel = (rows: readonly PluginStatus[], over: Partial<HomeModel> = {}): HomeModel => ({
  shell: shell(),
  rows,
  counts: {
    all: rows.length,
    drifted: rows.filter(({ status }) => status === 'drifted').length,
    problems: rows.filter(({ status }) => status === 'problem').length,
    disabled: rows.filter(({ plugin }) => !plugin.enabled).length,
  },
  query: { q: '', show: 'all', sort: 'status' },
  watchesAll: false,
  offer: null,
  together: rows.filter((row) => row.status === 'drifted').length,
  plans: new Map(
    rows.filter(({ status }) => status === 'drifted').map(({ plugin }) => [plugin.id, 'a1b2c3d4e5f60718']),
  ),
  ...over,
})

export const mixedRows = (): PluginStatus[] => [
  status('voice@lab', 'drifted', { lastSyncAt: NOW - 90 * MINUTE }),
  status('review-tools@acme-internal-marketplace', 'cache-edited', {
    word: 'Edited in cache 1',
    steps: [{ by: 'hotplug', text: 'Review 1 file', command: null, why: 'The cached copy has edits of its own.' }],
    drift: { modified: 1, added: 0, removed: 0, cacheEdited: 1 },
    editedAt: NOW - 26 * 60 * MINUTE,
  }),
  status('sw-release@specweave', 'needs-action', {
    plugin: plugin('sw-release@specweave', {
      loaded: {
        how: 'in-place',
        path: '/home/ada/dev/specweave/plugins/sw-release',
        by: 'rule',
        certain: true,
        why: 'Since 2.1.101 a directory marketplace is read in place.',
      },
      source: { path: '/home/ada/dev/specweave/plugins/sw-release', by: 'directory', why: '' },
      version: '1.4.0',
    }),
    steps: [command('/reload-skills')],
    editedAt: NOW - 9 * MINUTE,
  }),
  status('broken@lab', 'problem', {
    plugin: plugin('broken@lab', {
      loaded: {
        how: 'missing',
        path: '/home/ada/.claude/plugins/cache/lab/broken/2.0.0',
        by: 'rule',
        certain: false,
        why: 'The folder of the record is not there.',
      },
      version: null,
      source: null,
    }),
    steps: [command('claude plugin install broken@lab')],
    drift: null,
    editedAt: null,
  }),
  status('formatter@tools', 'live', {
    plugin: plugin('formatter@tools', {
      version: '2.0.1',
      source: null,
      loaded: {
        ...cached('formatter', 'tools'),
        certain: false,
        why: 'The version of claude is not known; the newest rule is taken.',
      },
    }),
    editedAt: NOW - 3 * 24 * 60 * MINUTE,
  }),
  status('notes@skills-dir', 'live', {
    plugin: plugin('notes@skills-dir', {
      scope: 'skills-dir',
      version: null,
      loaded: { how: 'skills-dir', path: '/home/ada/.claude/skills/notes', by: 'rule', certain: true, why: '' },
      source: null,
    }),
    editedAt: NOW - 40 * 24 * 60 * MINUTE,
  }),
  status('big@lab', 'not-loaded', { word: 'Comparing…', drift: null, editedAt: null }),
  status('quiet@tools', 'not-loaded', {
    plugin: plugin('quiet@tools', { enabled: false, scope: 'project', source: null }),
    editedAt: NOW - 500 * 24 * 60 * MINUTE,
  }),
]

export const verdict = (over: Partial<Rule> = {}, rest: Partial<Verdict> = {}): Verdict => ({
  component: 'skill',
  change: 'edited',
  measured: true,
  basis: '2.1.329',
  rule: {
    id: 'skill-body',
    component: 'skill',
    changes: ['edited'],
    modes: ['in-place', 'cached'],
    drivers: ['interactive', 'headless'],
    versions: '>=2.1.150',
    remedy: ['/reload-plugins'],
    instead: null,
    source: 'measured',
    evidence: 'Measured with 2.1.150, 2.1.197 and 2.1.329: the old text was used until /reload-plugins.',
    confidence: 'high',
    why: 'Claude Code keeps the text of a skill from when its plugins were loaded.',
    ...over,
  },
  ...rest,
})

export const fileRow = (path: string, state: FileRow['state'] = 'same', over: Partial<FileRow> = {}): FileRow => ({
  path,
  state,
  aspects: state === 'modified' ? ['content'] : [],
  edited: state === 'same' ? null : 'source',
  component: path.startsWith('skills/')
    ? 'skill'
    : path.startsWith('hooks/')
      ? 'hook config'
      : path.endsWith('.md')
        ? 'command'
        : 'other',
  steps: state === 'same' ? [] : [SYNC, command('/reload-plugins')],
  remedy: state === 'same' ? 'none' : 'sync, then /reload-plugins',
  verdict: state === 'same' ? null : verdict(),
  size: 2_345,
  mtimeMs: NOW - 2 * MINUTE,
  ...over,
})

/** As server/trees/patch.ts makes it of two texts. */
export const patch = (path: string, before: string | null, after: string | null, over: Partial<Patch> = {}): Patch => {
  const { hunks } = structuredPatch('', '', before ?? '', after ?? '', '', '', { context: 3 })
  const lines = (mark: string) => hunks.flatMap((hunk) => hunk.lines).filter((line) => line.startsWith(mark)).length
  return {
    path,
    kind: 'text',
    old: side(before),
    new: side(after),
    hunks,
    added: lines('+'),
    removed: lines('-'),
    notes: [],
    ...over,
  }
}

const side = (text: string | null): PatchSide | null =>
  text === null
    ? null
    : { bytes: text.length, mode: '100644', lineEnding: 'LF', finalNewline: text.endsWith('\n'), encoding: 'UTF-8' }

export const entry = (path: string, size = 1_200): Entry => ({
  path,
  kind: 'file',
  size,
  mode: 0o644,
  mtimeMs: NOW,
  ctimeMs: NOW,
  ino: 1,
  target: null,
})

export const plan = (operations: readonly Operation[], over: Partial<Plan> = {}): Plan => ({
  version: 1,
  direction: 'to-loaded',
  from: '/home/ada/dev/voice',
  into: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
  operations,
  counts: {
    added: operations.filter((operation) => operation.do === 'write' && operation.over === null).length,
    replaced: operations.filter((operation) => operation.do === 'write' && operation.over !== null).length,
    removed: operations.filter((operation) => operation.do === 'remove').length,
    linked: 0,
    modes: 0,
  },
  bytes: 14_200,
  warnings: [],
  skipped: [],
  fingerprint: 'a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718',
  ...over,
})

export const syncOfThree = () =>
  plan([
    {
      do: 'write',
      path: 'skills/speak/SKILL.md',
      from: entry('skills/speak/SKILL.md', 2_345),
      over: entry('skills/speak/SKILL.md', 2_100),
    },
    { do: 'write', path: 'hooks/hooks.json', from: entry('hooks/hooks.json'), over: null },
    { do: 'remove', path: 'commands/old.md', over: entry('commands/old.md', 300) },
  ])

export const pluginModel = (over: Partial<PluginModel> = {}): PluginModel => ({
  shell: shell(),
  status: status('voice@lab', 'drifted'),
  files: [],
  query: { file: null, view: 'unified', state: 'changed', component: 'all', sort: null },
  chosen: null,
  plan: syncOfThree(),
  cached: [],
  dependencies: null,
  actions: [],
  ...over,
})

export const planWithEverything = () =>
  plan(
    [
      ...syncOfThree().operations,
      { do: 'link', path: 'bin/run', target: '../scripts/run.sh', from: null, over: null },
      { do: 'chmod', path: 'hooks/stop.sh', mode: 0o755, from: null, over: entry('hooks/stop.sh') },
    ],
    {
      warnings: [
        { kind: 'overwrites', paths: ['hooks/stop.sh'], message: '1 file edited in the cache would be replaced.' },
      ],
      skipped: [{ path: 'socket', message: 'socket is a socket.' }],
    },
  )

export const cachedVersions = (): PluginModel['cached'] => [
  {
    version: {
      marketplace: 'lab',
      plugin: 'voice',
      version: '0.1.0',
      path: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
      reasons: [
        { kind: 'installed', scope: 'user', projectPath: null },
        { kind: 'leased', pid: 4711, alive: true },
      ],
    },
    bytes: 14e6,
  },
  {
    version: {
      marketplace: 'lab',
      plugin: 'voice',
      version: '0.0.9',
      path: '/home/ada/.claude/plugins/cache/lab/voice/0.0.9',
      reasons: [{ kind: 'orphaned', since: NOW - 300_000 * 1000 }],
    },
    bytes: null,
  },
]

const ENTRY = {
  version: null,
  description: null,
  category: null,
  keywords: [],
  tags: [],
  source: { kind: 'relative' as const, path: './voice' },
}

export const markets = (): MarketplacesModel['marketplaces'] => [
  {
    installed: ['voice@lab'],
    marketplace: {
      name: 'lab',
      kind: 'github',
      location: 'ada/lab',
      ref: 'main',
      folder: '/home/ada/.claude/plugins/marketplaces/lab',
      catalogue: '/home/ada/.claude/plugins/marketplaces/lab/.claude-plugin/marketplace.json',
      present: true,
      lastUpdated: '2026-05-01T10:00:00.000Z',
      autoUpdate: true,
      declaredBy: 'user',
      entries: [
        { ...ENTRY, name: 'voice', version: '0.1.0', description: 'Speaks.' },
        { ...ENTRY, name: 'other', source: { kind: 'relative', path: './other' } },
      ],
    },
  },
  {
    installed: [],
    marketplace: {
      name: 'gone',
      kind: 'directory',
      location: '/home/ada/dev/gone',
      ref: null,
      folder: '/home/ada/dev/gone',
      catalogue: null,
      present: false,
      lastUpdated: null,
      autoUpdate: null,
      declaredBy: 'user',
      entries: [],
    },
  },
]
