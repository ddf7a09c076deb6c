import type { CachedVersion, Inventory, Marketplace, Plugin, Problem } from '../claude/types.ts'
import type { Severity } from '../doctor/types.ts'
import type { Guide } from '../reload/guide.ts'
import type { Component, Driver, Verdict } from '../reload/types.ts'
import type { Patch } from '../trees/patch.ts'
import type { Plan } from '../trees/plan.ts'
import type { Aspect, FileState } from '../trees/types.ts'
import type { ShownFinding, Tally } from './doctor/types.ts'
import type { EditFigures } from './edits/types.ts'
import type { InSession } from './in-sessions.ts'
import type { ProbeOffer } from './probe/offer.ts'
import type { FileProof } from './receipts/types.ts'
import type { Choice } from './resolve.ts'
import type { InSessions } from './sessions/summary.ts'

/** The six words of the panel; never 'live' while anything is pending or unknown. */
export type Status = 'live' | 'drifted' | 'cache-edited' | 'needs-action' | 'problem' | 'not-loaded'

/** Counts of files; `cacheEdited` are those of them that were changed in the loaded folder itself. */
export type Drift = { modified: number; added: number; removed: number; cacheEdited: number }

/**
 * One step to an edit being live. by 'hotplug': a button of ours; 'claude': a command to type in the session;
 * 'nobody': it happens by itself.
 */
export type Step = { by: 'hotplug' | 'claude' | 'nobody'; text: string; command: string | null; why: string }

/** A plugin's row: what is true, in one sentence, and what to do. `drift` is null until it has been compared. */
export type PluginStatus = {
  plugin: Plugin
  status: Status
  /** 'Drifted 3', 'Live', 'Checking…' */
  word: string
  /** 'Drifted · 3 files · Sync, then /reload-plugins' */
  sentence: string
  drift: Drift | null
  steps: readonly Step[]
  /** The steps as `status --json` prints them: 'sync, then /reload-plugins' or 'none'. */
  remedy: string
  editedAt: number | null
  lastSyncAt: number | null
  watch: Watching
  /** What running sessions have of it; null where it concerns none. */
  sessions: InSessions | null
}

export type FileRow = {
  path: string
  state: FileState
  aspects: readonly Aspect[]
  edited: 'source' | 'cache' | 'both' | null
  component: Component
  steps: readonly Step[]
  remedy: string
  verdict: Verdict | null
  size: number
  mtimeMs: number
  /** The gravest that the doctor found in it and nobody muted. */
  found?: Severity | null
}

export type ActionKind =
  | 'sync'
  | 'undo'
  | 'link'
  | 'unlink'
  | 'dependencies'
  | 'clear'
  | 'restore'
  | 'reinstall'
  | 'instructions'
  | 'groups'
  | 'hooks'
  | 'mode'
  | 'condition'

/**
 * Sync on save, in Syncthing's words. off: nobody asked for it; waiting: something is pending that cannot be done now
 * (a source that is gone, another Hotplug at work); conflict: what is left was edited in the loaded copy, or on both
 * sides, and is for a person to decide; failed: it went wrong, or was stopped since it ran away.
 */
export type WatchState = 'off' | 'up to date' | 'syncing' | 'waiting' | 'conflict' | 'failed'

export type Watching = {
  state: WatchState
  /** What is true and what to do, in one sentence: 'Syncing 3 of 12.', 'The source is not there; the loaded copy stays.' */
  sentence: string
  /** Why this plugin cannot be synced on save, as a sentence; null when it can. */
  impossible: string | null
  /** Whether the switch of this plugin is on, and whether that is said of itself or of all plugins. */
  wanted: boolean
  by: 'itself' | 'all'
  progress: Progress | null
}

export type Progress = { done: number; total: number }

/** Long work that is under way in this process. */
export type Activity = {
  id: number
  /** 'Syncing voice@lab' */
  title: string
  /** Files, folders or steps; null until it is known how many there are. */
  progress: Progress | null
  /** What is being done this moment, where that is worth saying: a command, a step. */
  step: string | null
  /** False once it must run to its end. */
  cancellable: boolean
  since: number
}

