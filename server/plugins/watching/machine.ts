import type { FileDelta } from '../../trees/types.ts'
import type { Watching } from '../types.ts'
import { isWarm, seenAs, sourcePrint } from './delta.ts'
import * as say from './words.ts'

/** What a look at a watched plugin found. `unread`: a part of the source could not be read. */
export type Sight =
  | { kind: 'unreachable'; sentence: string }
  | { kind: 'compared'; deltas: readonly FileDelta[]; unread: string | null; parting: Parting | null }

/** The plugin's latest action parted the loaded copy from its source on purpose: an undo, or another source. */
export type Parting = { action: number; at: number; running: boolean; sentence: string }

/**
 * How an attempt to sync ended. retry: what was planned is not so any more; busy: another Hotplug is at it; cancelled: a
 * person did not want it.
 */
export type Outcome = { kind: 'done' } | { kind: 'cancelled' } | { kind: 'retry' | 'busy' | 'failed'; sentence: string }

/** What is remembered of a watched plugin from one look to the next. Times are epoch milliseconds. */
export type Memory = {
  /** By path and appearance: since when a file is gone, or empty. */
  doubts: ReadonlyMap<string, number>
  /** The syncs of the last minute. */
  syncs: readonly number[]
  /** The parting that is respected, and what the source looked like then; null: it has changed since. */
  hold: { action: number; print: string | null } | null
  setback: { kind: 'retry' | 'busy' | 'failed'; sentence: string; times: number; until: number } | null
  /** Why this watch ended itself. */
  stopped: string | null
}

/** What to do now: which paths to sync (none: nothing), when to look again by itself, and what is true meanwhile. */
export type Turn = { memory: Memory; sync: ReadonlySet<string>; lookAt: number | null; standing: Standing }

export type Standing = Pick<Watching, 'state' | 'sentence' | 'progress'>

export const FRESH: Memory = { doubts: new Map(), syncs: [], hold: null, setback: null, stopped: null }

/** A file that is gone or empty may be about to be written again: by an editor, a swap of folders, a checkout. */
const BELIEVED_AFTER = 250

/** So often something may change under our hands before a person is told. */
const QUIET_RETRIES = 5

const MINUTE = 60_000
const LOOK_FOR_SOURCE_AFTER = 1000

/** The one decision of a watch; everything it needs is in its arguments. */
export function decide(memory: Memory, sight: Sight, now: number): Turn {
  const rest = { memory, sync: NOTHING, lookAt: null }
  if (memory.stopped !== null) return { ...rest, standing: standing('failed', memory.stopped) }
  if (sight.kind === 'unreachable')
    return { ...rest, lookAt: now + LOOK_FOR_SOURCE_AFTER, standing: standing('waiting', sight.sentence) }

  const { unread, parting } = sight
  const ours = sight.deltas.filter((delta) => !isConflict(delta))
  const hold = holdAfter(memory.hold, parting, ours)
  const isHeld = parting !== null && (parting.running || hold?.print != null) && ours.length > 0
  const doubts = doubtsAfter(memory.doubts, isHeld ? [] : ours, now)
  const {
    ready = [],
    warm = [],
    doubted = [],
  } = isHeld ? {} : Object.groupBy(ours, (one) => ripeness(one, doubts, now))
  const conflicts = sight.deltas.length - ours.length
  const setback = isHeld || ours.length === 0 ? null : memory.setback
  const isPaused = setback !== null && setback.until > now

  return {
    memory: { ...memory, doubts, hold, setback },
    sync: isPaused ? NOTHING : new Set(ready.map(({ path }) => path)),
    lookAt: earliest([
      ...(warm.length > 0 || parting?.running ? [now + SETTLE] : []),
      ...doubted.map((delta) => (doubts.get(doubtKey(delta)) ?? now) + BELIEVED_AFTER),
      ...(isPaused ? [setback.until] : []),
      ...(unread !== null ? [now + LOOK_FOR_SOURCE_AFTER] : []),
    ]),
    standing: stand(),
  }

  function stand(): Standing {
    if (setback !== null && (setback.kind !== 'retry' || setback.times > QUIET_RETRIES))
      return standing(setback.kind === 'failed' ? 'failed' : 'waiting', setback.sentence)
    if (ready.length > 0)
      return { state: 'syncing', sentence: say.syncing(0, ready.length), progress: { done: 0, total: ready.length } }
    if (warm.length > 0) return standing('syncing', say.stillWritten(warm.length))
    if (doubted.length > 0) return standing('waiting', say.doubted(doubted.length))
    if (conflicts > 0) return standing('conflict', say.conflict(conflicts, isHeld))
    if (isHeld) return standing('waiting', parting.sentence)
    if (unread !== null) return standing('waiting', unread)
    return standing('up to date', say.UP_TO_DATE)
  }
}

