import { covers, isByItself } from '../../reload/actions.ts'
import type { Action, Component, Situation, Verdict } from '../../reload/types.ts'
import { verdictFor, verdictOf } from '../../reload/verdict.ts'
import { type Content, contentAt, contentNow, type Timeline } from './timeline.ts'
import type { Holding } from './types.ts'

/** A time at which a session read files, and by what. */
export type Reading = { at: number; by: NonNullable<Holding['by']> }

/** What a session has of one file. `verdict` is what is left to do, null where it has what is on the disk. */
export type Held = {
  content: Content | null | 'unknown'
  /** When it read that. */
  reading: Reading
  verdict: Verdict | null
}

/**
 * Goes through everything by which a session may have read a file again, as the rules for this component, version and
 * driver have it: an action counts when it is what the rule asks for, or more, and came after the edit.
 */
export function heldOf(
  timeline: Timeline,
  path: string,
  component: Component,
  [start, ...later]: readonly [Reading, ...Reading[]],
  situation: Situation,
): Held {
  const begin: Standing = { content: contentAt(timeline, path, start.at), reading: start, begun: null }
  const { begun, ...held } = later.reduce((standing, reading) => {
    const content = contentAt(timeline, path, reading.at)
    const before = goneOn(standing, reading)
    return readAgain(before, verdictBetween(component, before.content, content, situation), content, reading)
  }, begin)
  const now = contentNow(timeline, path)
  const verdict = verdictBetween(component, held.content, now, situation)
  const isHalfDone = begun !== null && isSame(begun.content, now)
  return { ...held, verdict: verdict && isHalfDone ? withRemedy(verdict, begun.left) : verdict }
}

type Known = Content | null | 'unknown'

/** `begun`: what it will have once the rest of its remedy is done as well. */
type Standing = { content: Known; reading: Reading; begun: { content: Known; left: readonly Action[] } | null }

function goneOn(standing: Standing, reading: Reading): Standing {
  const [next, ...left] = standing.begun?.left ?? []
  if (!standing.begun || !next || !covers(reading.by, next)) return standing
  if (left.length > 0) return { ...standing, begun: { ...standing.begun, left } }
  return { content: standing.begun.content, reading, begun: null }
}

function readAgain(standing: Standing, verdict: Verdict | null, content: Known, reading: Reading): Standing {
  const [first, ...left] = verdict?.rule.remedy ?? []
  if (!first) return standing
  if (isByItself(first)) return { ...standing, content }
  if (!covers(reading.by, first)) return standing
  return left.length === 0 ? { content, reading, begun: null } : { ...standing, begun: { content, left } }
}

function verdictBetween(component: Component, before: Known, after: Known, situation: Situation): Verdict | null {
  if (isSame(before, after)) return null
  if (before === 'unknown' || after === 'unknown') return verdictOf({ component, change: 'edited' }, situation)
  return (
    verdictFor(component, textOf(before), textOf(after), situation) ??
    verdictOf({ component, change: 'edited' }, situation)
  )
}

/** Any two different texts will do for a file without a description. */
const textOf = (content: Content | null) =>
  content === null ? undefined : (content.outline ?? `${content.hash ?? ''}${content.from}`)

const isSame = (one: Known, other: Known) =>
  one !== 'unknown' &&
  (one === other || (one !== null && other !== null && other !== 'unknown' && isSameFile(one, other)))

const isSameFile = (one: Content, other: Content) =>
  one.from === other.from || (one.hash !== null && one.hash === other.hash)

const withRemedy = (verdict: Verdict, remedy: readonly Action[]): Verdict => ({
  ...verdict,
  rule: { ...verdict.rule, remedy },
})
