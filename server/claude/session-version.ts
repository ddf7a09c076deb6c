import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from './evidence/transcripts.ts'
import { fieldOf } from './json.ts'
import type { Session } from './types.ts'

const MOST_BYTES = 256 * 1024

/**
 * The version of a session whose own file does not say it (2.1.100): the one with which it wrote the last lines of its
 * transcript. Null before its first message.
 */
export function versionInTranscript(configDir: string, session: Session): string | null {
  const file = placeOf(join(configDir, 'projects'), session)
  const text = file === null ? null : endOf(file)
  for (const line of text?.split('\n').toReversed() ?? []) {
    const version = fieldOf(parse(line), 'version')
    if (typeof version === 'string' && /^\d+\.\d+\.\d+[\w.+-]{0,40}$/.test(version)) return version
  }
  return null
}

function endOf(file: string): string | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return null
    const bytes = Buffer.alloc(Math.min(stats.size, MOST_BYTES))
    const length = readSync(descriptor, bytes, 0, bytes.length, stats.size - bytes.length)
    return bytes.subarray(0, length).toString('utf8')
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
