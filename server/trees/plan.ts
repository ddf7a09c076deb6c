import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { RefusedError } from './errors.ts'
import { badName, isInside } from './inside.ts'
import type { Entry, FileDelta, Skipped, TreeHead } from './types.ts'
import { type Warning, warningsOn } from './warnings.ts'

export type Direction = 'to-loaded' | 'to-source'

/**
 * One change below `into`. `from` is what is copied, its path below the plan's `from`; `over` what stands there now,
 * null: nothing. Both are what the disk must still look like when the plan is applied.
 */
export type Operation =
  | { do: 'write'; path: string; from: Entry; over: Entry | null }
  | { do: 'link'; path: string; target: string; from: Entry | null; over: Entry | null }
  | { do: 'chmod'; path: string; mode: number; from: Entry | null; over: Entry }
  | { do: 'remove'; path: string; over: Entry }

/** What would be done, as a value: shown, stored as JSON, applied later, refused when the disk has changed since. */
export type Plan = {
  version: 1
  direction: Direction | 'undo'
  /** The real paths of the folder the contents come from and of the one that is changed. */
  from: string
  into: string
  operations: readonly Operation[]
  counts: { added: number; replaced: number; removed: number; linked: number; modes: number }
  /** To be copied. */
  bytes: number
  warnings: readonly Warning[]
  /** What is left as it is because it could not be looked at, on either side. */
  skipped: readonly Skipped[]
  /** The start of the sha256 in hex of everything above that decides what happens: equal plans do the same. */
  fingerprint: string
}

/** Enough of a sha256 to tell plans of one person apart, and short enough to stand in every row of a page. */
const FINGERPRINT = 16

export type PlanSubject = { source: TreeHead; loaded: TreeHead; deltas: readonly FileDelta[] }

/**
 * What makes the loaded folder equal to the source, or brings edits of the cache back to the source. `choose` says
 * which files; without it, to-loaded takes all of them (with a warning for those edited in the cache) and to-source
 * those edited in the cache alone. Throws RefusedError when the two folders must not be synced at all.
 */
export function planSync(
  { source, loaded, deltas }: PlanSubject,
  direction: Direction,
  choose: (delta: FileDelta) => boolean = direction === 'to-loaded' ? () => true : ({ edited }) => edited === 'cache',
): Plan {
  refuseFolders(source, loaded, direction)
  const chosen = deltas.filter((delta) => delta.state !== 'same' && choose(delta))
  const operations = chosen.map((delta) => operationOf(delta, direction))
  const [from, into] = direction === 'to-loaded' ? [source.root, loaded.root] : [loaded.root, source.root]
  const skipped = [...source.skipped, ...loaded.skipped]
  return finishPlan({ direction, from, into, operations, skipped, warnings: warningsOn(chosen, direction) })
}

/** The counts, the size and the fingerprint of a plan whose operations are known. */
export function finishPlan(plan: Omit<Plan, 'version' | 'counts' | 'bytes' | 'fingerprint'>): Plan {
  const { direction, from, into, operations } = plan
  for (const { path } of operations) refuseName(path)
  const written = operations.filter((operation) => operation.do === 'write')
  const count = (what: Operation['do']) => operations.filter((operation) => operation.do === what).length
  return {
    version: 1,
    ...plan,
    counts: {
      added: written.filter(({ over }) => over === null).length,
      replaced: written.filter(({ over }) => over !== null).length,
      removed: count('remove'),
      linked: count('link'),
      modes: count('chmod'),
    },
    bytes: written.reduce((sum, operation) => sum + operation.from.size, 0),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([direction, from, into, operations]))
      .digest('hex')
      .slice(0, FINGERPRINT),
  }
}

function refuseFolders(source: TreeHead, loaded: TreeHead, direction: Direction) {
  for (const [name, head] of [
    ['source', source],
    ['loaded copy', loaded],
  ] as const) {
    const unread = head.skipped.find(isUnread)
    if (unread) throw new RefusedError(`The ${name} was not read completely: ${unread.message}`, head.root)
    if (!head.exists) throw new RefusedError(`The ${name} ${head.root} is not there.`, head.root)
  }
  if (loaded.via !== null)
    throw new RefusedError(
      `${loaded.via} is a link to ${loaded.root}: it is read in place, there is nothing to sync.`,
      loaded.via,
    )
  if (isInside(source.root, loaded.root) || isInside(loaded.root, source.root))
    throw new RefusedError(`${source.root} and ${loaded.root} lie inside one another.`, loaded.root)
  const emptied = direction === 'to-loaded' ? source : loaded
  if (emptied.files === 0)
    throw new RefusedError(`${emptied.root} holds no files; nothing is removed because of that.`, emptied.root)
}

/** Half of a plugin is no plugin: with any part of it unknown, all of it stays. What is left out by rule is known. */
const isUnread = ({ path, reason }: Skipped) => path === '' || reason === 'unreadable' || reason === 'limit'

function refuseName(path: string) {
  const problem = badName(path)
  if (problem) throw new RefusedError(`${JSON.stringify(path)} ${problem}.`)
}

function operationOf(delta: FileDelta, direction: Direction): Operation {
  const { path, aspects } = delta
  const [from, over] = direction === 'to-loaded' ? [delta.source, delta.loaded] : [delta.loaded, delta.source]
  if (from === null) return { do: 'remove', path, over: present(over, path) }
  if (from.kind === 'link') return { do: 'link', path, target: targetOf(from), from, over }
  if (over !== null && aspects.length === 1 && aspects[0] === 'mode')
    return { do: 'chmod', path, mode: from.mode & 0o777, from, over }
  return { do: 'write', path, from, over }
}

function present(entry: Entry | null, path: string): Entry {
  if (entry === null) throw new RefusedError(`${path} is on neither side.`)
  return entry
}

/** Claude Code 2.1.329 writes a link as the shortest way from its own folder to where it really leads. */
function targetOf({ path, target, leadsTo }: Entry): string {
  return leadsTo === undefined ? (target ?? '') : posix.relative(posix.dirname(path), leadsTo)
}
