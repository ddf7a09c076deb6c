import { defineCheck } from '../check.ts'
import { peopleMay } from '../definitions/flags.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-description-missing',
  title: 'A description is missing',
  of: 'definition',
  evidence: measured(
    'Without a description that is a text, a skill is listed by the first line of its text; one of a plugin is not in the list that Claude is given. An agent of the user or a project is not discovered; one of a plugin is described as “Agent from NAME plugin”.',
  ),
  *find({ definition }) {
    const { kind, place, frontmatter, description, discovery } = definition
    const { state, fields } = frontmatter
    if (state !== 'read' || kind === 'output style' || description.from === 'description') return
    if (kind === 'command' && place.kind !== 'plugin') return
    if (discovery.state === 'not discovered' && discovery.reason !== 'no description') return
    const isPlugin = place.kind === 'plugin'
    const isUnlisted = isPlugin && kind !== 'agent' && description.from === 'nothing'
    yield {
      ...at(definition, 'description'),
      line: frontmatter.lines.get('description') ?? 1,
      severity:
        !isPlugin && kind === 'agent' ? 'error' : kind === 'command' && peopleMay(frontmatter) ? 'note' : 'warning',
      message: `The ${kind} has no description${fields.description === undefined ? '' : ' that is a text'}.`,
      happens:
        kind === 'agent'
          ? isPlugin
            ? 'Claude is told nothing but which plugin the agent is from.'
            : 'Claude Code does not discover the agent.'
          : isUnlisted
            ? `Claude is not told of the ${kind}: it can only be typed.`
            : 'Claude is told the first line of its text as what it is for.',
      fix: 'Add a description that says what it does and when to use it.',
    }
  },
})
