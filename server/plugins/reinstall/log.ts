import { commandLine } from '../../claude/commands.ts'
import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import { newToken } from '../../trees/places.ts'
import { finishPlan, type Plan } from '../../trees/plan.ts'
import { actionOf } from '../journal.ts'
import type { Command } from './sequence.ts'
import type { RanStep, ReinstallLog, ReinstallPlan, ReinstallRun, ReinstallWork } from './types.ts'

/** refresh: nothing has changed yet. change: from the first command that changes what is installed. */
export type ReinstallPhase = 'refresh' | 'change'

export type OpenLog = ReturnType<typeof beginLog>

/** Begins the action, and writes down each step before and after it, so that a killed one can be told from it. */
export function beginLog({ store, live }: Panel, { id, record, commands, enabled, folder }: ReinstallPlan) {
  const { scope, projectPath, installPath, version, installedAt } = record
  const work: ReinstallWork = {
    token: newToken(),
    plan: nothingYet(installPath),
    reinstall: {
      ...{ scope, projectPath, installPath, version, installedAt, enabled },
      steps: commands.map(({ name, args, why }) => ({
        ...{ name, why, folder, command: commandLine(args) },
        ...{ state: 'waiting', output: '', milliseconds: null },
      })),
      aside: null,
      secrets: [],
      child: null,
      result: null,
    },
  }
  const action = store.beginAction({
    ...{ kind: 'reinstall', plugin: id, summary: `${id} is being reinstalled` },
    ...{ files: '[]', bytes: 0, base_before: '[]', undoes: null, after: '[]' },
    work: JSON.stringify(work),
  })
  const phase = (name: ReinstallPhase) => store.setPhase(action, name)
  phase('refresh')

  function save(change: Partial<ReinstallLog>) {
    Object.assign(work.reinstall, change)
    store.changeAction(action, { work: JSON.stringify(work) })
    live.publish('activity')
  }

  function step(index: number, change: Partial<RanStep>): RanStep {
    const steps = work.reinstall.steps.map((one, at) => (at === index ? { ...one, ...change } : one))
    save({ steps })
    return steps[index] as RanStep
  }

  return {
    action,
    work,
    phase,
    save,
    step,
    /** Where a command stands among the steps; one that was not planned becomes the last. */
    stepOf({ name, args, why }: Command, folder: string): number {
      const command = commandLine(args)
      const known = work.reinstall.steps.findIndex((one) => one.command === command && one.name === name)
      if (known >= 0) return known
      const state = 'waiting' as const
      save({ steps: [...work.reinstall.steps, { name, why, folder, command, state, output: '', milliseconds: null }] })
      return work.reinstall.steps.length - 1
    },
  }
}

/** The latest reinstall of a plugin, or the one with this number; null when there is none. */
export function reinstallRun({ store }: Panel, id: string, action: number | null): ReinstallRun | null {
  const row =
    action === null
      ? store.actionsOf(id, MOST_LOOKED_AT).find(({ kind }) => kind === 'reinstall')
      : store.action(action)
  return row && row.kind === 'reinstall' && row.plugin === id
    ? { action: actionOf(row), log: reinstallWork(row).reinstall }
    : null
}

export const reinstallWork = (row: ActionRow) => JSON.parse(row.work) as ReinstallWork

const MOST_LOOKED_AT = 50

const nothingYet = (folder: string): Plan =>
  finishPlan({ direction: 'to-loaded', from: folder, into: folder, operations: [], skipped: [], warnings: [] })
