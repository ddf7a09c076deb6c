/**
 * What one line of a session's debug log tells of hooks and plugins. Times are epoch milliseconds; texts are masked and
 * cut. Measured with 2.1.329; 2.1.100 writes what it registers and skips, but neither which hook ran nor for how long.
 */
export type LogEntry = {
  at: number
} /** A plugin's hook file was read; `registers` is false for a plugin that is disabled. */ & (
  | { is: 'read'; plugin: string; file: string; registers: boolean }
  | { is: 'registered'; hooks: number; plugins: number }
  /** Something of a plugin or its hooks was left out when it was loaded. */
  | { is: 'problem'; plugin: string | null; message: string }
  | { is: 'skipped'; what: string; why: string; event: string | null }
  | HookRun
  /** An http hook was asked; of which event, and for how long, is not written. */
  | { is: 'posted'; url: string }
  /** What a hook's failing came to. */
  | { is: 'failed'; event: string; subject: string | null; message: string }
)

/** A hook that was carried out. `subject`: what its matcher was held against, where there was something. */
export type HookRun = {
  is: 'ran'
  at: number
  event: string
  subject: string | null
  command: string
  plugin: string | null
  outcome: 'finished' | 'timed out' | 'cancelled' | 'in the background'
  /** How it ended; null where it did not end by itself. */
  status: number | null
  ms: number | null
}

/** A log as far as it was read. `passedOver`: bytes in its middle that were not. */
export type DebugLog = {
  session: string
  file: string
  modifiedAt: number
  passedOver: number
  entries: readonly LogEntry[]
}
