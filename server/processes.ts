import { readFileSync } from 'node:fs'

/**
 * When a process began, as an opaque mark that a later process with the same pid does not share: field 22 of
 * /proc/PID/stat (clock ticks since boot). '' where the system has no /proc, null when there is no such process.
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return isRunning(pid) ? '' : null
  }
}

/** Whether the very process that left this mark is still there; without a mark only the pid is compared. */
export function isAlive(pid: number, start: string): boolean {
  const now = processStart(pid)
  return now !== null && (now === '' || start === '' || now === start)
}

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
