import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Plan } from '../trees/plan.ts'
import { actionNow } from './action-now.ts'
import { shellOf } from './models.ts'
import { commandsOf, stepsAfterSync } from './sync.ts'
import { type AllReview, reviewAll } from './sync-all.ts'
import type { Aside } from './sync-judge.ts'
import type { ManyRecord } from './sync-record.ts'
import type { Action, Shell } from './types.ts'

/** What syncing everything will do. `after`: what running sessions need then. */
export type SyncAllModel = {
  shell: Shell
  ready: readonly { id: string; plan: Plan; after: readonly string[] }[]
  aside: readonly { id: string; files: number; why: Aside['why']; sentence: string }[]
  fingerprint: string
}

/** What a sync of several plugins did, with the action of each, and what it left. */
export type SyncedManyModel = { shell: Shell; action: Action; actions: readonly Action[]; left: ManyRecord['left'] }

export async function syncAllModel(panel: Panel): Promise<SyncAllModel> {
  const review = await reviewAll(panel, { anew: false })
  return { shell: shellOf(panel), ...shown(panel, review) }
}

function shown(panel: Panel, { ready, aside, fingerprint }: AllReview): Omit<SyncAllModel, 'shell'> {
  return {
    ready: ready.map(({ plugin, plan, compared }) => ({
      id: plugin.id,
      plan,
      after: commandsOf(stepsAfterSync(panel, plugin, compared)),
    })),
    aside: aside.map(({ plugin, files, why, sentence }) => ({ id: plugin.id, files, why, sentence })),
    fingerprint,
  }
}

export function syncedManyModel(panel: Panel, id: number): SyncedManyModel {
  const row = panel.store.action(id)
  if (row?.kind !== 'sync' || row.plugin !== '')
    throw new HotplugError(404, `There is no sync of several plugins ${id}.`)
  const record = (JSON.parse(row.work) ?? { actions: [], left: [] }) as ManyRecord
  const rows = record.actions.flatMap((action) => panel.store.action(action) ?? [])
  return {
    shell: shellOf(panel),
    action: actionNow(panel, row),
    actions: rows.map((one) => actionNow(panel, one)),
    left: record.left,
  }
}
