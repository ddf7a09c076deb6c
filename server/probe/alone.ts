import type { Climber, Ground } from './climb.ts'
import { baseline, IN_EFFECT_WITHIN, NOTICED_AFTER } from './climb.ts'
import { ALONE, ALONE_THEN_CLEAR, type Step } from './steps.ts'

/** Which actions were enough by themselves, each tried in a session of its own: 'yes' or 'no' by the action's name. */
export type Alone = Readonly<Record<string, string>>

/**
 * Tries every action alone, some seconds after the edit, and the combinations with /clear for those kinds to which it
 * made no difference. An action that the program refuses is left out.
 */
export async function tryAlone(
  climbers: readonly Climber[],
  onGround: <T>(work: (ground: Ground) => Promise<T>) => Promise<T>,
  onTried: () => void = () => {},
): Promise<ReadonlyMap<string, Alone>> {
  const answers = new Map(climbers.map(({ kind }) => [kind, {} as Record<string, string>]))
  for (const actions of [...ALONE, ...ALONE_THEN_CLEAR]) {
    const some = climbers.filter(({ kind }) => !isCombined(actions) || answers.get(kind)?.['/clear'] === 'no')
    const tried =
      some.length === 0 ? new Map<string, string>() : await onGround((ground) => tryOne(actions, some, ground))
    for (const [kind, answer] of tried) Object.assign(answers.get(kind) ?? {}, { [actions]: answer })
    onTried()
  }
  return answers
}

const THEN = ' then '
const isCombined = (actions: string) => actions.includes(THEN)

const STEP_OF: Readonly<Record<string, Step>> = {
  '/reload-skills': 'skills',
  '/reload-plugins': 'plugins',
  '/clear': 'clear',
  '/compact': 'compact',
}

async function tryOne(actions: string, climbers: readonly Climber[], ground: Ground): Promise<Map<string, string>> {
  const kinds = await baseline(climbers, ground)
  await ground.watching()
  await ground.edit(kinds, 1)
  await ground.pause(NOTICED_AFTER)
  for (const action of actions.split(THEN)) {
    const step = STEP_OF[action]
    if (step === undefined || !(await ground.act(step))) return new Map()
  }
  const unseen = new Set(kinds)
  for (const later of IN_EFFECT_WITHIN) {
    if (unseen.size === 0) break
    await ground.pause(later)
    for (const kind of (await ground.look([...unseen], 1)).keys()) unseen.delete(kind)
  }
  return new Map(kinds.map((kind) => [kind, unseen.has(kind) ? 'no' : 'yes']))
}
