import { defineCheck } from '../check.ts'
import { plain } from '../definitions/flags.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-fork',
  title: 'A skill is not run apart as it says',
  of: 'definition',
  evidence: measured(
    'Only “context: fork”, in small letters, runs a skill or command in an agent of its own; without it, the field agent does nothing.',
  ),
  *find({ definition }) {
    const { kind, frontmatter } = definition
    const { context, agent } = frontmatter.fields
    if ((kind !== 'skill' && kind !== 'command') || context === 'fork') return
    if (context !== undefined && context !== null)
      yield {
        ...at(definition, 'context'),
        severity: 'warning',
        message: `The context${inWords(context)} is none that Claude Code knows.`,
        happens: `The ${kind} is run in the conversation itself.`,
        fix: 'Write “context: fork”, or remove the line.',
      }
    else if (agent !== undefined && agent !== null)
      yield {
        ...at(definition, 'agent'),
        severity: 'warning',
        message: 'An agent is named, but not “context: fork”.',
        happens: `The ${kind} is run in the conversation itself; the agent has no part in it.`,
        fix: 'Add “context: fork”, or remove the line.',
      }
  },
})

const inWords = (value: unknown) => (plain(value) === '' ? '' : ` “${plain(value).slice(0, 60)}”`)
