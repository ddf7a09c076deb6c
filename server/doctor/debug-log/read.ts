import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { parseLine } from './parse.ts'
import type { DebugLog, LogEntry } from './types.ts'

/** What stands at the beginning tells what was loaded; the rest is read from the end. */
const HEAD = 256 * 1024
const TAIL = 512 * 1024
const MOST_ENTRIES = 2_000
const MOST_LOGS = 12

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.txt$/i

/** Follows the debug logs of sessions (`debug/SESSION.txt`, measured with 2.1.329): one that did not change is not opened again. */
export function openDebugLogs(configDir: string) {
  const folder = join(configDir, 'debug')
  const known = new Map<string, { stamp: string; log: DebugLog }>()

  /** The newest first. */
  return function debugLogs(): readonly DebugLog[] {
    const files = newest(folder)
    const logs = files.flatMap(({ name, session, stamp, modifiedAt }) => {
      const before = known.get(name)
      if (before?.stamp === stamp) return [before.log]
      const log = readLog(join(folder, name), session, modifiedAt)
      if (log) known.set(name, { stamp, log })
      return log ? [log] : []
    })
    for (const name of known.keys()) if (!files.some((one) => one.name === name)) known.delete(name)
    return logs
  }
}

/** `latest` is a link to one of them. */
function newest(folder: string) {
  return namesIn(folder)
    .flatMap((name) => {
      const session = NAME.exec(name)?.[1]
      const stats = session ? lstatSync(join(folder, name), { throwIfNoEntry: false }) : undefined
      if (!session || !stats?.isFile()) return []
      return [{ name, session, modifiedAt: stats.mtimeMs, stamp: `${stats.ino} ${stats.size} ${stats.mtimeMs}` }]
    })
    .sort((one, other) => other.modifiedAt - one.modifiedAt)
    .slice(0, MOST_LOGS)
}

function readLog(file: string, session: string, modifiedAt: number): DebugLog | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const { size } = fstatSync(descriptor)
    const isWhole = size <= HEAD + TAIL
    const head = readPart(descriptor, 0, isWhole ? size : HEAD)
    const tail = isWhole ? '' : readPart(descriptor, size - TAIL, TAIL)
    const entries = [...entriesIn(head), ...entriesIn(tail.slice(tail.indexOf('\n') + 1))]
    const passedOver = isWhole ? 0 : size - HEAD - TAIL
    return { session, file, modifiedAt, passedOver, entries: entries.slice(-MOST_ENTRIES) }
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** Without the last line when that is not complete. */
function* entriesIn(text: string): Generator<LogEntry> {
  for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
    const entry = parseLine(text.slice(from, end))
    if (entry) yield entry
  }
}

function readPart(descriptor: number, from: number, length: number): string {
  const bytes = Buffer.allocUnsafe(length)
  let total = 0
  for (let more = 1; more > 0 && total < length; total += more)
    more = readSync(descriptor, bytes, total, length - total, from + total)
  return bytes.toString('utf8', 0, total)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, MOST_NAMES)
  } catch {
    return []
  }
}

const MOST_NAMES = 5_000
