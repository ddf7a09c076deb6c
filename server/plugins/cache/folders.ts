import { existsSync, lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs'
import { join, sep } from 'node:path'
import { isBelow, type NearProcess, processesBelow } from '../../claude/processes-below.ts'
import { beganAt, fateOf } from '../../claude/temporary-clones.ts'
import type { CachedVersion, CacheReason, Inventory } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { type FolderFacts, type FolderReason, groupOf, type ReasonGroup, type Verdict, verdictOf } from './verdict.ts'

/** A folder of the cache, or a file or link that lies there, and whether it may go. */
export type CacheFolder = Verdict & {
  path: string
  /** The path below the cache, with forward slashes. */
  below: string
  /** What it is called: `voice@lab@0.1.0`, or the path below the cache of what is no version. */
  name: string
  /** The plugin it is a version of. */
  id: string | null
  marketplace: string | null
  plugin: string | null
  version: string
  kind: FolderFacts['kind']
  target: string | null
  dev: number
  ino: number
  mtimeMs: number
  reasons: readonly FolderReason[]
  group: ReasonGroup
}

export type Cache = {
  /** Its real path; null when there is none. */
  root: string | null
  folders: readonly CacheFolder[]
  doubt: string | null
}

/** Looks at the whole cache here and now: everything in it, and all that keeps it there. */
export function readCacheFolders(panel: Panel): Cache {
  const { pluginsDir, home } = panel.config
  const cache = join(pluginsDir, 'cache')
  panel.survey.lookAgain()
  const inventory = panel.survey.inventory()
  const doubt = doubtOf(inventory, pluginsDir)
  const surroundings = { ...surroundingsOf(inventory, cache), doubt, home, now: Date.now() }
  return {
    root: realOf(cache),
    doubt,
    folders: inventory.cached.map((version) => folderOf(version, cache, surroundings)),
  }
}

type Surroundings = {
  processes: readonly NearProcess[] | null
  sessions: ReadonlyMap<number, string | null>
  loadedFrom: ReadonlyMap<string, string>
} & Pick<FolderFacts, 'doubt' | 'home' | 'now'>

function surroundingsOf({ cached, sessions, plugins }: Inventory, cache: string) {
  return {
    processes: cached.length > 0 ? processesBelow(cache) : null,
    sessions: new Map(sessions.filter(({ alive }) => alive).map(({ pid, cwd }) => [pid, cwd])),
    loadedFrom: new Map(plugins.map(({ id, loaded }) => [loaded.path, id])),
  }
}

/** Whatever is wrong with the one file that says what is installed, every version might be. */
function doubtOf({ problems, cached }: Inventory, pluginsDir: string): string | null {
  const file = join(pluginsDir, 'installed_plugins.json')
  const problem = problems.find((problem) => problem.file === file)
  if (problem) return `It may be installed: ${file} cannot be trusted (${problem.message}).`
  if (cached.length > 0 && !existsSync(file)) return `It may be installed: ${file} is not there to tell.`
  return null
}

function folderOf(version: CachedVersion, cache: string, surroundings: Surroundings): CacheFolder {
  const { marketplace, plugin, path } = version
  const below = path
    .slice(cache.length + 1)
    .split(sep)
    .join('/')
  const stats = statsOf(path)
  const kind = kindOf(stats)
  const reasons = reasonsOf(version, stats?.mtimeMs ?? 0, surroundings)
  const id = plugin === null ? null : `${plugin}@${marketplace}`
  const age = surroundings.now - (stats?.mtimeMs ?? 0)
  return {
    path,
    below,
    name: id === null ? below : `${id}@${version.version}`,
    id,
    marketplace,
    plugin,
    version: version.version,
    kind,
    target: kind === 'link' ? targetOf(path) : null,
    dev: stats?.dev ?? 0,
    ino: stats?.ino ?? 0,
    mtimeMs: stats?.mtimeMs ?? 0,
    reasons,
    group: groupOf(reasons),
    ...verdictOf({ ...surroundings, kind, reasons, age }),
  }
}

function reasonsOf(version: CachedVersion, touched: number, around: Surroundings): readonly FolderReason[] {
  const { path, reasons } = version
  const leased = new Set(reasons.flatMap((reason) => (reason.kind === 'leased' ? [reason.pid] : [])))
  const isTemp = reasons.some(({ kind }) => kind === 'temp')
  const inside = isTemp ? [] : (around.processes ?? []).filter(({ places }) => places.some((one) => isBelow(one, path)))
  const plugin = around.loadedFrom.get(path)
  const isRecorded = reasons.some(({ kind }) => kind === 'installed')
  const found: FolderReason[] = [
    ...(plugin !== undefined && !isRecorded ? [{ kind: 'loaded' as const, plugin }] : []),
    ...reasons.filter(({ kind }) => kind !== 'unknown').map((reason) => more(reason, version, touched, around)),
    ...inside.filter(({ pid }) => !leased.has(pid)).map(({ pid, name }) => ({ kind: 'used' as const, pid, name })),
  ]
  return found.length > 0 ? found : [{ kind: 'unknown' }]
}

function more(
  reason: CacheReason,
  { path, version }: CachedVersion,
  touched: number,
  around: Surroundings,
): FolderReason {
  if (reason.kind === 'leased') return { ...reason, cwd: around.sessions.get(reason.pid) ?? null }
  if (reason.kind !== 'temp') return reason
  const fate = fateOf({ path, name: version, touched }, around.processes, around.now)
  return { kind: 'temp', since: beganAt(version), ...fate }
}

function kindOf(stats: Stats | null): FolderFacts['kind'] {
  if (stats === null) return 'gone'
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isDirectory()) return 'folder'
  return stats.isFile() ? 'file' : 'other'
}

const statsOf = (path: string) => attempt(() => lstatSync(path, { throwIfNoEntry: false }) ?? null)
const targetOf = (path: string) => attempt(() => readlinkSync(path))
const realOf = (path: string) => attempt(() => realpathSync(path))

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
