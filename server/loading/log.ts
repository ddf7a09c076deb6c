import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { masked } from '../claude/masked.ts'

const LARGEST = 512 * 1024
const LONGEST_LINE = 1000

/**
 * One line in `autoload.log` of the state folder: when, which process, what. Two files at most, the older one as
 * `autoload.log.1`. A log that cannot be written is no reason for anything to fail.
 */
export function logLine(stateDir: string, ...words: readonly (string | number)[]) {
  const file = join(stateDir, 'autoload.log')
  const text = masked(words.join(' ')).replaceAll(CONTROL, ' ').slice(0, LONGEST_LINE)
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, `${file}.1`)
    appendFileSync(file, `${new Date().toISOString()} ${process.pid} ${text}\n`, { mode: 0o600 })
  } catch {
    // The answer and the history say the same.
  }
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
