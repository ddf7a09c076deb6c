import { setTimeout as pause } from 'node:timers/promises'

/** Far longer than anything that is waited for takes, on a machine that is busy with other things (milliseconds). */
const LIMIT = 20_000

/**
 * Waits until something is the case; fails only when it never is. Looking may fail on the way (a folder that is replaced
 * in the middle of reading it), so what a look throws is told only when the waiting ends.
 */
export async function until(isTrue: () => unknown, what = String(isTrue)) {
  let thrown: unknown
  const look = async () => {
    try {
      return await isTrue()
    } catch (error) {
      thrown = error
      return false
    }
  }
  for (const end = Date.now() + LIMIT; !(await look()); await pause(5))
    if (Date.now() > end) throw new Error(`It never came to be that ${what}`, { cause: thrown })
}
