import type { Plugin } from '../claude/types.ts'
import type { Component, Verdict } from '../reload/types.ts'
import type { Aspect, FileState } from '../trees/types.ts'

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
}
