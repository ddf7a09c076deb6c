import { HotplugError, planChanged } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { findPlugin } from '../find.ts'
import { refuseUnfinished } from '../sync.ts'
import type { Step } from '../types.ts'
import { planReinstall } from './plan.ts'
import { carryOut } from './run.ts'
import type { RanStep, ReinstallPlan } from './types.ts'

export type ReinstallOptions = {
  dryRun: boolean
  /** The fingerprint of the plan that was shown; null: whatever is there now. */
  shown: string | null
  /** Told once the action stands in the history: from then on the page can show how far it is. */
  begun?: (action: number) => void
  /** Told when a step begins and when it ends. */
  tell?: (step: RanStep) => void
}

export type Reinstalled = {
  id: string
  /** The number of the action; null when nothing was begun. */
  action: number | null
  done: boolean
  message: string
  plan: ReinstallPlan
  steps: readonly RanStep[]
  /** How many files the trash keeps. */
  replaced: number
  /** What is left to do in running sessions. */
  after: readonly Step[]
}

/**
 * Installs a plugin again, by Claude Code's own commands and by nothing else. Throws HotplugError where it cannot be
 * done, was refused before anything was uninstalled, or failed; the history has what happened.
 */
export async function reinstallPlugin(panel: Panel, id: string, options: ReinstallOptions): Promise<Reinstalled> {
  const plugin = findPlugin(panel, id)
  if (options.dryRun) {
    const plan = planOf(panel, plugin.id)
    const message = `Would reinstall ${plan.id} by ${plan.commands.length} commands of Claude Code.`
    return { id: plan.id, action: null, done: false, message, plan, steps: [], replaced: 0, after: plan.after }
  }
  return withLock(panel.store, plugin.id, async () => {
    refuseUnfinished(panel, plugin.id)
    const plan = planOf(panel, plugin.id)
    if (options.shown !== null && options.shown !== plan.fingerprint) throw planChanged(plugin.id)
    const ran = await panel.activities.run(`Reinstalling ${plugin.id}`, (task) => carryOut(panel, plan, task, options))
    return { id: plugin.id, done: true, plan, ...ran }
  })
}

/** The same in the background: resolves with the action's number as soon as it is known that it can be begun. */
export const startReinstall = (panel: Panel, id: string, shown: string): Promise<number> =>
  new Promise((resolve, reject) => {
    reinstallPlugin(panel, id, { dryRun: false, shown, begun: resolve }).catch(reject)
  })

function planOf(panel: Panel, id: string): ReinstallPlan {
  const { plan, cannot } = planReinstall(panel, id)
  if (cannot) throw new HotplugError(422, cannot.sentence, cannot.next)
  return plan
}
