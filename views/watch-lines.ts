import type { Plugin } from '../server/claude/types.ts'
import type { InSession, Synced } from '../server/plugins/in-sessions.ts'
import type { Watching } from '../server/plugins/types.ts'
import type { Refused, Watched } from '../server/plugins/watching/run.ts'
import { whatIsLeftInWords } from './in-sessions.ts'
import { lines } from './terminal.ts'
import { count, tilde } from './text.ts'

/** What `hotplug watch` prints while it runs, a line each. */

const MOST_NAMED = 10

export function began(watched: readonly Plugin[], refused: readonly Refused[]): string {
  const named = watched.slice(0, MOST_NAMED).map(({ id, source }) => `Watching ${id} in ${tilde(source?.path ?? '')}`)
  return lines([
    ...named,
    ...(watched.length > MOST_NAMED ? [`and ${count(watched.length - MOST_NAMED, 'more plugin')}`] : []),
    ...refused.map(({ id, why }) => `${id} is not watched: ${why}`),
    watched.length === 0 ? 'There is nothing to watch.' : 'Every save is copied to the loaded copy. Ctrl-C ends it.',
  ])
}

export const synced = ({ plugin, action }: Synced, sessions: readonly InSession[]): string =>
  lines([`${plugin.id}: ${action.summary}. ${whatIsLeftInWords(sessions, JSON.parse(action.after) as string[])}`])

export const changed = (id: string, { state, sentence }: Watching): string => lines([`${id}: ${state}. ${sentence}`])

export const ended = (watched: readonly Watched[]): string =>
  watched.length === 0
    ? ''
    : lines(watched.map(({ id, syncs, state }) => `${id}: ${count(syncs, 'sync', 'syncs')}, ${state}`))
