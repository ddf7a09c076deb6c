import type { Marketplace } from '../../claude/types.ts'
import type { Around, Place } from '../types.ts'

export type PluginPlace = Extract<Place, { kind: 'plugin' }>

export type PluginSubject = {
  place: PluginPlace
  around: Around
  manifest: ManifestFacts
  /** What `claude plugin validate` says of it; null where it was not asked, or not since the last edit. */
  said: readonly SaidHere[] | null
  unbumped: Unbumped | null
  /** Texts of the plugin that name a file outside of it. */
  outside: readonly Outside[]
  links: readonly LeavingLink[]
  git: GitFacts | null
  packages: Packages
}

/** A plugin.json as far as packaging needs it; fields are null where they are no text. */
export type ManifestFacts = {
  file: string
  exists: boolean
  name: string | null
  version: string | null
  lines: { name: number | null; version: number | null }
}

/** One thing that `claude plugin validate` says, with the place it is about. */
export type SaidHere = {
  severity: 'error' | 'warning'
  /** Absolute. */
  file: string
  line: number | null
  /** plugin, marketplace, skill, command, agent, hooks, mcp. */
  type: string
  /** The field, as it writes it. */
  path: string
  message: string
}

/** The source holds something else than what was installed under the same version. */
export type Unbumped = {
  version: string
  /** Some of the files, below the plugin. */
  files: readonly string[]
  amount: number
  /** commit: against the commit that was installed; copy: against the installed copy. */
  against: 'commit' | 'copy'
}

/** `leadsTo` is absolute, and there is something. */
export type Outside = { file: string; line: number; written: string; leadsTo: string }

/** A link that leads out of the plugin, and out of its marketplace where `leaves` says so. */
export type LeavingLink = { path: string; target: string; leaves: 'plugin' | 'marketplace' }

/** What git would hand on of the files in a plugin that its author has in a repository. */
export type GitFacts = {
  /** Files that a configuration of the plugin names and that are in no commit to be. */
  untracked: readonly { file: string; line: number; path: string; ignored: boolean }[]
  /** Executable here, and not where it is cloned to. */
  unexecutable: readonly string[]
  /** Tracked files in which secrets are usually kept. */
  secrets: readonly string[]
}

export type Packages = {
  /** Where it is read, node_modules are not what its package-lock.json says: why, as a sentence. */
  missing: { folder: string; sentence: string; inPlace: boolean } | null
  /** How many dependencies package.json names where no lockfile says which; 0 where there is one. */
  unlocked: number
}

export type MarketplaceSubject = {
  marketplace: Marketplace
  around: Around
  said: readonly SaidHere[] | null
  /** Entries whose folder is not there. */
  missing: readonly { name: string; path: string; line: number | null }[]
}
