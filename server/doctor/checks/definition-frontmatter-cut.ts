import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-frontmatter-cut',
  title: 'Three hyphens end a frontmatter too early',
  of: 'definition',
  evidence: measured(
    'The first three hyphens after the opening line end the frontmatter, in the midst of a line too: of “description: before --- after” Claude is told “before”, and what follows is text.',
  ),
  *find({ definition }) {
    const { cutAt } = definition.frontmatter
    if (cutAt === undefined) return
    yield {
      ...at(definition),
      severity: 'error',
      line: cutAt,
      message: 'Three hyphens in the midst of this line end the frontmatter.',
      happens: 'What follows, the fields below it too, is text for Claude and sets nothing.',
      fix: 'Write another dash there, or two hyphens.',
    }
  },
})
