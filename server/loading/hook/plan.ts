import type { Outcome } from '../../autoload-store.ts'
import type { Decided } from './deciding.ts'
import type { Given } from './history.ts'

/** What a hook does about one decision. `outcome` is null where the install in the background will tell it. */
export type Step = {
  readonly decided: Decided
  readonly install: boolean
  readonly give: boolean
  readonly suggest: boolean
  readonly outcome: Outcome | null
  readonly why: string
}

/** An install that was begun and is not heard of after this long is begun again (milliseconds). */
const PATIENCE = 180_000

/**
 * What is done in a session about what was decided: everything is given and said once. `given`: what Claude has been
 * given in this session; `suggested`: the groups of which the user was told.
 */
export function stepsFor(
  decided: readonly Decided[],
  given: readonly Given[],
  suggested: ReadonlySet<string>,
  now: number,
): readonly Step[] {
  const said = new Set(suggested)
  return decided.map((one) => {
    const step = (more: Partial<Step>): Step => ({
      ...{ decided: one, install: false, give: false, suggest: false, outcome: null, why: one.why },
      ...more,
    })
    const own = given.filter(({ plugin }) => plugin === one.plugin)
    const wasGiven = own.some(({ route }) => route === 'substitute')
    switch (one.outcome) {
      case 'load': {
        const isUnderWay = own.some(({ at }) => now - at < PATIENCE)
        if (isUnderWay && wasGiven)
          return step({
            outcome: 'suppressed',
            why: `${one.plugin} was given in this session already and is being installed.`,
          })
        return step({ install: !isUnderWay, give: !wasGiven })
      }
      case 'already there': {
        if (one.atWork || !one.approved) return step({ outcome: 'already there' })
        if (wasGiven)
          return step({
            outcome: 'suppressed',
            why: `${one.plugin} was given in this session already; /reload-plugins puts it to work.`,
          })
        const why = `${one.plugin} was installed after this session had begun, so what it has was given instead.`
        return step({ give: true, outcome: 'already there', why })
      }
      case 'suggest': {
        if (said.has(one.group))
          return step({ outcome: 'suppressed', why: `${one.group} was suggested in this session already.` })
        said.add(one.group)
        return step({ suggest: true, outcome: 'suggested' })
      }
      case 'no claude':
        return step({ outcome: 'failed' })
      default:
        return step({ outcome: one.outcome })
    }
  })
}
