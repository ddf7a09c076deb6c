import type { Change, Component } from '../../reload/types.ts'
import type { Proof } from '../receipts/types.ts'

/** One edit of one file of a plugin, as it is kept. Times are epoch milliseconds. */
export type EditRow = {
  id: number
  plugin: string
  path: string
  component: Component
  change: Change
  saved_at: number
  /** When it was in the folder that Claude Code reads; null: it is not yet. */
  loaded_at: number | null
  /** 'update': Claude Code, or somebody else, wrote it there. */
  loaded_by: 'in place' | 'sync' | 'update' | null
  /** Since when a session shows that it has it; null: none does. */
  live_at: number | null
  /** 'use': nothing is to be done before it is used. */
  live_by: Proof | 'use' | null
}

export type NewEdit = Omit<EditRow, 'id'>

/** The middle and the worst of how long it took, in milliseconds. */
export type Span = { median: number; worst: number }

/** How the edits of one kind of file fared. */
export type ComponentEdits = {
  component: Component
  edits: number
  /** From being saved to being where Claude Code reads it; null: none has got there. */
  loaded: Span | null
  /** From being saved to the first session that shows that it has it; null: none does. */
  live: Span | null
  /** How many lie where Claude Code reads them, and no session shows to have them. */
  unproven: number
  /** How many are not there yet. */
  onTheWay: number
}

export type EditFigures = { since: number; components: readonly ComponentEdits[] }
