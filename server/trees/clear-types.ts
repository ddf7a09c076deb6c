import type { ClearedItem, ClearManifest } from './clear-manifest.ts'

/** What is cleared as a whole, below the plan's `root`, and what it must still be when that is done. */
export type ClearItem = {
  path: string
  kind: ClearedItem['kind']
  /** Where a link points, as written in it. */
  target: string | null
  dev: number
  ino: number
  /** Null: not measured yet. */
  bytes: number | null
  /** Why it may go, opaque here: a plan with other reasons is another plan. */
  because: string
}

/** What would be cleared, as a value; `fingerprint` says what happens, not how large it is. */
export type ClearPlan = {
  version: 1
  direction: 'clear'
  /** A real path. */
  root: string
  items: readonly ClearItem[]
  bytes: number
  fingerprint: string
}

/** Puts back what the action with the token `of` has cleared. */
export type RestorePlan = {
  version: 1
  direction: 'unclear'
  root: string
  of: string
  items: ClearManifest['items']
  bytes: number
}

export type ClearWork = { token: string; plan: ClearPlan | RestorePlan }

/** What was left as it was, and why, as a sentence. */
export type Left = { path: string; why: string }

/** `emptied`: nothing is left in the trash that they were put back from. */
export type ClearDone = { items: readonly ClearedItem[]; left: readonly Left[]; emptied: boolean }

/** stage: nothing was moved yet. swap: folders are on their way. rollback: they are being put back. */
export type ClearPhase = 'stage' | 'swap' | 'rollback'

/** As `Journal`, for whole folders. */
export type ClearJournal = {
  begin(work: ClearWork): number
  phase(action: number, phase: ClearPhase): void
  finish(action: number, done: ClearDone): void
  fail(action: number, outcome: 'reverted' | 'stuck', message: string): void
}

export type UnfinishedClear = { action: number; phase: ClearPhase | null; work: ClearWork }
