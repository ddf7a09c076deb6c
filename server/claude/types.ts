/** What Claude Code keeps on disk, as Hotplug understands it. Every path is absolute. */

/** Something on disk that could not be read as it should; everything else is still shown. */
export type Problem = { file: string; message: string; line?: number; column?: number }

export type Scope = 'user' | 'project' | 'local' | 'managed'

/** One record of `installed_plugins.json`; several per plugin are normal (one per scope and project). */
export type InstallRecord = {
  scope: Scope
  projectPath: string | null
  installPath: string
  version: string
  installedAt: string | null
  lastUpdated: string | null
  gitCommitSha: string | null
}

export type SourceKind =
  | 'directory'
  | 'file'
  | 'github'
  | 'git'
  | 'url'
  | 'npm'
  | 'git-subdir'
  | 'archive'
  | 'command'
  | 'unknown'

/** Where a catalogue entry says its plugin comes from. A relative path is resolved in the marketplace's folder. */
export type EntrySource =
  | { kind: 'relative'; path: string }
  | { kind: SourceKind; location: string; path: string | null; ref: string | null; link: boolean }

export type CatalogueEntry = {
  name: string
  version: string | null
  description: string | null
  category: string | null
  keywords: readonly string[]
  tags: readonly string[]
  source: EntrySource
}

export type Marketplace = {
  name: string
  kind: SourceKind
  /** As declared: a path, owner/repo, URL or package. */
  location: string
  ref: string | null
  /** `installLocation`: where Claude Code keeps or reads it. */
  folder: string | null
  /** The marketplace.json that was looked for. */
  catalogue: string | null
  present: boolean
  lastUpdated: string | null
  autoUpdate: boolean | null
  /** Whose file declares it; one that a person added is the user's. What a repository declares is nobody's choice. */
  declaredBy: SettingsLayer
  entries: readonly CatalogueEntry[]
}

export type SettingsLayer = 'user' | 'project' | 'local' | 'managed'

/** One settings file that says something about a plugin. `project` is null for user and managed settings. */
export type Enablement = { layer: SettingsLayer; file: string; project: string | null; value: boolean }

/**
 * The folder Claude Code reads. `by` says how that is known: 'claude' printed it (`readFromFolder`), or a measured
 * rule over the version says so; `certain` is false when the version itself is unknown or unmeasured.
 */
export type Loaded = {
  how: 'in-place' | 'cache' | 'link' | 'skills-dir' | 'missing'
  path: string
  by: 'claude' | 'rule'
  certain: boolean
  why: string
}

/** Where the plugin is written. */
export type Source = { path: string; by: 'link' | 'directory' | 'clone' | 'skills-dir'; why: string }

/** A directory that looks like the checkout of an installed plugin and is not linked yet. */
export type LinkSuggestion = { path: string; why: string }

export type CacheReason =
  | { kind: 'installed'; scope: Scope; projectPath: string | null }
  | { kind: 'orphaned'; since: number | null }
  | { kind: 'leased'; pid: number; alive: boolean }
  | { kind: 'link'; target: string }
  | { kind: 'temp' }
  | { kind: 'unknown' }

/** A folder below `plugins/cache`. `marketplace` and `plugin` are null for temporary clones. */
export type CachedVersion = {
  marketplace: string | null
  plugin: string | null
  version: string
  path: string
  reasons: readonly CacheReason[]
}

export type Plugin = {
  /** `name@marketplace`; `name@skills-dir` for a plugin that lies in the skills folder. */
  id: string
  name: string
  marketplace: string
  description: string | null
  version: string | null
  scope: Scope | 'skills-dir'
  enabled: boolean
  /** The settings file that decides, or null when nothing says anything. */
  enabledBy: Enablement | null
  enablements: readonly Enablement[]
  records: readonly InstallRecord[]
  entry: CatalogueEntry | null
  loaded: Loaded
  source: Source | null
  suggestion: LinkSuggestion | null
  cached: readonly CachedVersion[]
  installedAt: string | null
  lastUpdated: string | null
}

export type ClaudeProgram = { path: string; version: string }

/** One row of `claude plugin list --json` (2.1.329), as far as Hotplug uses it. */
export type ListedPlugin = {
  id: string
  version: string | null
  scope: string
  enabled: boolean
  installPath: string
  readFromFolder: string | null
  projectPath: string | null
  errors: readonly string[]
}

/** A Claude Code process. `driver`: in a terminal, or by `claude -p`, an editor or the SDK. */
export type Session = {
  pid: number
  /** Whether that very process is still running. */
  alive: boolean
  sessionId: string | null
  cwd: string | null
  version: string | null
  /** Epoch milliseconds. */
  startedAt: number | null
  status: string | null
  driver: 'interactive' | 'headless' | null
}

export type Inventory = {
  configDir: string
  /** 'unknown' until it was looked for; null when there is none. */
  program: ClaudeProgram | null | 'unknown'
  marketplaces: readonly Marketplace[]
  plugins: readonly Plugin[]
  /** Everything below `plugins/cache`, also what belongs to no installed plugin. */
  cached: readonly CachedVersion[]
  sessions: readonly Session[]
  problems: readonly Problem[]
}

/**
 * Where a plugin of a directory or file marketplace with a relative path is read by a version of Claude Code (null:
 * not known): in the marketplace itself, or from its cached copy.
 */
export type DirectoryMarketplaceLoads = (version: string | null) => {
  how: 'in-place' | 'cache'
  certain: boolean
  why: string
}
