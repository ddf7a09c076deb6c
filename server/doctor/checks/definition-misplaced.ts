import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import type { Definition } from '../definitions/types.ts'

export const check = defineCheck({
  name: 'definition-misplaced',
  title: 'A skill lies where none is looked for',
  of: 'definition',
  evidence: measured(
    'Skills are read from skills/NAME/SKILL.md and no other depth. In a plugin, a SKILL.md in the folder of skills itself makes that folder one skill, and none of those below it is read.',
  ),
  *find({ definition }) {
    const { discovery, kind } = definition
    if (discovery.state === 'discovered' || !(discovery.reason in FIXES) || !isMeant(definition)) return
    yield {
      ...at(definition),
      severity: 'error',
      message: `The ${kind} lies at the wrong depth: ${lowered(discovery.why)}`,
      happens: 'Claude Code does not discover it, and says nothing.',
      fix: FIXES[discovery.reason] ?? '',
    }
  },
})

const FIXES: Readonly<Record<string, string>> = {
  'too deep': 'Move its folder up, to the folder of skills.',
  'no folder': 'Give it a folder of its own with the file SKILL.md in it.',
  hidden: 'Move that SKILL.md into a folder of its own.',
}

/** A file beside the folders of skills is meant as a skill when it describes itself; else it may be anything. */
const isMeant = ({ discovery, frontmatter }: Definition) =>
  discovery.state !== 'discovered' && (discovery.reason !== 'no folder' || frontmatter.fields.description !== undefined)

const lowered = (sentence: string) =>
  /^[A-Z][a-z]* /.test(sentence) ? sentence[0]?.toLowerCase() + sentence.slice(1) : sentence
