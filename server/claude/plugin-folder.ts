import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What Claude Code 2.1.329 looks for at the root of a plugin (documented); the manifest may be missing. */
const SIGNS = [
  '.claude-plugin/plugin.json',
  'skills',
  'commands',
  'agents',
  'hooks',
  'output-styles',
  'SKILL.md',
  '.mcp.json',
  '.lsp.json',
]

/** Whether there is anything in a folder that would make it a plugin. */
export const looksLikePlugin = (folder: string): boolean => SIGNS.some((name) => existsSync(join(folder, name)))
