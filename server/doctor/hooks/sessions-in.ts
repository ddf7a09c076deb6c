import type { Reading } from './readings.ts'

/** “session 123”, or several, in a sentence. */
export function sessionsIn(readings: readonly Reading[]): string {
  const pids = readings.map(({ pid }) => pid)
  if (pids.length === 1) return `session ${pids[0]}`
  const some = pids.slice(0, 3).join(', ')
  return pids.length > 3 ? `${pids.length} sessions (${some} and others)` : `the sessions ${some}`
}
