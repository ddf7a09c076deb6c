import type { EventRule } from '../../../doctor/hooks/events.ts'
import type { Meaning } from '../../../doctor/hooks/matcher.ts'
import type { Effect, Hook, HookSubject, Launch } from '../../../doctor/hooks/types.ts'
import type { Severity } from '../../../doctor/types.ts'
import type { Progress, Shell } from '../../types.ts'
import type { BenchModel } from '../bench/types.ts'
import type { ConditionModel } from '../conditions/model.ts'
import type { EventCost, HookCost, ShownLog } from '../hook-traces.ts'
import type { ShownFinding } from '../types.ts'

/** A hook as pages show it; what looks like a secret in it is left out. */
export type ShownHook = {
  hook: Hook
  /** Its file below its plugin's source; null where it lies in none. */
  below: string | null
  /** What it starts, asks or sends, in a line. */
  does: string
  meaning: Meaning
  /** Seconds; `assumed`: it does not say itself. */
  timeout: { seconds: number; assumed: boolean } | null
  effect: Effect
  onlyIn: NonNullable<HookSubject['onlyIn']> | null
  /** The gravest of what was found about it, and how much that is. */
  found: { severity: Severity; amount: number } | null
  /** How many are configured that are the same to Claude Code, so that they run once. */
  same: number
}

export type HooksQuery = {
  show: 'all' | 'effect' | 'off' | 'found'
  plugin: string | null
  event: string | null
  q: string
}

export type HooksOfEvent = {
  event: string
  rule: EventRule | null
  hooks: readonly ShownHook[]
  /** What all of them cost each time; null where nobody measured it. */
  cost: EventCost | null
}

export type HooksModel = {
  shell: Shell
  query: HooksQuery
  /** In the order in which a session meets them, and in each the hooks in the order in which they are started. */
  events: readonly HooksOfEvent[]
  /** Of those that the search leaves. */
  counts: Record<HooksQuery['show'], number>
  /** How many there are in all. */
  all: number
  looking: Progress | null
}

export type HookModel = {
  shell: Shell
  shown: ShownHook
  rule: EventRule | null
  launch: Launch | null
  /** The entry as it is written, without what looks like a secret. */
  written: string
  /** What its matcher matches of what is known to be matched against; null where that means nothing. */
  matches: { of: string; values: readonly string[] } | null
  /** Others of its event, which are started together with it when their matchers match too. */
  beside: readonly ShownHook[]
  findings: readonly ShownFinding[]
  /** By what it is switched on and off from a project; null where by nothing that can be told. */
  condition: ConditionModel | null
  cost: HookCost
  /** What sessions that ran with --debug wrote down about it. */
  logs: readonly ShownLog[]
  bench: BenchModel | null
}
