import { ladderJob, unitsOf } from './jobs.ts'
import { sweepLeftovers } from './leftovers.ts'
import { tryOnce } from './measure.ts'
import { workThrough } from './parallel.ts'
import { cellsAsked, scenesOf } from './plan.ts'
import { startTally } from './tally.ts'
import type { ProbeOptions, ProbeResult } from './types.ts'

export { versionToProbe } from './version.ts'

/**
 * Drives the user's own `claude` in throw-away folders against a stand-in for the model, and finds out for every cell
 * that is asked for the least action that makes an edit live. Cancelled, it resolves with what it has; it rejects when
 * the program cannot be driven at all. Nothing is left behind either way.
 */
export async function runProbe(options: ProbeOptions): Promise<ProbeResult> {
  const { signal, quick } = options
  sweepLeftovers()
  const scenes = scenesOf(options)
  const units = scenes.length * unitsOf(quick)
  const tally = startTally(options, cellsAsked(options).length, scenes, units, Math.min(AT_ONCE, scenes.length))
  try {
    if (scenes.length > 0) {
      tally.step('starting it once')
      await tryOnce(options)
      await workThrough(
        scenes.map((scene) => ladderJob(scene, options, tally)),
        AT_ONCE,
      )
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return tally.result(signal.aborted)
}

/** Sessions wait most of the time, so two processors are enough for three. */
const AT_ONCE = 3
