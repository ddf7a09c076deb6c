import type { OwnResults } from './own.ts'

/** What an edit needs to be live, as data. */

/** What a file is to Claude Code. */
export const COMPONENTS = [
  'skill',
  'skill file',
  'command',
  'agent',
  'hook config',
  'hook script',
  'MCP config',
  'MCP server code',
  'LSP config',
  'LSP server code',
  'manifest',
  'output style',
  'monitors',
  'theme',
  'workflow',
  'executable',
  'plugin settings',
  'catalogue',
  'CLAUDE.md',
  'rules',
  'settings',
  'dependencies',
  'other',
] as const

export type Component = (typeof COMPONENTS)[number]

/** What happened to it. 'description': only what Claude is told about it beforehand (frontmatter) changed. */
export type Change = 'edited' | 'description' | 'added' | 'removed'

/**
 * A part of a component that behaves unlike the rest of it: a skill's text as the Skill tool reads it, the settings
 * that are read at the start only (outputStyle, model, effortLevel), the list of enabled plugins.
 */
export type Part = 'Skill tool' | 'read at start' | 'enabledPlugins'

/** One change of one file. */
export type Edit = { component: Component; change: Change; part?: Part }

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
  /** Set where the rule speaks of this part only. */
  part?: Part
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

/** `own`: what was measured on this machine, which takes precedence for the versions that it was measured with. */
export type Situation = { version: string; mode: Mode; driver: Driver; own?: OwnResults | undefined }

/**
 * `measured` is false when this very version was not measured; `basis` is the measured version that was taken.
 * `rule.source` says 'measured' only where this very combination of mode and driver was measured as well.
 */
export type Verdict = {
  component: Component
  change: Change
  part?: Part
  rule: Rule
  measured: boolean
  basis: string
  /** The rule that Hotplug ships, where a measurement of this machine has taken its place. */
  shipped?: Rule
}
