import type { Status } from '../server/plugins/types.ts'
import type { HopName, Why } from '../server/plugins/why/types.ts'
import { type Content, mark } from './html.ts'

/** The answer as one of the six words of the panel. */
export function verdictMark(why: Why): Content {
  const [status, word] = judge(why)
  return mark(status, word)
}

function judge({ hops, broken, suggestions, sessions, session }: Why): [Status, string] {
  if (broken === 'session' && (session !== null || sessions.length < 2)) return ['needs-action', 'Not in the session']
  if (broken !== null) return BROKEN[broken]
  if (hops.length === 0) return suggestions.length > 0 ? ['not-loaded', 'Which one?'] : ['not-loaded', 'Not read']
  return hops.every(({ ok }) => ok === true) ? ['live', 'Live'] : ['not-loaded', 'Not certain']
}

const BROKEN: Record<HopName, [Status, string]> = {
  edited: ['problem', 'Not saved'],
  source: ['problem', 'Not live'],
  cache: ['drifted', 'Not live'],
  loaded: ['not-loaded', 'Not loaded'],
  session: ['needs-action', 'Not in every session'],
}

export const HOPS: Record<HopName, { word: string; what: string }> = {
  edited: { word: 'Edited', what: 'the file was saved' },
  source: { word: 'Source', what: 'where the plugin is written' },
  cache: { word: 'Cache', what: 'the copy that Claude Code made' },
  loaded: { word: 'Loaded', what: 'what a new session reads' },
  session: { word: 'Session', what: 'what running sessions have' },
}

/** A detail of ours begins small, for it also stands within sentences. */
export const firstUp = (text: string) =>
  /^[a-z]+[ :,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
