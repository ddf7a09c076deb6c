import { createHash } from 'node:crypto'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { type Aside, isReady, judge, mayDrift, type Ready } from './sync-judge.ts'
import { type ManySynced, syncMany } from './sync-many.ts'
import { recordMany } from './sync-record.ts'

/** What syncing everything would do. `fingerprint` stands for all the plans together. */
export type AllReview = { ready: readonly Ready[]; aside: readonly Aside[]; fingerprint: string }

const ASKED = { fromCache: false, overwrite: false }
const FINGERPRINT = 16

/** `anew`: everything is compared first, whatever is thought to be known. */
export async function reviewAll(panel: Panel, { anew }: { anew: boolean }): Promise<AllReview> {
  const plugins = panel.survey.inventory().plugins.filter(mayDrift)
  if (anew) for (const { id } of plugins) panel.comparisons.forget(id)
  await panel.comparisons.bring(plugins)
  return reviewKnown(panel)
}

/** By what is known already. */
export function reviewKnown(panel: Panel): AllReview {
  const ready: Ready[] = []
  const aside: Aside[] = []
  for (const plugin of panel.survey.inventory().plugins.filter(mayDrift)) {
    const judged = judge(panel, plugin, ASKED)
    if (isReady(judged)) ready.push(judged)
    else if (judged) aside.push(judged)
  }
  const plans = ready.map(({ plugin, plan }) => [plugin.id, plan.fingerprint])
  const fingerprint = createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, FINGERPRINT)
  return { ready, aside, fingerprint }
}

/** What is being synced as a whole, by panel. */
const underWay = new WeakSet<Panel>()

/** Begins to sync all that was shown, and nothing else: throws when it is no longer what the disk asks for. */
export async function beginSyncAll(panel: Panel, shown: string): Promise<{ done: Promise<ManySynced> }> {
  refuseTwice(panel)
  const { ready, fingerprint } = await reviewAll(panel, { anew: true })
  refuseTwice(panel)
  if (ready.length === 0) throw new HotplugError(409, 'Nothing drifts any more that could be synced together.')
  if (fingerprint !== shown)
    throw new HotplugError(
      409,
      'The files changed since this list was shown.',
      'Look at the new list, then sync again.',
    )
  return { done: syncReady(panel, ready) }
}

function refuseTwice(panel: Panel) {
  if (underWay.has(panel)) throw new HotplugError(409, 'All plugins are being synced already: see how far it is above.')
}

async function syncReady(panel: Panel, ready: readonly Ready[]): Promise<ManySynced> {
  underWay.add(panel)
  try {
    return await panel.activities.run(titleOf(ready.length), async (task) => {
      const synced = await syncMany(panel, ready, task)
      recordMany(panel, synced)
      return synced
    })
  } finally {
    underWay.delete(panel)
  }
}

export const titleOf = (plugins: number) => `Syncing ${plugins === 1 ? '1 plugin' : `${plugins} plugins`}`
