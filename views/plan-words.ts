import type { Plan } from '../server/trees/plan.ts'
import { count, size } from './text.ts'

/** A click is not enough where something would be gone that only that side had. */
export const needsReview = ({ warnings, direction, counts }: Plan) =>
  direction !== 'to-loaded' || counts.removed > 0 || warnings.some(({ kind }) => kind === 'overwrites')

/** What the button says it does: 'Sync 3 files', 'Bring 1 file back'. */
export function planVerb({ direction, operations }: Plan): string {
  const files = count(operations.length, 'file')
  if (direction === 'undo') return `Restore ${files}`
  return direction === 'to-source' ? `Bring ${files} back to the source` : `Sync ${files}`
}

/** '3 new, 1 removed' */
export const tally = (plan: Plan) => wordsOf([plan]).join(', ')

/** The same of several plans together, with the size of what is to be copied. */
export const plansTally = (plans: readonly Plan[]) =>
  [...wordsOf(plans), `${size(plans.reduce((sum, { bytes }) => sum + bytes, 0))} to copy`].join(', ')

const WORDS = [
  ['added', 'new'],
  ['replaced', 'replaced'],
  ['removed', 'removed'],
  ['linked', 'linked'],
  ['modes', 'made executable or not'],
] as const

function wordsOf(plans: readonly Plan[]): string[] {
  return WORDS.flatMap(([what, word]) => {
    const amount = plans.reduce((sum, { counts }) => sum + counts[what], 0)
    return amount > 0 ? `${amount.toLocaleString('en')} ${word}` : []
  })
}
