import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-frontmatter-tolerated',
  title: 'A frontmatter is no YAML, but understood',
  of: 'definition',
  evidence: measured(
    'A frontmatter that is no YAML is read once more, with quotation marks around plain values that hold a colon and a space, a bracket or the like: “description: Use when: asked” is understood.',
  ),
  *find({ definition }) {
    const { tolerated } = definition.frontmatter
    if (!tolerated) return
    yield {
      ...at(definition),
      severity: 'note',
      line: tolerated.line,
      message: 'The frontmatter is not valid YAML, though Claude Code understands it.',
      happens: 'Claude Code takes the value as it is written; other programs that read the file may refuse it.',
      fix: 'Put the value in quotation marks.',
    }
  },
})
