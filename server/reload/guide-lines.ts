import type { Change, Component, Edit, Part } from './types.ts'

/** A row of the guide: what was edited, in words, and where such a file can be. */
export type GuideLine = { words: string; edit: Edit; where: readonly ('plugin' | 'project')[] }

const ANYWHERE = ['plugin', 'project'] as const
const PLUGIN = ['plugin'] as const
const PROJECT = ['project'] as const

export const guideLines: readonly GuideLine[] = [
  line("A skill's text (SKILL.md)", 'skill', 'edited', ANYWHERE),
  line("A skill's text, as the Skill tool reads it", 'skill', 'edited', ANYWHERE, 'Skill tool'),
  line("A skill's name or description", 'skill', 'description', ANYWHERE),
  line('A new skill', 'skill', 'added', ANYWHERE),
  line('A deleted skill', 'skill', 'removed', ANYWHERE),
  line("A skill's other files", 'skill file', 'edited', ANYWHERE),
  line('A command', 'command', 'edited', ANYWHERE),
  line('A new command', 'command', 'added', ANYWHERE),
  line('A deleted command', 'command', 'removed', ANYWHERE),
  line("An agent's text", 'agent', 'edited', ANYWHERE),
  line("An agent's name, description or tools", 'agent', 'description', ANYWHERE),
  line('A new agent', 'agent', 'added', ANYWHERE),
  line('A deleted agent', 'agent', 'removed', ANYWHERE),
  line("A hook's script, and what it imports or sources", 'hook script', 'edited', ANYWHERE),
  line('A new hook script', 'hook script', 'added', ANYWHERE),
  line('hooks.json', 'hook config', 'edited', PLUGIN),
  line('A new hooks.json', 'hook config', 'added', PLUGIN),
  line('A deleted hooks.json', 'hook config', 'removed', PLUGIN),
  line('The manifest (plugin.json)', 'manifest', 'edited', PLUGIN),
  line('MCP configuration (.mcp.json)', 'MCP config', 'edited', ANYWHERE),
  line('The code of an MCP server', 'MCP server code', 'edited', ANYWHERE),
  line('Language server configuration (.lsp.json)', 'LSP config', 'edited', PLUGIN),
  line('The code of a language server', 'LSP server code', 'edited', PLUGIN),
  line('The output style in use', 'output style', 'edited', ANYWHERE),
  line('Monitors', 'monitors', 'edited', PLUGIN),
  line('A theme', 'theme', 'edited', ANYWHERE),
  line('A workflow', 'workflow', 'edited', ANYWHERE),
  line('A program in bin/', 'executable', 'edited', PLUGIN),
  line('A new program in bin/', 'executable', 'added', PLUGIN),
  line("A plugin's settings.json", 'plugin settings', 'edited', PLUGIN),
  line('The catalogue (marketplace.json)', 'catalogue', 'edited', ANYWHERE),
  line('CLAUDE.md and what it imports', 'CLAUDE.md', 'edited', ANYWHERE),
  line('A new CLAUDE.md', 'CLAUDE.md', 'added', PROJECT),
  line('A deleted CLAUDE.md', 'CLAUDE.md', 'removed', PROJECT),
  line('A rules file', 'rules', 'edited', PROJECT),
  line('A new rules file', 'rules', 'added', PROJECT),
  line('Settings: hooks and permissions', 'settings', 'edited', PROJECT),
  line('Settings: output style, model, effort', 'settings', 'edited', PROJECT, 'read at start'),
  line('Settings: enabled plugins', 'settings', 'edited', PROJECT, 'enabledPlugins'),
  line('A new settings file', 'settings', 'added', PROJECT),
  line('package.json and lockfiles', 'dependencies', 'edited', PLUGIN),
  line('Any other file', 'other', 'edited', PLUGIN),
]

function line(words: string, component: Component, change: Change, where: GuideLine['where'], part?: Part): GuideLine {
  return { words, edit: part ? { component, change, part } : { component, change }, where }
}
