import type { Plan } from '../server/trees/plan.ts'
import { count } from './text.ts'

/** A click is not enough where something would be gone that only that side had. */
export const needsReview = ({ warnings, direction, counts }: Plan) =>
  direction !== 'to-loaded' || counts.removed > 0 || warnings.some(({ kind }) => kind === 'overwrites')

/** What the button says it does: 'Sync 3 files', 'Bring 1 file back'. */
export function planVerb({ direction, operations }: Plan): string {
  const files = count(operations.length, 'file')
  if (direction === 'undo') return `Restore ${files}`
  return direction === 'to-source' ? `Bring ${files} back to the source` : `Sync ${files}`
}
