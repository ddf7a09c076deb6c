import type { HookType } from './types.ts'

/**
 * What Claude Code's events are, as far as checks and the bench need it (documented for 2.1.240 to 2.1.297; what tests
 * below `test/claude` show with the real program is said there).
 */
export type EventRule = {
  types: readonly HookType[]
  /** What a matcher is held against: the values it can have, a text of which not all are known, or nothing at all. */
  matches: { what: string; values: readonly string[] | null } | null
  /** Whether exit code 2, or a decision to block, stops what the event is about. */
  blocks: boolean
  /** Whether plain text on standard output becomes context of the model. */
  context: boolean
  /** Seconds a command may take where the hook does not say. */
  timeout: number
}

export const EVENTS: ReadonlyMap<string, EventRule> = new Map()
