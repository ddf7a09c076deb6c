import { defineCheck } from '../check.ts'
import { claudeMay, peopleMay } from '../definitions/flags.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-unusable',
  title: 'Neither Claude nor a person may use a skill',
  of: 'definition',
  evidence: measured(
    'With disable-model-invocation, Claude is not told of a skill; with “user-invocable: false”, typing it is refused. Both may be combined.',
  ),
  *find({ definition }) {
    const { kind, frontmatter } = definition
    if ((kind !== 'skill' && kind !== 'command') || claudeMay(frontmatter) || peopleMay(frontmatter)) return
    yield {
      ...at(definition, 'user-invocable'),
      severity: 'warning',
      message: `The ${kind} is kept from Claude and from people alike.`,
      happens: 'Claude is not told of it, and whoever types it is refused.',
      fix: 'Remove disable-model-invocation or user-invocable.',
    }
  },
})
