import { remedyText } from '../../reload/sequence.ts'
import type { Step } from '../types.ts'
import type { Holding } from './types.ts'
import { hour, NOT_LOOKED_AT } from './words.ts'

/** A plugin in all running sessions that concern it. */
export type InSessions = {
  all: number
  /** How many have other files than the disk, another version, or a folder that is gone. */
  stale: number
  /** '2 of 3 sessions still have voice as of 11:02; one runs a folder that is gone.' */
  sentence: string
  /** What is to be done in them, where it is the same in all. */
  steps: readonly Step[]
  /** The steps as the command line prints them. */
  remedy: string
}

/** Null where no running session has anything to do with it, and before that is known. */
export function inSessions(name: string, holdings: readonly Holding[]): InSessions | null {
  if (holdings.length === 0 || holdings.some(({ sentence }) => sentence === NOT_LOOKED_AT)) return null
  const stale = holdings.filter(isStale)
  const steps = sameSteps(stale)
  return {
    all: holdings.length,
    stale: stale.length,
    sentence: sentenceOf(name, holdings),
    steps,
    remedy: remedyText(steps),
  }
}

/** Sessions of other versions and drivers may need other steps. */
function sameSteps(stale: readonly Holding[]): readonly Step[] {
  const different = new Map(stale.map(({ steps }) => [remedyText(steps), steps]))
  return different.size > 1 ? [AS_EACH_NEEDS] : (stale[0]?.steps ?? [])
}

const AS_EACH_NEEDS: Step = {
  by: 'claude',
  text: 'see what each session needs',
  command: null,
  why: 'Their versions or what they have already read differ; each has its own steps on the page of the sessions.',
}

export const isStale = ({ state }: Pick<Holding, 'state'>) => state === 'stale' || state === 'other' || state === 'gone'

/** What is said of sessions in each state, in this order; the current ones go without saying. */
const CLAUSES: readonly (readonly [state: Holding['state'], one: string, several: string])[] = [
  ['gone', 'runs a folder that is gone', 'run a folder that is gone'],
  ['other', 'still runs another copy', 'still run another copy'],
  ['absent', 'began without it', 'began without it'],
  ['unknown', 'does not tell what it has', 'do not tell what they have'],
]

function sentenceOf(name: string, holdings: readonly Holding[]): string {
  const all = holdings.length === 1 ? '1 session' : `${holdings.length} sessions`
  const stale = holdings.filter(({ state }) => state === 'stale')
  const rest = CLAUSES.flatMap(([state, one, several]) => {
    const amount = holdings.filter((holding) => holding.state === state).length
    return amount === 0 ? [] : [amount === 1 ? `one ${one}` : `${amount} ${several}`]
  })
  if (stale.length > 0) {
    const have = stale.length === 1 ? 'has' : 'have'
    return `${[`${stale.length} of ${all} still ${have} ${name} as of ${timesOf(stale)}`, ...rest].join('; ')}.`
  }
  if (rest.length > 0) return `Of ${all} with ${name}, ${rest.join('; ')}.`
  return holdings.length === 1
    ? `1 session has ${name} as it is loaded now.`
    : `All ${all} have ${name} as it is loaded now.`
}

/** '11:02', '11:02 and 11:30', '11:02 to 11:45' */
function timesOf(stale: readonly Holding[]): string {
  const times = [...new Set(stale.map(({ asOf }) => asOf ?? 0).sort((one, other) => one - other))].map((at) => hour(at))
  const different = [...new Set(times)]
  const [first = '', last] = [different[0], different.at(-1)]
  if (different.length < 2) return first
  return different.length === 2 ? `${first} and ${last}` : `${first} to ${last}`
}
