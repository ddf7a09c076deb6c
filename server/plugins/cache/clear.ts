import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { applyClear } from '../../trees/clear.ts'
import type { ClearItem, ClearPlan, Left } from '../../trees/clear-types.ts'
import { clearJournalOf, clearWorkOf, isClear, ownersOf } from './clear-journal.ts'
import { withLocks } from './clear-locks.ts'
import { type BytesOf, chooseFolders, planClear, type Wanted } from './clear-plan.ts'
import { type Cache, type CacheFolder, readCacheFolders } from './folders.ts'

/** `plan` is null when nothing of what is wanted may go. */
export type Clearing = { cache: Cache; chosen: readonly CacheFolder[]; plan: ClearPlan | null }

export type Cleared = { action: number; folders: number; bytes: number; left: readonly Left[] }

/** What would be cleared, looked at here and now. */
export function clearingOf(panel: Panel, wanted: Wanted, bytesOf: BytesOf): Clearing {
  const cache = readCacheFolders(panel)
  const chosen = chooseFolders(cache.folders, wanted)
  return {
    cache,
    chosen,
    plan: cache.root !== null && chosen.length > 0 ? planClear(cache.root, chosen, bytesOf) : null,
  }
}

/**
 * Clears what was shown and nothing else: looked at again under the locks, it must come to the same plan. Everything
 * goes to the trash first, and `undo` puts it back.
 */
export async function clearCache(panel: Panel, wanted: Wanted, shown: string): Promise<Cleared> {
  const first = planNow(panel, wanted, shown)
  const owners = ownersOf(first.items.map(({ path }) => path))
  return withLocks(panel.store, owners, async () => {
    refuseUnfinished(panel, owners)
    const plan = planNow(panel, wanted, shown)
    const journal = clearJournalOf(panel.store, { kind: 'clear', undoes: null })
    try {
      const { action, items, left } = await panel.activities.run('Clearing the cache', (task) =>
        applyClear(plan, journal, { trashDir: panel.trashDir, task, keep: keeper(panel) }),
      )
      return { action, left, folders: items.length, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0) }
    } finally {
      tellCacheChanged(panel)
    }
  })
}

export function tellCacheChanged({ survey, live }: Panel) {
  survey.lookAgain()
  live.publish('inventory')
  live.publish('history')
}

function planNow(panel: Panel, wanted: Wanted, shown: string): ClearPlan {
  const { plan } = clearingOf(panel, wanted, () => null)
  if (plan === null || plan.fingerprint !== shown)
    throw new HotplugError(
      409,
      'The cache changed since this plan was shown, so nothing was cleared.',
      'Look at the new plan, then clear again.',
    )
  return plan
}

/** What an interrupted clearing has not brought to its end must not be cleared once more. */
function refuseUnfinished({ store }: Panel, owners: readonly string[]) {
  const touches = (paths: readonly string[]) => ownersOf(paths).some((owner) => owners.includes(owner))
  const running = store
    .runningActions()
    .find((row) =>
      isClear(row) ? touches(clearWorkOf(row).plan.items.map(({ path }) => path)) : owners.includes(row.plugin),
    )
  if (running)
    throw new HotplugError(
      409,
      `An interrupted action (${running.id}, ${running.summary}) could not be finished or taken back yet.`,
      'Run `hotplug history` for what stands in its way; every start tries again.',
    )
}

/** How long it counts what was seen of sessions, records and processes (milliseconds). */
const FRESH = 250

/** Asked right before each folder goes: sessions start and plugins are installed while others are being moved. */
function keeper(panel: Panel): (item: ClearItem) => string | null {
  let seen = { at: 0, folders: new Map<string, CacheFolder>() }
  return ({ path }) => {
    if (Date.now() - seen.at > FRESH)
      seen = { at: Date.now(), folders: new Map(readCacheFolders(panel).folders.map((one) => [one.below, one])) }
    const folder = seen.folders.get(path)
    return folder?.verdict === 'kept' ? folder.why : null
  }
}
