import { join } from 'node:path'
import { field } from './event.ts'
import { endOf, jsonOf } from './files.ts'

/** Since when what Claude Code has loaded in a session is as it is: its start, or the last /reload-plugins (milliseconds). */
export type LoadedAt = { at: number; route: 'new session' | '/reload-plugins' }

const LARGEST = 64 * 1024
/** The transcript says when plugins were reloaded; where it is long, only its end is looked at. */
const TRANSCRIPT_END = 512 * 1024

/**
 * Claude Code (2.1.329) reads its plugins when its process starts and at /reload-plugins, and at nothing else: not at
 * /clear, which begins a new session in the same process. `begun`: when the session began, for versions that leave no file;
 * null where nobody knows.
 */
export function loadedAt(
  configDir: string,
  pid: number | null,
  transcript: string | null,
  begun: number | null,
): LoadedAt | null {
  const started =
    pid === null ? undefined : field(jsonOf(join(configDir, 'sessions', `${pid}.json`), LARGEST), 'startedAt')
  const start = typeof started === 'number' && Number.isFinite(started) ? started : begun
  const reloaded = transcript === null ? null : lastReload(endOf(transcript, TRANSCRIPT_END))
  if (reloaded !== null && (start === null || reloaded > start)) return { at: reloaded, route: '/reload-plugins' }
  return start === null ? null : { at: start, route: 'new session' }
}

/** When /reload-plugins was last typed, from the lines of a transcript; null when it was not. */
export function lastReload(transcript: string): number | null {
  for (let at = transcript.lastIndexOf(TYPED); at !== -1; at = at === 0 ? -1 : transcript.lastIndexOf(TYPED, at - 1)) {
    const begin = transcript.lastIndexOf('\n', at) + 1
    const end = transcript.indexOf('\n', at)
    const time = timeOf(transcript.slice(begin, end === -1 ? undefined : end))
    if (time !== null) return time
  }
  return null
}

const TYPED = '<command-name>/reload-plugins</command-name>'

/** Only a line in which that is what the user typed: the same words may stand anywhere in a conversation. */
function timeOf(line: string): number | null {
  let entry: unknown
  try {
    entry = JSON.parse(line)
  } catch {
    return null
  }
  const content = field(field(entry, 'message'), 'content')
  if (field(entry, 'type') !== 'user' || typeof content !== 'string' || !content.startsWith(TYPED)) return null
  const time = Date.parse(String(field(entry, 'timestamp')))
  return Number.isFinite(time) ? time : null
}
