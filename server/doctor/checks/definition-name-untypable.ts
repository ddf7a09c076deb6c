import { defineCheck } from '../check.ts'
import { claudeMay } from '../definitions/flags.ts'
import { at, measured, typed } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-name-untypable',
  title: 'A name cannot be typed',
  of: 'definition',
  evidence: measured(
    'A skill or command with a space in its name is listed, but /NAME with a space is not understood.',
  ),
  *find({ definition }) {
    const { kind, name, aliases, frontmatter, discovery } = definition
    if ((kind !== 'skill' && kind !== 'command') || discovery.state !== 'discovered' || !/\s/.test(name)) return
    const other = aliases.find((alias) => !/\s/.test(alias))
    yield {
      ...at(definition, 'untypable'),
      severity: claudeMay(frontmatter) || other ? 'warning' : 'error',
      message: `The name “${name}” has a space in it.`,
      happens: `Nobody can type it: Claude Code looks for ${typed(name.split(/\s/)[0] ?? '')}${other ? `; ${typed(other)} is understood` : ''}.`,
      fix: `Write a hyphen in the name of its ${kind === 'skill' ? 'folder' : 'file'} instead of the space.`,
    }
  },
})
