import { defineCheck } from '../check.ts'
import { LONGEST_LISTED } from '../definitions/cost.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-description-long',
  title: 'A description is longer than what Claude is told of it',
  of: 'definition',
  evidence: measured(
    `In the list that Claude is given, the description of a skill or command, with when_to_use, is cut at ${LONGEST_LISTED} characters. An agent’s is not.`,
  ),
  *find({ definition }) {
    const { kind, description } = definition
    const { length } = description.text
    if ((kind !== 'skill' && kind !== 'command') || length <= LONGEST_LISTED) return
    yield {
      ...at(definition, 'description'),
      severity: 'warning',
      message: `The description has ${length.toLocaleString('en-US')} characters.`,
      happens: `Claude is told the first ${LONGEST_LISTED.toLocaleString('en-US')} of them; what follows does not help it to choose.`,
      fix: 'Say first when to use it, and move the rest into the text.',
    }
  },
})
