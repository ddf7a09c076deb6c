import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import type { ClearPlan } from '../../trees/clear-types.ts'
import { newToken } from '../../trees/places.ts'
import type { WholeFolder } from '../../trees/stand-in.ts'
import type { ModeFacts, ModeLog, ModeStep } from './types.ts'

/** `plan` is about the folder that goes to the trash; null where none does. */
export type ModeWork = { token: string; plan: ClearPlan | null; mode: ModeLog }

export type OpenModeLog = ReturnType<typeof beginModeLog>

/** Begins the action of a switch, and writes down each step before it is done. */
export function beginModeLog({ store }: Panel, plugin: string, summary: string, log: ModeLog, plan: ClearPlan | null) {
  const work: ModeWork = { token: newToken(), plan, mode: log }
  const action = store.beginAction({
    ...{ kind: 'mode', plugin, summary, files: '[]', bytes: 0, base_before: '[]', undoes: null, after: '[]' },
    work: worded(work),
  })
  return {
    action,
    work,
    save(change: Partial<ModeLog>) {
      Object.assign(work.mode, change)
      store.changeAction(action, { work: worded(work) })
    },
  }
}

export const modeWork = ({ work }: Pick<ActionRow, 'work'>) => JSON.parse(work) as ModeWork

/** The folder that a switch has put into the trash; null where it has none. */
export const folderOf = ({ token, plan }: ModeWork): WholeFolder | null => (plan === null ? null : { token, plan })

export const has = ({ mode }: ModeWork, what: ModeStep['do']) => mode.steps.find((step) => step.do === what) ?? null

/** The latest switch that still holds: of a plugin, or of the one that it became. */
export function switchedOf({ store }: Panel, id: string): ModeFacts['switched'] {
  const row = store.modes.standing().find(({ plugin, work }) => plugin === id || modeWork({ work }).mode.becomes === id)
  return row ? { action: row.id, mode: modeWork(row).mode.to, at: row.at, plugin: row.plugin } : null
}

/** The store finds an action's trash by a token at the beginning: a switch that keeps nothing there has none. */
const worded = ({ token, plan, mode }: ModeWork) =>
  JSON.stringify(plan === null ? { mode, plan, token } : { token, plan, mode })
