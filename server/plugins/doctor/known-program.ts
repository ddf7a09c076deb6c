import type { ClaudeProgram } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'

/** The installed program; a panel that has only just begun asks it for its version first. Null where there is none. */
export async function knownProgram({ survey }: Pick<Panel, 'survey'>): Promise<ClaudeProgram | null> {
  if (survey.inventory().program === 'unknown') await survey.ask()
  const { program } = survey.inventory()
  return program === 'unknown' ? null : program
}
