import type { Around, Place } from '../types.ts'

/** MCP: gives Claude tools; LSP: knows a programming language. */
export type ServerKind = 'MCP' | 'LSP'

/** One server as a file configures it, whether Claude Code understands it or not. */
export type Server = {
  kind: ServerKind
  /** As its key is written. */
  name: string
  /** Absolute. */
  file: string
  line: number | null
  /** An attacker's. */
  config: unknown
  /** The lines that its fields stand on, by their path: 'command', 'args.0', 'env.KEY'. */
  lines: ReadonlyMap<string, number>
  /** Every text in which variables are replaced, by such a path. */
  texts: ReadonlyMap<string, string>
  /** Where a later one of the same name takes its place. */
  replacedBy: { file: string; line: number | null } | null
  /** The program it is started with; null for one that is only spoken to, and where variables of it are not known. */
  program: Program | null
  /** Files that its command and arguments name. */
  files: readonly NamedFile[]
}

/** `written`: the first word; relative: a path that begins in whatever folder the session was started in. */
export type Program = { written: string; state: 'found' | 'relative' | 'not executable' | 'missing' }

export type NamedFile = {
  /** The field that names it. */
  at: string
  written: string
  /** Absolute. */
  path: string
  /** root: below CLAUDE_PLUGIN_ROOT; session: relative, and such a file lies in the plugin. */
  from: 'root' | 'session'
  state: 'file' | 'folder' | 'missing' | 'leaves the plugin'
}

export type ServerSubject = {
  server: Server
  place: Place
  around: Around
  /** Whether `claude plugin validate` itself tells where this one is not understood. */
  validated: boolean
  /** Which variables are replaced in its texts, and which of the plugin's options. */
  variables: { known: ReadonlySet<string>; options: ReadonlySet<string> }
}

/** A file that configures servers, readable or not. */
export type ServerFileSubject = {
  kind: ServerKind
  place: Place
  around: Around
  /** Absolute. */
  file: string
  exists: boolean
  /** Whether it is the plugin's manifest, which others look at. */
  isManifest: boolean
  /** Why it could not be read, or what it holds. */
  problems: readonly { message: string; line: number | null }[]
  json: unknown
  validated: boolean
  /** Names that stand in it twice. */
  repeated: readonly { name: string; line: number }[]
}
