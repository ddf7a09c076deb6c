import { agentRules } from './rules/agents.ts'
import { commandRules } from './rules/commands.ts'
import { elsewhereRules } from './rules/elsewhere.ts'
import { hookRules } from './rules/hooks.ts'
import { serverRules } from './rules/mcp.ts'
import { pluginRules } from './rules/plugin.ts'
import { projectRules } from './rules/project.ts'
import { skillRules } from './rules/skills.ts'
import type { Rule } from './types.ts'

/** What makes an edit live, by what was edited and where. The first rule that fits wins. */
export const rules: readonly Rule[] = [
  ...skillRules,
  ...commandRules,
  ...agentRules,
  ...hookRules,
  ...serverRules,
  ...pluginRules,
  ...projectRules,
  ...elsewhereRules,
]
