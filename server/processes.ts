import { readFileSync } from 'node:fs'

/**
 * When a process began, as an opaque mark that a later process with the same pid does not share: field 22 of
 * /proc/PID/stat (clock ticks since boot). '' where the system has no /proc, null when there is no such process.
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // It has ended, and nobody has asked yet how.
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return isRunning(pid) ? '' : null
  }
}

/** Whether the very process that left this mark is still there; without a mark only the pid is compared. */
export function isAlive(pid: number, start: string): boolean {
  const now = processStart(pid)
  return now !== null && (now === '' || start === '' || now === start)
}

/** Ends the very process that left this mark, without asking it. */
export function endNow(pid: number, start: string) {
  try {
    if (isAlive(pid, start)) process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Ends a process, or with a negative number a process group, that was begun here; whether there was one to end. */
export function endOwn(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

/** When a process began, in epoch milliseconds; null where there is no /proc, or no such process. */
export function processBegan(pid: number): number | null {
  try {
    const uptime = Number.parseFloat(readFileSync('/proc/uptime', 'utf8'))
    const began = Date.now() - uptime * 1000 + Number(processStart(pid) || Number.NaN) * TICK
    return Number.isFinite(began) ? began : null
  } catch {
    return null
  }
}

/** Linux tells times to programs in hundredths of a second, on every machine that Node runs on. */
const TICK = 10

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
