import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-unreadable',
  title: 'A file is too large or cannot be read',
  of: 'definition',
  evidence: measured(
    'Skills of the user or a project of more than 1,000,000 bytes are skipped, and everything else of more than 1,048,576; so is a SKILL.md that is a folder or a link that leads nowhere.',
  ),
  *find({ definition }) {
    const { discovery, kind } = definition
    if (discovery.state === 'discovered' || !['too large', 'unreadable'].includes(discovery.reason)) return
    yield {
      ...at(definition),
      severity: 'error',
      message: `The ${kind} cannot be loaded. ${discovery.why}`,
      happens: 'Claude Code does not load it; only its debug log says so.',
      fix:
        discovery.reason === 'too large'
          ? 'Move what is long into files beside it, and name them in the text.'
          : 'Put a text file that can be read there.',
    }
  },
})
