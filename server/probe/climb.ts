import { LAST_TAKE } from './sample/marks.ts'
import { ACTIONS, NEVER, NOT_SEEN, STEPS, type Step } from './steps.ts'

/** What the ladder stands on: a session whose files are edited, or anything that behaves like one. */
export type Ground = {
  /** Which of these kinds are in effect at this take, with the time at which that was seen; take 0: before any edit. */
  readonly look: (kinds: readonly string[], take: number) => Promise<ReadonlyMap<string, number>>
  /** Makes these kinds the next take; resolves with the time of it. */
  readonly edit: (kinds: readonly string[], take: number) => Promise<number>
  /** Resolves when an edit is certain to be noticed by a session that watches its files. */
  readonly watching: () => Promise<void>
  /** Whether the program did it; a step that it does not know is left out. */
  readonly act: (step: Step) => Promise<boolean>
  /** `nominal` milliseconds on a machine that is idle; longer on one that is slow. */
  readonly pause: (nominal: number) => Promise<void>
  readonly now: () => number
}

export type Found = { readonly kind: string; readonly least: string; readonly ms: number; readonly note?: string }

export type Climber = {
  readonly kind: string
  /** There is something to be seen of it before the edit. */
  readonly isThere: boolean
  /** It can be edited only once. */
  readonly once: boolean
}

/**
 * Edits all kinds at once, then does one step after the other and tells of each kind the first that was enough: the
 * least action, where every action comes on top of those before.
 */
export async function* climb(climbers: readonly Climber[], ground: Ground): AsyncGenerator<Found> {
  const began = ground.now()
  const standing = await baseline(climbers, ground)
  for (const { kind } of climbers)
    if (!standing.includes(kind)) yield { kind, least: NOT_SEEN, ms: ground.now() - began }
  if (standing.length === 0) return

  await ground.watching()
  const editedAt = await ground.edit(standing, 1)
  const pending = new Set(standing)
  const found = (kind: string, least: string, note?: string): Found => {
    pending.delete(kind)
    return { kind, least, ms: ground.now() - editedAt, ...(note && { note }) }
  }

  const doubtful: string[] = []
  for (const [kind, at] of await ground.look(standing, 1)) {
    if (at - editedAt <= AT_ONCE) yield found(kind, STEPS.turn)
    else doubtful.push(kind)
  }
  for (const kind of doubtful) pending.delete(kind)
  for (const later of NOTICED_WITHIN) {
    if (pending.size + doubtful.length === 0) return
    await ground.pause(later)
    for (const kind of (await lookAtPending(pending, ground)).keys()) yield found(kind, STEPS.wait)
  }
  for (const kind of doubtful) {
    const once = climbers.some((climber) => climber.kind === kind && climber.once)
    const isAtOnce = once ? null : await isLiveAtOnce(kind, ground)
    if (isAtOnce === null) yield found(kind, STEPS.turn, TOO_SLOW)
    else yield found(kind, isAtOnce ? STEPS.turn : STEPS.wait)
  }

  for (const step of ACTIONS) {
    if (pending.size === 0) return
    if (!(await ground.act(step))) continue
    for (const later of IN_EFFECT_WITHIN) {
      await ground.pause(later)
      for (const kind of (await lookAtPending(pending, ground)).keys()) yield found(kind, STEPS[step])
    }
  }
  for (const kind of pending) yield found(kind, NEVER)
}

/** Watchers wait a second at least before they believe in an edit; what was seen sooner needed none. */
const AT_ONCE = 900
/** The measured watchers took 1.1 to 3.4 s; looked at after 3 s, and once more for the slowest. */
export const NOTICED_AFTER = 3000
const NOTICED_WITHIN = [NOTICED_AFTER, 3000]
/** An action is in effect when it has answered, but a server that it starts takes its time to connect. */
export const IN_EFFECT_WITHIN = [0, 2000]
const BASELINE_WITHIN = [0, 1000, 3000]
const TOO_SLOW = 'This machine was too slow to tell the next turn from a few seconds later.'

/** The kinds of which the session shows what it has, and those of which there is nothing yet. */
export async function baseline(climbers: readonly Climber[], ground: Ground): Promise<string[]> {
  const unseen = new Set(climbers.filter(({ isThere }) => isThere).map(({ kind }) => kind))
  for (const later of BASELINE_WITHIN) {
    await ground.pause(later)
    for (const kind of (await ground.look([...unseen], 0)).keys()) unseen.delete(kind)
    if (unseen.size === 0) break
  }
  return climbers.map(({ kind }) => kind).filter((kind) => !unseen.has(kind))
}

const lookAtPending = async (pending: ReadonlySet<string>, ground: Ground): Promise<ReadonlyMap<string, number>> =>
  pending.size === 0 ? new Map() : await ground.look([...pending], 1)

/**
 * Edits this kind alone once more and looks at once; null when that cannot tell: it took too long again, or the second
 * edit of a session is not noticed at all (2.1.329, interactive, tells the model of the first edit of a CLAUDE.md only).
 */
async function isLiveAtOnce(kind: string, ground: Ground): Promise<boolean | null> {
  for (let take = 2; take <= LAST_TAKE; take++) {
    const editedAt = await ground.edit([kind], take)
    const at = (await ground.look([kind], take)).get(kind)
    if (at === undefined) return (await isNoticed(kind, take, ground)) ? false : null
    if (at - editedAt <= AT_ONCE) return true
  }
  return null
}

async function isNoticed(kind: string, take: number, ground: Ground): Promise<boolean> {
  for (const later of NOTICED_WITHIN) {
    await ground.pause(later)
    if ((await ground.look([kind], take)).has(kind)) return true
  }
  return false
}
