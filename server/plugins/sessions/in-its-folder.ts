import type { Evidence } from '../../claude/evidence/types.ts'
import { sequenceOf } from '../../reload/sequence.ts'
import type { Component, Verdict } from '../../reload/types.ts'
import { type Held, heldOf, type Reading } from './held.ts'
import type { Circumstances, Found } from './holding.ts'
import type { Place } from './place.ts'
import { type StaleChange, staleFile } from './stale-file.ts'
import { changedAfter, contentNow, type Timeline } from './timeline.ts'
import { unless } from './unless.ts'
import * as say from './words.ts'

/** An edit that is watched is noticed in 1.5 to 3.4 seconds (2.1.329). */
export const NOTICED_WITHIN = 5000

/** It reads the folder that a new session would read: file by file, whether it has what lies there now. */
export function inItsFolder(
  circumstances: Circumstances,
  { from, since }: Extract<Place, { kind: 'reads' }>,
  timeline: Timeline,
): Found {
  const { now, plugin, evidence } = circumstances
  const situation = { ...circumstances.situation, mode: from.mode }
  const readings = readingsOf(since, evidence)
  const paths = changedAfter(timeline, since.at).sort()
  const anatomy = paths.length === 0 ? null : circumstances.anatomyOf(timeline, paths)
  const stale = paths.flatMap((path): (StaleChange & { since: Reading })[] => {
    const component = anatomy?.components.get(path) ?? 'other'
    const { content, reading, verdict } = heldOf(timeline, path, component, readings, situation)
    const changedAt = changedAtOf(timeline, path)
    if (verdict === null || isOver(verdict, changedAt, now)) return []
    if (isStartedSince(component, changedAt, evidence, from.folder)) return []
    const change = changeOf(content, timeline, path)
    const by = isRead(content) && isRead(contentNow(timeline, path)) ? 'content' : 'time'
    return [{ path, component, verdict, changedAt, change, by, since: reading }]
  })
  if (stale.length === 0) {
    const { at: asOf, by } = readings.at(-1) ?? since
    return { state: 'current', sentence: say.CURRENT, asOf, by }
  }
  const [oldest = since] = stale.map((one) => one.since).sort((one, other) => one.at - other.at)
  const context = { needs: null, plugin, driver: situation.driver, ...(anatomy && { servers: anatomy.servers }) }
  const steps = sequenceOf(stale, context)
  const isNoticing = stale.every(({ verdict }) => verdict.rule.remedy[0] === 'wait')
  return {
    state: 'stale',
    asOf: oldest.at,
    by: oldest.by,
    files: stale.map((file) => staleFile(file, context)),
    steps,
    sentence: isNoticing ? say.noticing(stale.length) : say.stale(stale.length, oldest.at),
    unless: unless(evidence, Math.min(...stale.map(({ changedAt }) => changedAt)), steps),
  }
}

/** Everything by which it may have read the plugin's files since it first did. */
function readingsOf(first: Reading, { commands }: Evidence): [Reading, ...Reading[]] {
  const later = (commands ?? []).flatMap(({ command, at }) =>
    at > first.at && command !== '/compact' ? [{ at, by: command }] : [],
  )
  return [first, ...later]
}

/** The next use has it already, or it was noticed. */
const isOver = ({ rule: { remedy } }: Verdict, changedAt: number, now: number) =>
  remedy.every((action) => action === 'none' || (action === 'wait' && now - changedAt > NOTICED_WITHIN))

/** Every MCP server that this session runs from this folder was started after the edit. */
function isStartedSince(component: Component, changedAt: number, { servers }: Evidence, folder: string): boolean {
  if (component !== 'MCP server code') return false
  const own = (servers ?? []).filter(({ paths }) => paths.some((path) => path.startsWith(`${folder}/`)))
  return own.length > 0 && own.every(({ began }) => began > changedAt)
}

/** Of what was never read only the time is known. */
const isRead = (content: Held['content']) => content !== 'unknown' && (content === null || content.hash !== null)

function changeOf(content: Held['content'], timeline: Timeline, path: string): StaleChange['change'] {
  if (content === null) return 'added'
  return contentNow(timeline, path) === null ? 'removed' : 'edited'
}

const changedAtOf = (timeline: Timeline, path: string) =>
  contentNow(timeline, path)?.from ?? Math.max(...(timeline.files.get(path) ?? []).map(({ until }) => until ?? 0))
