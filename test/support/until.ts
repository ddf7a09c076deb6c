import { setTimeout as pause } from 'node:timers/promises'

/** Far longer than anything that is waited for takes, on a machine that is busy with other things (milliseconds). */
const LIMIT = 20_000

/** Waits until something is the case; fails only when it never is. */
export async function until(isTrue: () => unknown, what = String(isTrue)) {
  for (const end = Date.now() + LIMIT; !(await isTrue()); await pause(5))
    if (Date.now() > end) throw new Error(`It never came to be that ${what}`)
}
