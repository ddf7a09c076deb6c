import type { OwnRow } from './own.ts'
import type { Action, Rule } from './types.ts'

export type Learnt = readonly Action[]

/**
 * What a row that was measured on this machine says is to be done. Null where it says nothing that could be relied on:
 * nothing was seen, no step helped, the copy that was edited is not the one in use, the row itself is in doubt, or an
 * action that was the least one was not enough by itself.
 */
export function learnt({ least_action, alone = {}, note }: OwnRow, shipped: Rule): Learnt | null {
  if (note !== undefined) return null
  const step = /^(\d+[a-z]?)(?: |$)/.exec(least_action)?.[1] ?? ''
  if (step === '4') return withClear(alone, shipped)
  const action = Object.hasOwn(ACTIONS, step) ? ACTIONS[step] : undefined
  return action === undefined || alone[action] === 'no' ? null : [action]
}

/** /compact, the step before a new session, is none that Hotplug proposes. */
const ACTIONS: Readonly<Record<string, Action>> = {
  '1': 'none',
  '1b': 'wait',
  '2': '/reload-skills',
  '3': '/reload-plugins',
  '3f': '/reload-plugins',
  '5': 'new session',
  '6': 'new session',
}

const WITH_CLEAR: readonly Learnt[] = [['/clear'], ['/reload-skills', '/clear'], ['/reload-plugins', '/clear']]

/**
 * The ladder is cumulative: /clear was enough after both reloads. Which of them it needs is told by what was tried by
 * itself; where that was not tried the shipped rule is believed if it says /clear too, else both are done.
 */
function withClear(alone: NonNullable<OwnRow['alone']>, shipped: Rule): Learnt | null {
  const enough = WITH_CLEAR.find((remedy) => alone[remedy.join(' then ')] === 'yes')
  if (enough) return enough
  const tried = WITH_CLEAR.filter((remedy) => alone[remedy.join(' then ')] === 'no')
  const known = shipped.remedy.at(-1) === '/clear' ? shipped.remedy : ['/reload-plugins' as const, '/clear' as const]
  return tried.some((remedy) => remedy.join() === known.join()) ? null : known
}
