import type { InstallRecord, Scope, Session } from '../../claude/types.ts'
import type { Secret } from '../../trees/carry.ts'
import type { Plan } from '../../trees/plan.ts'
import type { Action, Shell, Step } from '../types.ts'
import type { Command, CommandName } from './sequence.ts'

/** What a reinstall would do, to be looked at first. */
export type ReinstallPlan = {
  id: string
  record: InstallRecord
  /** Other records of the same plugin, each with what happens to it. */
  others: readonly { record: InstallRecord; sentence: string }[]
  commands: readonly Command[]
  /** Where each of them is started; the empty folder is made when it is needed. */
  folder: string
  enabled: boolean
  /** Files that were edited in the copy itself: they go to the trash. */
  edited: readonly string[]
  /** How many files of the copy differ from what the marketplace has by now; null: not known before it was fetched. */
  differing: number | null
  /** Everything else that one should know before, as sentences. */
  notes: readonly string[]
  /** Sessions that use the copy. */
  sessions: readonly Session[]
  /** What they need afterwards, as far as the differences are known by now. */
  after: readonly Step[]
  fingerprint: string
}

export type Cannot = { sentence: string; next: string }

export type Planned = { id: string } & ({ plan: ReinstallPlan; cannot: null } | { plan: null; cannot: Cannot })

/** One command of a reinstall, as far as it came. */
export type RanStep = {
  name: CommandName
  command: string
  folder: string
  why: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  output: string
  milliseconds: number | null
}

/** What an action of the kind 'reinstall' keeps beside its trash: enough to show it, and to tell how a killed one ended. */
export type ReinstallLog = {
  scope: Scope
  projectPath: string | null
  /** The copy that was there, and when it was installed. */
  installPath: string
  version: string
  installedAt: string | null
  enabled: boolean
  steps: readonly RanStep[]
  /** The empty folder for which the plugin is installed as well while there is no other record. */
  aside: string | null
  secrets: readonly Secret[]
  /** The program that is at work, so that the next start can wait for it. */
  child: { pid: number; start: string } | null
  /** How it went, as a sentence; null while it is under way. */
  result: string | null
}

export type ReinstallWork = { token: string; plan: Plan; reinstall: ReinstallLog }

/** One reinstall, under way or ended. */
export type ReinstallRun = { action: Action; log: ReinstallLog }

export type ReinstallModel = { shell: Shell; id: string; planned: Planned | null; run: ReinstallRun | null }
