import type { Frontmatter } from '../frontmatter.ts'
import type { Around, Place } from '../types.ts'

export type DefinitionKind = 'skill' | 'command' | 'agent' | 'output style'

/** Something with a name that one Markdown file defines, whether Claude Code discovers it or not. */
export type Definition = {
  /** Twelve hexadecimal digits, from its place, kind and path. */
  id: string
  kind: DefinitionKind
  /** What Claude knows it by: 'voice:say', 'deploy'. */
  name: string
  /** What a person may type for it as well. */
  aliases: readonly string[]
  /** Absolute. */
  file: string
  /** Below the place's root, with forward slashes. */
  path: string
  /** Of several folders with the like of it in its place, which one Claude Code looks into first. */
  rank: number
  place: Place
  frontmatter: Frontmatter
  description: Description
  discovery: Discovery
  cost: Cost
  use: Use
  /** The file itself, through all links: by it Claude Code tells that two skills are one. Null where there is none. */
  real: string | null
  /** Device and number on it: the same for two names of one file. */
  inode: string | null
  bytes: number
}

/** What Claude is told it is for. Where the frontmatter does not say, Claude Code takes the first line of the text. */
export type Description = { text: string; from: 'description' | 'first line' | 'nothing' }

/** Whether a new session knows of it; `why` is a sentence. A name that another one takes is not judged here. */
export type Discovery = { state: 'discovered' } | { state: 'not discovered'; reason: Reason; why: string }

export type Reason =
  | 'too deep'
  | 'file name'
  | 'no folder'
  | 'hidden'
  | 'too large'
  | 'unreadable'
  | 'invalid frontmatter'
  | 'no name'
  | 'no description'

/** Who may use it, and the tools it allows or has: as they are written. */
export type Use = { claude: boolean; people: boolean; tools: readonly string[] }

/** Tokens, estimated from the number of characters. */
export type Cost = {
  /** In every session: its name and description. */
  alwaysOn: number
  /** When it is used: its text. */
  onInvoke: number
}

export type DefinitionSubject = { definition: Definition; around: Around }