/** One line of the history: something that changed the disk, or Hotplug's own idea of where a source lies. */
export type Action = {
  id: number
  kind: ActionKind
  /** '' where it was about several plugins. */
  plugin: string
  state: 'running' | 'done' | 'failed' | 'reverted'
  at: number
  durationMs: number | null
  /** 'Synced 3 files from ~/dev/voice' */
  summary: string
  /** What went wrong and what to do, for failed and reverted ones. */
  error: string | null
  files: readonly {
    path: string
    what: 'written' | 'replaced' | 'removed' | 'mode' | 'link' | 'cleared' | 'put back'
  }[]
  bytes: number
  undoable: boolean
  /** Whether the trash still holds what it replaced or removed. */
  kept: boolean
  /** Why the trash does not hold it any more: 'its trash was removed after 30 days'. */
  emptied: string | null
  /** Names what the trash holds of it; null where that is nothing. */
  trash: string | null
  undoneBy: number | null
  /** What running sessions need before they have it: '/reload-plugins', 'new session'. */
  after: readonly string[]
  /** The running sessions that need it; null where that was not asked, or does not matter any more. */
  sessions: readonly InSession[] | null
  dismissed: boolean
}

/** What every page shows around its own content. */
export type Shell = {
  configDir: string
  project: string
  program: Inventory['program']
  problems: readonly Problem[]
  /** Plugins whose folders are still being compared. */
  checking: number
  /** Latest actions whose line has not been dismissed, newest first. */
  notices: readonly Action[]
  activities: readonly Activity[]
  /** How many of the plugins that are synced on save are in each state. */
  watched: ReadonlyMap<WatchState, number>
}

export type HomeQuery = {
  q: string
  show: 'all' | 'drifted' | 'problems' | 'disabled'
  sort: 'status' | 'name' | 'edited'
}

export type HomeModel = {
  shell: Shell
  rows: readonly PluginStatus[]
  counts: Record<HomeQuery['show'], number>
  query: HomeQuery
  /** How many plugins drift and can be synced together, without a decision about any of them. */
  together: number
  /** Whether all plugins are to be synced on save that say nothing themselves. */
  watchesAll: boolean
  /** The installed `claude` is newer than whatever was measured. */
  offer: ProbeOffer | null
  /** Fingerprints of the plans that one click would apply, by plugin id; absent where a click must not be enough. */
  plans: ReadonlyMap<string, string>
  /** What the doctor found in a plugin and nobody muted; absent where that is nothing, or not known yet. */
  found?: ReadonlyMap<string, Tally>
}

/** `sentence` says what is true; only 'stale' ones are worth installing again. */
export type Dependencies = { state: 'as-locked' | 'stale' | 'unknown'; sentence: string }

export type PluginModel = {
  shell: Shell
  status: PluginStatus
  files: readonly FileRow[]
  query: {
    file: string | null
    /** auto: side by side where both sides were edited, else unified. */
    view: 'auto' | 'unified' | 'split'
    state: FileState | 'changed' | 'all'
    component: Component | 'all'
    /** By folder, or what was edited last first; null: as suits the plugin. */
    sort: 'path' | 'edited' | null
  }
  /** The chosen file: what differs, or its text when nothing does; `choices` settle an edit of the loaded copy. */
  chosen: { row: FileRow; patch: Patch; choices?: readonly Choice[]; proof?: FileProof | null } | null
  plan: Plan | null
  cached: readonly { version: CachedVersion; bytes: number | null }[]
  /** Whether the loaded copy's node_modules are what its lockfile says; null where there is no lockfile. */
  dependencies: Dependencies | null
  actions: readonly Action[]
  /** How long its edits took to be live. */
  edits?: EditFigures
  /** What the doctor found in it, and how much of that nobody muted. */
  findings?: readonly ShownFinding[]
  found?: Tally
}

export type MarketplacesModel = {
  shell: Shell
  marketplaces: readonly { marketplace: Marketplace; installed: readonly string[] }[]
  /** How much lies in the cache that no plugin is installed from. */
  leftovers: number
}

export type HistoryModel = {
  shell: Shell
  actions: readonly Action[]
  plugin: string | null
  /** How long edits took to be live. */
  edits?: EditFigures
}

/** What a sync would do, to be looked at first; `plan` is null when there is nothing to sync. */
export type PlanModel = { shell: Shell; status: PluginStatus; plan: Plan | null }

/** `installed` is the version of the program that was found; `versions` are those that were measured. */
export type GuideModel = {
  shell: Shell
  guide: Guide
  installed: string | null
  versions: readonly string[]
  offer: ProbeOffer | null
  query: { version: string; driver: Driver; q: string }
}
