import { type Changed, remedyText, type SequenceContext, sequenceOf } from '../../reload/sequence.ts'
import type { StaleFile } from './types.ts'

/** A file that a session does not have as it is now, before it is said what that takes. */
export type StaleChange = Changed & Pick<StaleFile, 'component' | 'change' | 'changedAt' | 'by'>

export function staleFile(change: StaleChange, context: SequenceContext): StaleFile {
  const steps = sequenceOf([change], context)
  const { path, component, changedAt, by, verdict } = change
  return { path, component, change: change.change, changedAt, by, steps, remedy: remedyText(steps), verdict }
}
