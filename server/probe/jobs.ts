import type { Found } from './climb.ts'
import { type Driving, measure, measureAlone } from './measure.ts'
import type { Job } from './parallel.ts'
import type { Scene } from './plan.ts'
import { ALONE, ALONE_THEN_CLEAR, needsAlone } from './steps.ts'
import type { Tally } from './tally.ts'

/** How much work a scene is, the ladder being one unit of it. */
export const unitsOf = (quick: boolean): number => (quick ? 1 : 1 + ALONE_UNITS)

/** Walks the ladder with a scene; unless it is to be quick, that leads to trying what each action does alone. */
export const ladderJob =
  (scene: Scene, driving: Driving & { quick: boolean }, tally: Tally): Job =>
  async () => {
    const halves = new Map<string, Found>()
    const answered = new Set<string>()
    await twice(scene, answered, driving, tally, (rest) =>
      measure(
        rest,
        driving,
        (found) => {
          answered.add(found.kind)
          if (!driving.quick && needsAlone(found.least)) halves.set(found.kind, found)
          else tally.found(scene, found)
        },
        (step) => tally.stepIn(scene, step),
      ),
    )
    tally.did(1)
    if (halves.size > 0) return [aloneJob(scene, halves, driving, tally)]
    if (!driving.quick) tally.did(ALONE_UNITS)
    return []
  }

const aloneJob =
  (whole: Scene, halves: ReadonlyMap<string, Found>, driving: Driving, tally: Tally): Job =>
  async () => {
    const scene = { ...whole, parts: whole.parts.filter(({ kind }) => halves.has(kind)) }
    const answered = new Set<string>()
    let left = TRIES
    await twice(scene, answered, driving, tally, async (rest) => {
      const onTried = () => {
        if (left-- > 0) tally.did(ONE_TRY)
      }
      const answers = await measureAlone(rest, driving, onTried, (step) => tally.stepIn(scene, step))
      for (const [kind, alone] of answers) {
        answered.add(kind)
        const half = halves.get(kind)
        if (half) tally.found(scene, half, alone)
      }
    })
    return []
  }

const TRIES = ALONE.length + ALONE_THEN_CLEAR.length
/** How long one action alone takes, compared with the ladder. */
const ONE_TRY = 0.6
const ALONE_UNITS = TRIES * ONE_TRY

/** A session that fails is given a second chance with what it did not answer. */
async function twice(
  scene: Scene,
  answered: ReadonlySet<string>,
  { signal }: Driving,
  tally: Tally,
  work: (rest: Scene) => Promise<void>,
) {
  for (let attempt = 1; ; attempt++) {
    const rest = { ...scene, parts: scene.parts.filter(({ kind }) => !answered.has(kind)) }
    if (rest.parts.length === 0) return
    try {
      return await work(rest)
    } catch (error) {
      if (signal.aborted) throw error
      if (attempt === 2)
        return tally.failed({ ...rest, parts: rest.parts.filter(({ kind }) => !answered.has(kind)) }, error)
    }
  }
}
