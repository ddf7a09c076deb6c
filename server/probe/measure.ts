import { type Alone, tryAlone } from './alone.ts'
import { type Climber, climb, type Found, type Ground } from './climb.ts'
import { type Model, startModel } from './drive/model.ts'
import { drivers } from './drivers.ts'
import { openGround } from './ground.ts'
import { holdSession } from './held-session.ts'
import type { Scene } from './plan.ts'
import { filesOf } from './sample/files.ts'
import type { Part } from './sample/parts.ts'
import { setStage } from './stage.ts'
import type { Step } from './steps.ts'
import type { ProbeOptions } from './types.ts'
import { isolateProbe, notMeasurable } from './version.ts'

export type Driving = Pick<ProbeOptions, 'program' | 'node' | 'searchPath' | 'driver' | 'signal'>

/** Whether the program can be driven at all; rejects with the sentence that says why not. */
export async function tryOnce(driving: Driving): Promise<void> {
  try {
    await using model = await startModel()
    using isolated = isolateProbe(driving, model.url)
    const open = () => drivers[driving.driver](isolated, model, { timeout: FIRST_LIMIT })
    const session = await holdSession(open, driving.signal)
    await session.close()
    if (model.lastRequest() === null) throw new Error('a message to it reached no model')
  } catch (error) {
    driving.signal.throwIfAborted()
    throw notMeasurable(driving.program, error)
  }
}

/** Walks the ladder with everything in a scene; what was found is told as it comes. */
export async function measure(scene: Scene, driving: Driving, tell: (found: Found) => void, onStep: OnStep) {
  await onStage(scene, driving, onStep, (onGround) =>
    onGround(async (ground) => {
      for await (const found of climb(scene.parts.map(climberOf), ground)) tell(found)
    }),
  )
}

/** Finds out what each action does alone. */
export async function measureAlone(
  scene: Scene,
  driving: Driving,
  onTried: () => void,
  onStep: OnStep,
): Promise<ReadonlyMap<string, Alone>> {
  return await onStage(scene, driving, onStep, (onGround) => tryAlone(scene.parts.map(climberOf), onGround, onTried))
}

type OnStep = (step: Step) => void
type OnGround = <T>(work: (ground: Ground) => Promise<T>) => Promise<T>

/** A machine that is busy with other things takes its time to load a program for the first time. */
const FIRST_LIMIT = 60_000

async function onStage<T>(
  { mode, parts }: Scene,
  driving: Driving,
  onStep: OnStep,
  work: (onGround: OnGround) => Promise<T>,
): Promise<T> {
  await using model: Model = await startModel()
  using isolated = isolateProbe(driving, model.url)
  const stage = await setStage(
    isolated,
    mode,
    filesOf(parts, () => 0),
  )
  return await work(async (onGround) => {
    const ground = await openGround(parts, stage, {
      isolated,
      model,
      open: drivers[driving.driver],
      onStep,
      ...driving,
    })
    try {
      return await onGround(ground)
    } finally {
      await ground.close()
    }
  })
}

const climberOf = ({ kind, before, once }: Part): Climber => ({ kind, isThere: before !== null, once: once === true })
