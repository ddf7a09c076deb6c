import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathBelow } from '../trees/inside.ts'

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

/**
 * Whether a folder really is a version in the cache (`MARKETPLACE/PLUGIN/VERSION`): a record may name any path, and
 * nothing else is Hotplug's to change.
 */
export function isInCache(folder: string, pluginsDir: string): boolean {
  try {
    const below = pathBelow(realpathSync(join(pluginsDir, 'cache')), realpathSync(folder))
    return below !== null && below.split('/').length >= 3
  } catch {
    return false
  }
}