/** What an attempt came to is remembered: the next one waits longer after each failure, and a runaway is stopped. */
export function afterAttempt(memory: Memory, outcome: Outcome, now: number, limit: number): Memory {
  if (outcome.kind === 'cancelled') return { ...memory, stopped: say.CANCELLED }
  if (outcome.kind !== 'done') {
    const times = memory.setback?.kind === outcome.kind ? memory.setback.times + 1 : 1
    return { ...memory, setback: { ...outcome, times, until: now + pauseAfter(outcome.kind, times) } }
  }
  const syncs = [...memory.syncs.filter((at) => at > now - MINUTE), now]
  const stopped = syncs.length > limit ? say.runaway(syncs.length) : null
  return { ...memory, syncs, setback: null, stopped }
}

/** Somebody saved: what went wrong before is tried again at once. */
export const nudged = (memory: Memory): Memory =>
  memory.setback?.kind === 'failed' ? { ...memory, setback: { ...memory.setback, until: 0 } } : memory

const SETTLE = 20
const NOTHING: ReadonlySet<string> = new Set()

function pauseAfter(kind: 'retry' | 'busy' | 'failed', times: number): number {
  if (kind === 'retry') return SETTLE
  const [first, most] = kind === 'busy' ? [15, 500] : [500, 30_000]
  return Math.min(first * 2 ** (times - 1), most)
}

const isConflict = ({ edited }: FileDelta) => edited === 'cache' || edited === 'both'

function ripeness(delta: FileDelta, doubts: Memory['doubts'], now: number): 'ready' | 'warm' | 'doubted' {
  if (isWarm(delta, now)) return 'warm'
  const isDoubted = seenAs(delta) !== 'there' && now - (doubts.get(doubtKey(delta)) ?? now) < BELIEVED_AFTER
  return isDoubted ? 'doubted' : 'ready'
}

/** As long as the source looks as it did when a parting was noticed, it is respected. */
function holdAfter(hold: Memory['hold'], parting: Parting | null, ours: readonly FileDelta[]): Memory['hold'] {
  if (parting === null || parting.running) return null
  const print = sourcePrint(ours)
  if (hold?.action === parting.action) return { ...hold, print: hold.print === print ? print : null }
  const isChanged = ours.some(({ source }) => source !== null && source.ctimeMs > parting.at)
  return { action: parting.action, print: isChanged ? null : print }
}

function doubtsAfter(before: Memory['doubts'], ours: readonly FileDelta[], now: number): Memory['doubts'] {
  const keys = ours.filter((delta) => seenAs(delta) !== 'there').map(doubtKey)
  return new Map(keys.map((key) => [key, before.get(key) ?? now]))
}

const doubtKey = (delta: FileDelta) => `${seenAs(delta)} ${delta.path}`

const earliest = (times: readonly number[]) => (times.length === 0 ? null : Math.min(...times))

const standing = (state: Watching['state'], sentence: string): Standing => ({ state, sentence, progress: null })
