import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** The last lines of a transcript, whole ones only: no more than so many bytes, and never through a link. */
export const lastLines = (file: string, most: number): readonly string[] =>
  readEnd(file, most).toString('utf8').split('\n')

/** The end of a file from the beginning of a line on; nothing of what is no plain file. */
export function readEnd(file: string, most: number): Buffer {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    try {
      const stats = fstatSync(descriptor)
      if (!stats.isFile()) return Buffer.alloc(0)
      const length = Math.min(stats.size, most)
      const bytes = Buffer.allocUnsafe(length)
      const whole = bytes.subarray(0, readSync(descriptor, bytes, 0, length, stats.size - length))
      return length < stats.size ? whole.subarray(whole.indexOf(NEWLINE) + 1) : whole
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return Buffer.alloc(0)
  }
}

const NEWLINE = 10

/** The transcripts of sessions in a folder, the one written to last first. */
export function transcriptsOf(configDir: string, cwd: string, most: number): readonly string[] {
  const folder = join(configDir, 'projects', cwd.replaceAll(/[^a-zA-Z0-9]/g, '-').slice(0, LONGEST_NAME))
  return namesIn(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => {
      const file = join(folder, name)
      const at = modifiedAt(file)
      return at === null ? [] : [{ file, at }]
    })
    .sort((one, other) => other.at - one.at)
    .slice(0, most)
    .map(({ file }) => file)
}

/** As Claude Code cuts it; those that are cut are completed by a mark that is not known, and not found. */
const LONGEST_NAME = 200

/** Names in a folder; none where it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function modifiedAt(file: string): number | null {
  try {
    const stats = lstatSync(file)
    return stats.isFile() ? stats.mtimeMs : null
  } catch {
    return null
  }
}
