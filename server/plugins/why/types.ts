import type { Session } from '../../claude/types.ts'
import type { Component, Rule, Verdict } from '../../reload/types.ts'
import type { Step } from '../types.ts'

/** The stages that an edit passes on its way to a session. */
export type HopName = 'edited' | 'source' | 'cache' | 'loaded' | 'session'

/** One stage. `ok` is null where it cannot be known; `at` is when it came to be as it is, in epoch milliseconds. */
export type Hop = { hop: HopName; ok: boolean | null; detail: string; at: number | null }

/** What one running session has of the file. */
export type InSession = {
  pid: number
  cwd: string | null
  version: string | null
  driver: Session['driver']
  /** null: it cannot be known. */
  ok: boolean | null
  /** When it read what it has. */
  asOf: number | null
  sentence: string
  /** What is left unsure: 'unless you have reloaded since'. */
  unless: string | null
  steps: readonly Step[]
  remedy: string
}

/** What one of the answers says; what is not said has its usual value. */
export type Answer = {
  /** What it comes to: in one sentence, or two. */
  answer: string
  plugin?: string | null
  component?: Component | null
  hops?: readonly Hop[]
  steps?: readonly Step[]
  verdict?: Verdict | null
  /** What the answer rests on, where that is no rule of reloading: what was measured, or which file says so. */
  ground?: string | null
  sessions?: readonly InSession[]
  /** The edit was made in the loaded copy, and could be brought back to the source. */
  isCopyEdited?: boolean
  /** What else is worth knowing: that the path is a link, that another plugin has the same name. */
  notes?: readonly string[]
  /** Paths that may have been meant, or are worth asking about. */
  suggestions?: readonly string[]
}

/** The answer as `why FILE --json` prints it. */
export type Why = {
  file: string
  /** The line that stood behind the path, as editors write it. */
  line: number | null
  plugin: string | null
  component: Component | null
  hops: readonly (Hop & { broken: boolean })[]
  /** The first stage at which the edit is stuck. */
  broken: HopName | null
  answer: string
  remedy: string
  steps: readonly Step[]
  rule: Rule | null
  /** Whether the rule was measured for this version, the version that was taken for it, and the edit it was asked for. */
  basis: Pick<Verdict, 'measured' | 'basis' | 'change'> | null
  ground: string | null
  /** The process whose session was asked about; null: all of them. */
  session: number | null
  sessions: readonly InSession[]
  isCopyEdited: boolean
  notes: readonly string[]
  suggestions: readonly string[]
}
