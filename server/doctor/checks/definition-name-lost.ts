import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import { standingsOf } from '../definitions/standing.ts'
import type { Definition } from '../definitions/types.ts'

export const check = defineCheck({
  name: 'definition-name-lost',
  title: 'Another definition takes the name',
  of: 'everything',
  evidence: measured(
    'Of skills and commands with one name, a skill is taken before a command, then the user’s before a project’s; in a plugin a command before a skill. Of agents and output styles, a project’s is taken before the user’s. A plugin’s own have its name before theirs. Version 2.1.100 chose the same by name, but told Claude of both.',
  ),
  *find({ definitions }) {
    const all = definitions.map(({ definition }) => definition)
    const standings = standingsOf(all)
    for (const definition of all) {
      const standing = standings.get(definition.id)
      if (standing?.state === 'loses')
        yield {
          ...at(definition),
          severity: 'warning',
          message: `The ${standing.to.kind} ${standing.to.name} of ${owner(standing.to)} takes the name.`,
          happens: `This ${definition.kind} is never used. ${standing.why}`,
          fix: `Rename one of them; the other is ${standing.to.path}.`,
        }
      if (standing?.state === 'undecided')
        yield {
          ...at(definition),
          severity: 'warning',
          message: `${standing.among.length} ${definition.kind}s are called ${definition.name}.`,
          happens: 'One of them is used; which one depends on the order in which Claude Code happens to read them.',
          fix: `Rename the others: ${standing.among
            .filter(({ id }) => id !== definition.id)
            .map(({ path }) => path)
            .slice(0, 5)
            .join(', ')}.`,
        }
    }
  },
})

const owner = ({ place }: Definition) =>
  place.kind === 'plugin' ? place.id : place.kind === 'user' ? 'the user' : 'the project'
