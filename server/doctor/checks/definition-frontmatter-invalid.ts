import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import type { Definition } from '../definitions/types.ts'

export const check = defineCheck({
  name: 'definition-frontmatter-invalid',
  title: 'A frontmatter is not valid YAML',
  of: 'definition',
  evidence: measured(
    'All of a frontmatter that is no YAML is ignored, also after plain values were quoted. A skill or command is still discovered, described by the first line of its text; in a plugin Claude is not told of it. An agent of the user or a project is not discovered.',
  ),
  *find({ definition }) {
    const { state, problem } = definition.frontmatter
    if (state !== 'invalid' && state !== 'open') return
    yield {
      ...at(definition),
      severity: 'error',
      line: problem?.line ?? null,
      message: problem?.message.replace(/[^.!?]$/, '$&.') ?? 'The frontmatter is not valid YAML.',
      happens: happensTo(definition),
      fix:
        state === 'open'
          ? 'Write a line of three hyphens where the frontmatter ends.'
          : 'Put the value in quotation marks, or correct how the lines are indented.',
    }
  },
})

function happensTo({ kind, place }: Definition): string {
  const ignored = 'Claude Code ignores all of the frontmatter without a word'
  if (kind === 'output style') return `${ignored}, the name in it too.`
  if (kind === 'agent')
    return place.kind === 'plugin'
      ? `${ignored}, its description and tools too.`
      : `${ignored}: there is no such agent.`
  return place.kind === 'plugin'
    ? `${ignored}: Claude is not told of this ${kind}, which can only be typed.`
    : `${ignored}: the first line of the text stands for its description.`
}
