import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { pluginDirsOf } from '../../claude/evidence/children.ts'
import { parse, timeIn } from '../../claude/evidence/findings.ts'
import { placeOf } from '../../claude/evidence/transcripts.ts'
import { fieldOf } from '../../claude/json.ts'
import type { Session } from '../../claude/types.ts'
import type { Around } from '../types.ts'

/** The names of skills and commands that a running session told its model of, in the order in which it did. */
export type SessionList = { session: Session; names: readonly string[]; agents: readonly string[] }

const MOST_SESSIONS = 10
/** What a longer transcript says in between is not known: such a session is left out. */
const MOST_BYTES = 8 * 1024 * 1024
const MOST_LINES = 1000
const MOST_NAMES = 2000

/**
 * What the transcripts of living sessions record of it (2.1.329). One that read its files again since, or was given
 * plugins of its own, is left out: what it has now is not known from here.
 */
export function sessionLists({ config, sessions }: Around): readonly SessionList[] {
  return sessions
    .filter((session) => session.alive && session.startedAt !== null)
    .slice(0, MOST_SESSIONS)
    .flatMap((session) => {
      const file = placeOf(join(config.configDir, 'projects'), session)
      if (file === null || pluginDirsOf(session.pid, session.cwd)?.length) return []
      const list = listIn(bytesOf(file), session.startedAt ?? 0)
      return list === null ? [] : [{ session, ...list }]
    })
}

const LEEWAY = 2000

function listIn(transcript: Buffer, startedAt: number): Omit<SessionList, 'session'> | null {
  const linesWith = (sign: string) => [...parsedLines(transcript, sign, startedAt - LEEWAY)]
  const ran = linesWith('"local_command"')
  if (ran.some((line) => /reload-(skills|plugins)/.test(JSON.stringify(line)))) return null
  const names = new Set(linesWith('"skill_listing"').flatMap((line) => textsIn(line, 'names')))
  const agents = new Set<string>()
  for (const line of linesWith('"agent_listing_delta"')) {
    const own = new Set(textsIn(line, 'builtInTypes'))
    for (const name of textsIn(line, 'addedTypes')) if (!own.has(name)) agents.add(name)
    for (const name of textsIn(line, 'removedTypes')) agents.delete(name)
  }
  return names.size + agents.size === 0 ? null : { names: [...names], agents: [...agents] }
}

/** The lines in which a sign stands, of the conversation itself and not older than the process. */
function* parsedLines(transcript: Buffer, sign: string, since: number): Iterable<unknown> {
  let at = transcript.indexOf(sign)
  for (let count = 0; at >= 0 && count < MOST_LINES; count++) {
    const start = transcript.lastIndexOf('\n', at) + 1
    const newline = transcript.indexOf('\n', at)
    const end = newline < 0 ? transcript.length : newline
    const line = parse(transcript.toString('utf8', start, end))
    if (fieldOf(line, 'isSidechain') !== true && (timeIn(line) ?? since) >= since) yield line
    at = transcript.indexOf(sign, end)
  }
}

function textsIn(line: unknown, key: string): readonly string[] {
  const value = fieldOf(fieldOf(line, 'attachment'), key)
  if (!Array.isArray(value)) return []
  return value.slice(0, MOST_NAMES).filter((one) => typeof one === 'string' && one.length < 200)
}

function bytesOf(file: string): Buffer {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    try {
      const stats = fstatSync(descriptor)
      if (!stats.isFile() || stats.size > MOST_BYTES) return Buffer.alloc(0)
      const bytes = Buffer.alloc(stats.size)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return Buffer.alloc(0)
  }
}
