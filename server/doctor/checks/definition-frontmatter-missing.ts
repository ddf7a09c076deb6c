import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-frontmatter-missing',
  title: 'A skill or an agent has no frontmatter',
  of: 'definition',
  evidence: measured(
    'A skill without frontmatter is discovered and described by the first line of its text; in a plugin Claude is not told of it. An agent of the user or a project is not discovered, one of a plugin is described as “Agent from NAME plugin”.',
  ),
  *find({ definition }) {
    const { kind, discovery, frontmatter, place, bytes } = definition
    if (frontmatter.state !== 'none' || bytes === 0 || /^\s+---\r?\n/.test(frontmatter.body)) return
    const isAgent = kind === 'agent' && !/(^|\/)readme\.md$/i.test(definition.path)
    if (!isAgent && kind !== 'skill') return
    if (discovery.state === 'not discovered' && discovery.reason !== 'no name') return
    const isLost = isAgent && place.kind !== 'plugin'
    yield {
      ...at(definition),
      line: 1,
      severity: isLost ? 'error' : 'warning',
      message: `The ${kind} has no frontmatter.`,
      happens: isLost
        ? 'Claude Code does not take the file for an agent, and says nothing.'
        : place.kind === 'plugin'
          ? `Claude is not told what it is for${isAgent ? '' : ', and so never uses it by itself'}.`
          : 'Claude is told the first line of its text as what it is for.',
      fix: `Begin the file with a line of three hyphens, ${isAgent ? 'name and description' : 'a description'}, and three hyphens again.`,
    }
  },
})
