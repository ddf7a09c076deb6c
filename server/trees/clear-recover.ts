import { concludeClear, leftSentence, putAllBack } from './clear.ts'
import { type ClearManifest, readClearManifest } from './clear-manifest.ts'
import { settleOut } from './clear-move.ts'
import { type ClearPlaces, clearPlacesOf, leaveBeside } from './clear-places.ts'
import { finishRestore } from './clear-restore.ts'
import type { ClearJournal, ClearPlan, Left, RestorePlan, UnfinishedClear } from './clear-types.ts'
import { ActionError, explain } from './errors.ts'
import { look } from './folders.ts'
import { MANIFEST } from './manifest.ts'
import { removeFlat } from './places.ts'
import type { Recovered } from './recover.ts'

type Ended = Omit<Recovered, 'done'>

/**
 * Brings a clearing whose process ended to its end: what is in the trash by then counts as cleared, and nothing more
 * goes, for nobody looks any more why it may. A restoring is finished. Safe to be killed and called again.
 */
export async function recoverClear(
  { action, phase, work }: UnfinishedClear,
  journal: ClearJournal,
  { trashDir }: { trashDir: string },
): Promise<Ended> {
  const { plan } = work
  try {
    const places = clearPlacesOf(work, trashDir)
    if (plan.direction === 'unclear') return await endRestore(action, plan, places, journal)
    if (look(`${places.trash}/${MANIFEST}`) === null) return withoutManifest(action, phase, places, journal)
    const manifest = readClearManifest(places.trash)
    if (phase === 'rollback') {
      const message = `A cancelled clearing was interrupted. ${await putAllBack(manifest.items, places)}`
      return revert(action, journal, message)
    }
    return await endClear(action, plan, manifest, places, journal)
  } catch (error) {
    const what = plan.direction === 'clear' ? 'clearing' : 'restoring'
    const message = `An interrupted ${what} below ${plan.root} could not be ended: ${explain(error)} The next start tries again.`
    return { outcome: 'waiting', message }
  }
}

function withoutManifest(action: number, phase: string | null, places: ClearPlaces, journal: ClearJournal): Ended {
  if (phase === 'swap')
    return giveUp(action, journal, `An interrupted clearing cannot be ended: ${places.trash} is gone.`)
  removeFlat(places.trash)
  return revert(action, journal, 'An interrupted clearing was taken back: everything is as it was.')
}

async function endClear(
  action: number,
  plan: ClearPlan,
  manifest: ClearManifest,
  places: ClearPlaces,
  journal: ClearJournal,
): Promise<Ended> {
  const gone: ClearManifest['items'] = []
  const left: Left[] = []
  for (const item of manifest.items) {
    const standing = await settleOut(item, places)
    if (standing === 'trash') gone.push(item)
    else left.push({ path: item.path, why: WHY[standing] })
  }
  if (gone.length === 0) {
    removeFlat(places.trash)
    leaveBeside(places)
    return revert(action, journal, 'An interrupted clearing was taken back: everything is as it was.')
  }
  await concludeClear(action, { ...manifest, items: gone }, left, places, journal)
  const all = gone.length === plan.items.length
  const message = all
    ? 'An interrupted clearing was finished.'
    : `An interrupted clearing was ended: ${gone.length} of ${plan.items.length} are in the trash. ${leftSentence(left)}`
  return { outcome: 'finished', message }
}

const WHY = { home: 'It was not its turn yet.', gone: 'It changed meanwhile.' }

async function endRestore(
  action: number,
  plan: RestorePlan,
  places: ClearPlaces,
  journal: ClearJournal,
): Promise<Ended> {
  const left = await finishRestore(action, plan, places, journal).catch((error) => {
    if (error instanceof ActionError && error.outcome === 'reverted') return error
    throw error
  })
  if (left instanceof ActionError) return { outcome: 'reverted', message: left.message }
  const but = left.length > 0 ? ` ${leftSentence(left)}` : ''
  return { outcome: 'finished', message: `An interrupted restoring of cleared folders was finished.${but}` }
}

function giveUp(action: number, journal: ClearJournal, message: string): Ended {
  journal.fail(action, 'stuck', message)
  return { outcome: 'stuck', message }
}

function revert(action: number, journal: ClearJournal, message: string): Ended {
  journal.fail(action, 'reverted', message)
  return { outcome: 'reverted', message }
}
