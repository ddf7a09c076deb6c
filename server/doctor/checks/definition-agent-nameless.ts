import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-agent-nameless',
  title: 'An agent has no name',
  of: 'definition',
  evidence: measured(
    'A file among the user’s or a project’s agents whose frontmatter has no name that is a text is not taken for an agent; one of a plugin is called by its file.',
  ),
  *find({ definition }) {
    const { discovery, frontmatter } = definition
    if (discovery.state === 'discovered' || discovery.reason !== 'no name' || frontmatter.state !== 'read') return
    yield {
      ...at(definition, 'name'),
      line: frontmatter.lines.get('name') ?? 1,
      severity: 'error',
      message: `The agent’s frontmatter has no name${frontmatter.fields.name === undefined ? '' : ' that is a text'}.`,
      happens: 'Claude Code does not take the file for an agent, and says nothing.',
      fix: `Add “name: ${definition.name}” to the frontmatter.`,
    }
  },
})
