import type { Loaded, Marketplace, Plugin, Session } from '../claude/types.ts'
import type { Validation } from '../claude/validate.ts'
import type { Config } from '../config.ts'
import type { SessionList } from './definitions/session-lists.ts'
import type { DefinitionSubject } from './definitions/types.ts'
import type { HookFileSubject, HookSubject } from './hooks/types.ts'
import type { Target } from './packaging/targets.ts'
import type { MarketplaceSubject, PluginSubject } from './packaging/types.ts'
import type { ServerFileSubject, ServerSubject } from './servers/types.ts'

/** error: something does not work, or will not for its users; warning: it may not; note: good to know. */
export type Severity = 'error' | 'warning' | 'note'

/** Where the things that are examined lie: a plugin's folder, the user's own files, or those of one project. */
export type Place =
  | {
      kind: 'plugin'
      /** `name@marketplace`; for a folder that is no plugin of Claude Code's yet, its name alone. */
      id: string
      name: string
      /** The folder that is examined: the source where there is one, since that is what its author edits. */
      root: string
      /** What Claude Code reads, when it is installed. */
      loaded: Loaded | null
      enabled: boolean
      /** As the inventory knows it; null for a folder that was never installed. */
      plugin: Plugin | null
      marketplace: Marketplace | null
    }
  | { kind: 'user'; root: string }
  | { kind: 'project'; root: string }

/** What is known beside the place itself: for those who read the disk. A check only sees what they made of it. */
export type Around = {
  /** Where everything lies, and where programs are looked for. */
  config: Config
  /** Claude Code's version, or the newest that was measured when none is installed. */
  version: string
  /** The program; null where none is installed: what only it can tell is left out then. */
  claude: string | null
  plugins: readonly Plugin[]
  marketplaces: readonly Marketplace[]
  sessions: readonly Session[]
  /** What `claude plugin validate` said of it as it is now; null where it was not asked yet. */
  validated?: (target: Target) => Promise<Validation | null>
}

/** What a check may look at, by the word it asks for it with. */
export type Subjects = {
  hook: HookSubject
  'hook file': HookFileSubject
  definition: DefinitionSubject
  server: ServerSubject
  'server file': ServerFileSubject
  plugin: PluginSubject
  marketplace: MarketplaceSubject
  /** All places at once: for what only shows when several are put side by side. */
  everything: Everything
}

export type Subject = { [Of in keyof Subjects]: { of: Of; value: Subjects[Of] } }[keyof Subjects] | LoadedHook

/** One that runs although its plugin's source does not have it any more: no check asks for those. */
type LoadedHook = { of: 'loaded hook'; value: HookSubject }

export type Everything = {
  hooks: readonly HookSubject[]
  definitions: readonly DefinitionSubject[]
  servers: readonly ServerSubject[]
  plugins: readonly PluginSubject[]
  /** What running sessions told their models of. */
  lists: readonly SessionList[]
  around: Around
}

/**
 * How a check's rule is known. measured: seen in that version of the real program, by the test named; documented: its
 * makers say so; derived: it follows from the file system, the shell or the file's format.
 */
export type Evidence = {
  how: 'measured' | 'documented' | 'derived'
  /** Of Claude Code; null where it does not matter. */
  version: string | null
  /** What was seen or said, in a sentence or two. */
  says: string
  /** Below `test/`: the test that shows it with the real program. */
  shownBy?: string
}

/** What a check found, before it has a name. */
export type Found = {
  /** What tells this finding from the check's others in the same file, and stays when lines move: 'UserPromptSubmit 0 1'. */
  key: string
  severity: Severity
  /** Absolute. */
  file: string
  /** From 1. */
  line: number | null
  /** What it is about, in two or three words: 'UserPromptSubmit hook', 'skill say'. */
  about: string
  /** The hook or definition it is shown at, where it is about one. */
  hook?: string
  definition?: string
  /** What is wrong, in one sentence. */
  message: string
  /** What it does when Claude Code runs. */
  happens: string
  /** What to do, in one sentence. */
  fix: string
}

export type Check<Of extends keyof Subjects = keyof Subjects> = {
  /** 'hook-script-missing': the same as its file's. */
  name: string
  /** 'A hook's script is missing' */
  title: string
  of: Of
  evidence: Evidence
  find: (subject: Subjects[Of]) => Iterable<Found>
}

/** `id`: the same for the same thing as long as it is wrong, wherever the panel runs; what a person mutes. */
export type Finding = Omit<Found, 'key'> & {
  id: string
  check: string
  /** The plugin it belongs to; null for the user's and a project's own files. */
  plugin: string | null
}

/** What one place holds and what is wrong there. */
export type Examined = { place: Place; subjects: readonly Subject[]; findings: readonly Finding[] }
