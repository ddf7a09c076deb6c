import type { Frontmatter } from '../frontmatter.ts'
import type { Candidate } from './find.ts'

/**
 * What it is called by. Measured with 2.1.329: a skill or command by its folder or file; the `name` in its frontmatter
 * may be typed as well, for a plugin's with and without the plugin before it, and does nothing for a command of the user
 * or a project. An agent, an output style, or a skill that is all of its folder goes by its `name`, and by its file or
 * folder only where it has none.
 */
export function namesOf(
  { kind, called, plugin, within, byName }: Candidate,
  { fields }: Frontmatter,
): { name: string; aliases: readonly string[] } {
  const own = typeof fields.name === 'string' ? fields.name.trim() : ''
  const qualified = (name: string) => [plugin, ...within, name].filter(Boolean).join(':')
  if (kind === 'agent' || kind === 'output style') return { name: qualified(own || called), aliases: [] }
  if (byName) return { name: qualified(own || called), aliases: own === '' ? [] : [own] }
  const isUnheard = own === '' || own === called || (kind === 'command' && plugin === null)
  return { name: qualified(called), aliases: isUnheard ? [] : plugin === null ? [own] : [qualified(own), own] }
}
