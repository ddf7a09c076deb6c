import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { gte, valid } from 'semver'
import type { Session } from '../types.ts'
import type { Findings } from './findings.ts'
import { type Followed, follow, unread } from './follow.ts'

/** What the transcripts of one session tell, of those that it wrote before a /clear as well. */
export type Told = Pick<Findings, 'commands' | 'hookCommands' | 'skills'> & { wholeSince: number | null }

const MOST_SESSIONS = 100
const MOST_TRANSCRIPTS = 20
/** Lines are written a moment before or after what they tell of, by the same clock. */
const LEEWAY = 2000

type Files = Map<string, Followed>

/** Follows the transcripts of sessions: of each, what was read once is not read again. */
export function openTranscripts(configDir: string) {
  const projects = join(configDir, 'projects')
  const sessions = new Map<string, Files>()

  return (session: Session): Told | null => {
    const files = remembered(sessions, `${session.pid} ${session.startedAt}`)
    const file = placeOf(projects, session)
    const stats = file === null ? null : statOf(file)
    if (file !== null && stats) {
      const followed = files.get(file) ?? unread()
      if (follow(file, followed, stats, acceptedBy(session))) files.set(file, followed)
      dropOldest(files, MOST_TRANSCRIPTS)
    }
    return files.size === 0 ? null : together([...files.values()], session)
  }
}

/** A resumed session goes on in a transcript of others: what is older than the process is not of this one. */
function acceptedBy({ startedAt }: Session) {
  const earliest = (startedAt ?? 0) - LEEWAY
  return (at: number) => at >= earliest && at <= Date.now() + LEEWAY
}

/**
 * `projects/CWD/SESSION.jsonl`, the folder's name made of letters, digits and hyphens alone; where it is longer than
 * 200, cut there and completed by a mark of Claude Code's own (2.1.329).
 */
export function placeOf(projects: string, { cwd, sessionId }: Session): string | null {
  if (cwd === null || sessionId === null || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(sessionId)) return null
  const name = cwd.slice(0, LONGEST_PATH).replaceAll(/[^a-zA-Z0-9]/g, '-')
  if (name.length <= LONGEST_NAME) return join(projects, name, `${sessionId}.jsonl`)
  const beginning = `${name.slice(0, LONGEST_NAME)}-`
  const folder = namesIn(projects).find(
    (one) => one.startsWith(beginning) && statOf(join(projects, one, `${sessionId}.jsonl`)) !== null,
  )
  return folder === undefined ? null : join(projects, folder, `${sessionId}.jsonl`)
}

const LONGEST_NAME = 200
const LONGEST_PATH = 4096

function together(followed: readonly Followed[], { version, startedAt }: Session): Told {
  const findings = followed.map((one) => one.findings)
  const byTime = <T extends { at: number }>(found: readonly T[]) => found.toSorted((one, other) => one.at - other.at)
  return {
    commands: byTime(findings.flatMap((one) => one.commands)),
    hookCommands: byTime(findings.flatMap((one) => one.hookCommands)),
    skills: byTime(findings.flatMap((one) => one.skills)),
    wholeSince: isFollowed(version) ? wholeSince(followed, startedAt ?? 0) : null,
  }
}

/**
 * Measured: after a /clear 2.1.329 names its next transcript in `sessions/PID.json`, 2.1.100 goes on naming the first.
 * Of versions in between it is not known.
 */
const isFollowed = (version: string | null) => valid(version) !== null && gte(version ?? '', '2.1.329')

/** A transcript that begins with a /clear has one before it, which may not have been seen. */
function wholeSince(followed: readonly Followed[], startedAt: number): number | null {
  const since = followed.map(({ wholeSince, findings }) => {
    if (wholeSince === null) return null
    const [first] = findings.commands
    return Math.max(wholeSince, findings.forgottenUntil, first?.command === '/clear' ? first.at : startedAt)
  })
  return since.includes(null) ? null : Math.max(...since.map((one) => one ?? 0))
}

function remembered(sessions: Map<string, Files>, key: string): Files {
  const files = sessions.get(key) ?? new Map()
  sessions.delete(key)
  sessions.set(key, files)
  dropOldest(sessions, MOST_SESSIONS)
  return files
}

function dropOldest(map: Map<string, unknown>, most: number) {
  for (const key of map.keys()) if (map.size > most) map.delete(key)
}

/** What is there itself: a link to elsewhere is not followed. */
function statOf(file: string): Stats | null {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
