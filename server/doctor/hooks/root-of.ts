import { dirname } from 'node:path'
import type { Hook } from './types.ts'

/**
 * What CLAUDE_PLUGIN_ROOT stands for in a hook: the plugin, also in the frontmatter of its skills; in that of a skill
 * of the user or a project, the skill's own folder (2.1.329). Null where it has no meaning.
 */
export function rootOf({ owner, file }: Pick<Hook, 'owner' | 'file'>): string | null {
  if (owner.kind === 'settings') return null
  return owner.root ?? (owner.kind === 'skill' ? dirname(file) : null)
}
