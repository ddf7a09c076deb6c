import { defineCheck } from '../check.ts'
import { at, measured, typed } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-readme-is-command',
  title: 'A README became a command',
  of: 'definition',
  evidence: measured('Every Markdown file among the commands is a command: README.md is listed to Claude as README.'),
  *find({ definition }) {
    const { kind, path, name, frontmatter, discovery } = definition
    if (kind !== 'command' || discovery.state !== 'discovered' || !/(^|\/)readme\.md$/i.test(path)) return
    if (frontmatter.state === 'read' && frontmatter.fields.description !== undefined) return
    yield {
      ...at(definition),
      severity: 'note',
      message: `${path.split('/').at(-1)} among the commands is a command as well.`,
      happens: `Claude is told of it, and typing ${typed(name)} sends the whole file to Claude.`,
      fix: 'Move it out of the folder of commands.',
    }
  },
})
