import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-frontmatter-late',
  title: 'A frontmatter does not begin in the first line',
  of: 'definition',
  evidence: measured(
    'After an empty line or a space, three hyphens begin no frontmatter: all of it is text for Claude.',
  ),
  *find({ definition }) {
    const { kind, frontmatter } = definition
    const before = /^\s+(?=---[ \t]*\r?\n)/.exec(frontmatter.body)
    if (frontmatter.state !== 'none' || !before) return
    yield {
      ...at(definition),
      line: before[0].split('\n').length,
      severity: 'error',
      message: 'The frontmatter does not begin in the first line of the file.',
      happens: `Nothing in it counts: Claude Code takes it for the text of the ${kind}${kind === 'agent' ? ', and finds no agent' : ', and “---” for its description'}.`,
      fix: 'Remove what stands before the first three hyphens.',
    }
  },
})
