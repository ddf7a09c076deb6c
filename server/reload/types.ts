/** What an edit needs to be live, as data. */

/** What a file is to Claude Code. */
export type Component =
  | 'skill'
  | 'skill file'
  | 'command'
  | 'agent'
  | 'hook config'
  | 'hook script'
  | 'MCP config'
  | 'MCP server code'
  | 'LSP config'
  | 'manifest'
  | 'output style'
  | 'monitors'
  | 'theme'
  | 'workflow'
  | 'executable'
  | 'plugin settings'
  | 'catalogue'
  | 'CLAUDE.md'
  | 'rules'
  | 'settings'
  | 'dependencies'
  | 'other'

/** What happened to it. 'description': only what Claude is told about it beforehand (frontmatter) changed. */
export type Change = 'edited' | 'description' | 'added' | 'removed'

/** How the edited copy reaches Claude Code. 'project': a file of the project or the user, in no plugin. */
export type Mode = 'in-place' | 'cached' | 'plugin-dir' | 'skills-dir' | 'project'

export type Driver = 'interactive' | 'headless'

/** What the user (or nobody) has to do once the copy that Claude Code reads is the new one. */
export type Action =
  | 'none'
  | 'wait'
  | '/reload-skills'
  | '/reload-plugins'
  | '/mcp reconnect'
  | '/clear'
  | 'new session'

export type Rule = {
  /** Stable, readable: `plugin-agent-description`. */
  id: string
  component: Component
  changes: readonly Change[]
  modes: readonly Mode[]
  drivers: readonly Driver[]
  /** A semver range over Claude Code versions. */
  versions: string
  /** In the order in which they are to be done; never empty. */
  remedy: readonly Action[]
  /** A cheaper way for one server or session, where one was measured. */
  instead: readonly Action[] | null
  source: 'measured' | 'documented' | 'inferred'
  /** What it rests on: measured versions, or the page of the documentation. */
  evidence: string
  confidence: 'high' | 'medium' | 'low'
  /** Why, in one sentence a user understands. */
  why: string
}

export type Situation = { version: string; mode: Mode; driver: Driver }

/** `measured` is false when this very version was not measured; `basis` is the measured version that was taken. */
export type Verdict = { component: Component; change: Change; rule: Rule; measured: boolean; basis: string }
