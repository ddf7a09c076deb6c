import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-text-empty',
  title: 'A definition says nothing',
  of: 'definition',
  evidence: measured('An empty SKILL.md is discovered and described as “Skill”, an empty command as “Custom command”.'),
  *find({ definition }) {
    const { kind, discovery, frontmatter, bytes } = definition
    const isLost = discovery.state === 'not discovered' && (discovery.reason !== 'no name' || bytes > 0)
    if (isLost || frontmatter.state === 'open' || frontmatter.body.trim() !== '') return
    yield {
      ...at(definition),
      severity: 'warning',
      message: bytes === 0 ? 'The file is empty.' : 'There is nothing below the frontmatter.',
      happens:
        kind === 'agent' || kind === 'output style'
          ? 'It instructs Claude to nothing.'
          : 'When it is used, Claude is told nothing.',
      fix: 'Write what Claude should do, or remove the file.',
    }
  },
})
