import type { Frontmatter } from '../frontmatter.ts'
import type { Around, Place } from '../types.ts'

export type DefinitionKind = 'skill' | 'command' | 'agent' | 'output style'

/** Something with a name that one Markdown file defines, whether Claude Code discovers it or not. */
export type Definition = {
  /** Twelve hexadecimal digits, from its place, kind and path. */
  id: string
  kind: DefinitionKind
  /** What it is called by: 'voice:say', 'deploy'. */
  name: string
  /** Absolute. */
  file: string
  place: Place
  frontmatter: Frontmatter
}

export type DefinitionSubject = { definition: Definition; around: Around }
