import { type Changed, type SequenceContext, sequenceOf } from '../../reload/sequence.ts'
import type { Situation } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import type { Step } from '../types.ts'
import type { Circumstances, Found } from './holding.ts'
import type { Place } from './place.ts'
import { type StaleChange, staleFile } from './stale-file.ts'
import { type Content, contentAt, contentNow, type Timeline } from './timeline.ts'
import { unless } from './unless.ts'
import * as say from './words.ts'

/** It runs a folder that is gone, or that a new session would not run; what differs is told where both were read. */
export function elsewhere(
  circumstances: Circumstances,
  place: Extract<Place, { kind: 'reads' }>,
  timeline: Timeline,
): Found {
  const { plugin, evidence, timelineOf } = circumstances
  const { from, anew, since, doubtSince } = place
  const situation = { ...circumstances.situation, mode: anew?.mode ?? from.mode }
  const other = anew === null ? null : timelineOf(anew.folder)
  const paths = other === null || other === timeline ? [] : differing(timeline, since.at, other)
  const anatomy = other === null || paths.length === 0 ? null : circumstances.anatomyOf(other, paths)
  const context = { needs: null, plugin, driver: situation.driver, ...(anatomy && { servers: anatomy.servers }) }
  const stale = paths.map((path): StaleChange => {
    const [held, now] = [contentAt(timeline, path, since.at), other && contentNow(other, path)]
    const component = anatomy?.components.get(path) ?? 'other'
    const change = held === null ? 'added' : now === null ? 'removed' : 'edited'
    const verdict = verdictOf({ component, change }, situation)
    return { path, component, change, changedAt: now?.from ?? since.at, by: 'content', verdict }
  })
  const isGone = timeline.exists === false
  const steps = reloading(plugin, stale, situation, context)
  const isOutOfUse = anew === null && circumstances.isOrphaned(from.folder)
  return {
    state: isGone || isOutOfUse ? 'gone' : 'other',
    sentence: isGone ? say.GONE : isOutOfUse ? say.OUT_OF_USE : say.other(from.folder, anew?.folder ?? null),
    files: stale.map((file) => staleFile(file, context)),
    steps,
    unless: doubtSince === null ? null : unless(evidence, doubtSince, steps),
  }
}

/** What makes a session load its plugins anew, and then whatever these files need beside that. */
export function reloading(
  plugin: string,
  files: readonly Changed[],
  situation: Omit<Situation, 'mode'>,
  context: SequenceContext = { needs: null, plugin, driver: situation.driver },
): readonly Step[] {
  const edit = { component: 'settings', change: 'edited', part: 'enabledPlugins' } as const
  const verdict = verdictOf(edit, { ...situation, mode: 'project' })
  return sequenceOf([{ path: plugin, verdict }, ...files], context)
}

const differing = (before: Timeline, at: number, now: Timeline) =>
  [...new Set([...before.files.keys(), ...now.files.keys()])]
    .filter((path) => differs(contentAt(before, path, at), contentNow(now, path)))
    .sort()

function differs(held: Content | null | 'unknown', now: Content | null): boolean {
  if (held === 'unknown') return false
  if (held === null || now === null) return held !== now
  return held.hash !== null && now.hash !== null && held.hash !== now.hash
}
