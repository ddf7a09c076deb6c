import type { InstructionsResult } from '../server/loading/instructions.ts'
import { tilde } from './text.ts'

/** What was done, or what would be: then with the difference, as `git diff` has it. */
export function instructionsText(result: Omit<InstructionsResult, 'patch'>): string {
  const { message, file, done, action, diff } = result
  const sentence = message.replace(file, tilde(file))
  if (done) return `${sentence} \`hotplug undo ${action}\` takes it back.\n`
  return `${diff}${sentence}\n`
}
