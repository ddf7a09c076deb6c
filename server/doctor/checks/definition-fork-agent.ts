import { defineCheck } from '../check.ts'
import { isBuiltIn } from '../definitions/built-in.ts'
import { at, measured } from '../definitions/shown-at.ts'
import { standingsOf } from '../definitions/standing.ts'

export const check = defineCheck({
  name: 'definition-fork-agent',
  title: 'A skill names an agent that is not there',
  of: 'everything',
  evidence: measured(
    'With “context: fork” and an agent that is not there, Claude Code takes the one that it takes where none is named, general-purpose.',
  ),
  *find({ definitions }) {
    const all = definitions.map(({ definition }) => definition)
    const forking = all.filter(({ kind, frontmatter }) => isForked(kind, frontmatter.fields))
    if (forking.length === 0) return
    const standings = standingsOf(all)
    const agents = new Set(
      all.filter(({ id, kind }) => kind === 'agent' && standings.get(id)?.state !== 'off').map(({ name }) => name),
    )
    for (const definition of forking) {
      const agent = String(definition.frontmatter.fields.agent).trim()
      if (agents.has(agent) || isBuiltIn('agent', agent)) continue
      yield {
        ...at(definition, 'agent'),
        severity: 'warning',
        message: `There is no agent that is called ${agent.slice(0, 60)}.`,
        happens: `Claude Code runs the ${definition.kind} in the agent general-purpose instead, without a word.`,
        fix: 'Name an agent that is there: one of a plugin as PLUGIN:NAME.',
      }
    }
  },
})

const isForked = (kind: string, { context, agent }: Readonly<Record<string, unknown>>) =>
  (kind === 'skill' || kind === 'command') && context === 'fork' && typeof agent === 'string' && agent.trim() !== ''
