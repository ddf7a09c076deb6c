import { defineCheck } from '../check.ts'
import { isBuiltIn } from '../definitions/built-in.ts'
import { at, measured, typed } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-built-in-taken',
  title: 'A definition takes the place of one of Claude Code’s own',
  of: 'definition',
  evidence: measured(
    'A skill or command of the user or a project that is called clear, help, compact or the like is run instead of Claude Code’s own; likewise an agent called Explore, and an output style called Explanatory. A name in the frontmatter does not: with “name: usage” in a skill, /usage stays what it was.',
  ),
  *find({ definition }) {
    const { kind, name, discovery, place } = definition
    if (place.kind === 'plugin' || discovery.state !== 'discovered' || !isBuiltIn(kind, name)) return
    const isTyped = kind === 'skill' || kind === 'command'
    yield {
      ...at(definition, 'built-in'),
      severity: 'warning',
      message: `The ${kind} takes the place of Claude Code’s own ${isTyped ? typed(name) : name}.`,
      happens: isTyped
        ? `Whoever types ${typed(name)} gets this ${kind}; Claude Code’s own cannot be reached by that name.`
        : `Claude Code’s own ${kind} of that name is not used.`,
      fix: 'Give it another name, unless that is what it is for.',
    }
  },
})
