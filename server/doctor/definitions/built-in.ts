import type { DefinitionKind } from './types.ts'

/** The names of Claude Code’s own, other names of theirs included, as 2.1.329 offers them in a terminal and headless. */
const COMMANDS = new Set(
  `add-dir agents auto-mode-setup autocompact background batch branch btw bug claude-api clear code-review color compact
  config context copy cost dataviz debug deep-research diff doctor effort exit export fast feedback
  fewer-permission-prompts focus fork goal heapdump help hooks ide init insights keybindings keybindings-help list-agents
  login logout loop mcp memory mobile model name new output-style passes peers permissions plan plugin plugin-authoring
  plugins quit recap release-notes reload-plugins reload-skills rename reset resume review rewind run run-skill-generator
  sandbox security-review settings simplify skills stats status statusline stickers tasks team-onboarding terminal-setup
  theme update-config usage verify workflow-authoring workflows`.split(/\s+/),
)
const AGENTS = new Set(['claude', 'Explore', 'general-purpose', 'Plan', 'statusline-setup'])
const STYLES = new Set(['default', 'Proactive', 'Concise', 'Explanatory', 'Learning'])

export const isBuiltIn = (kind: DefinitionKind, name: string): boolean =>
  (kind === 'agent' ? AGENTS : kind === 'output style' ? STYLES : COMMANDS).has(name)
