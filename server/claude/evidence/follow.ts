import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { addLine, type Findings, noFindings, parse, SIGNS, timeIn } from './findings.ts'

/** How far a transcript has been read, and what was in it. */
export type Followed = {
  /** Which file, and how it was when it was read: of one that did not change nothing is opened. */
  stamp: { dev: number; ino: number; size: number; mtimeMs: number } | null
  /** Everything before this byte was read or passed over; it is the beginning of a line. */
  offset: number
  findings: Findings
  /** Since when nothing was passed over; -Infinity: since its beginning, null: not known yet. */
  wholeSince: number | null
}

export const unread = (): Followed => ({
  stamp: null,
  offset: 0,
  findings: noFindings(),
  wholeSince: Number.NEGATIVE_INFINITY,
})

/** At most this much is read at a time: what lies before the end of a long transcript is passed over. */
export const MOST_BYTES = 2 * 1024 * 1024
/** The lines that tell something are short; those of the conversation may be of any length. */
export const LONGEST_LINE = 64 * 1024

const NEWLINE = 10

/**
 * Reads what was added to a transcript since the last time. A file that was replaced or shortened is read anew; a last
 * line that is not complete yet waits for the next time. Answers whether there is such a file: no link, pipe or folder.
 */
export function follow(file: string, followed: Followed, stats: Stats, accepts: (at: number) => boolean): boolean {
  if (!stats.isFile()) return false
  if (isSame(followed.stamp, stats)) return true
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
  } catch {
    return false
  }
  try {
    const now = fstatSync(descriptor)
    if (!now.isFile()) return false
    if (isAnother(followed, now)) Object.assign(followed, unread())
    readOn(descriptor, followed, now.size, accepts)
    followed.stamp = { dev: now.dev, ino: now.ino, size: now.size, mtimeMs: now.mtimeMs }
    return true
  } catch {
    return false
  } finally {
    closeSync(descriptor)
  }
}

function isSame(stamp: Followed['stamp'], stats: Stats) {
  return (
    stamp !== null &&
    stamp.ino === stats.ino &&
    stamp.dev === stats.dev &&
    stamp.size === stats.size &&
    stamp.mtimeMs === stats.mtimeMs
  )
}

const isAnother = ({ stamp, offset }: Followed, { dev, ino, size }: Stats) =>
  stamp !== null && (stamp.ino !== ino || stamp.dev !== dev || size < offset)

function readOn(descriptor: number, followed: Followed, size: number, accepts: (at: number) => boolean) {
  const passesOver = size - followed.offset > MOST_BYTES
  const start = passesOver ? size - MOST_BYTES : followed.offset
  const bytes = readBytes(descriptor, start, size - start)
  let from = passesOver ? bytes.indexOf(NEWLINE) + 1 : 0
  if (passesOver) followed.wholeSince = null
  for (let end = bytes.indexOf(NEWLINE, from); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    if (end - from <= LONGEST_LINE) readLine(bytes.subarray(from, end), followed, accepts)
    from = end + 1
  }
  followed.offset = start + from
}

function readLine(line: Buffer, followed: Followed, accepts: (at: number) => boolean) {
  const tells = SIGNS.some((sign) => line.includes(sign))
  if (!tells && followed.wholeSince !== null) return
  const text = line.toString('utf8')
  followed.wholeSince ??= timeIn(parse(text))
  if (tells) addLine(followed.findings, text, accepts)
}

function readBytes(descriptor: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let total = 0
  while (total < length) {
    const read = readSync(descriptor, bytes, total, length - total, start + total)
    if (read === 0) break
    total += read
  }
  return bytes.subarray(0, total)
}
