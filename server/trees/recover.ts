import { afterOf, conclude, discard, rollBack, type Settings } from './apply.ts'
import { explain } from './errors.ts'
import { look } from './folders.ts'
import { isAllAsBefore } from './item.ts'
import type { Done, Journal, Unfinished } from './journal.ts'
import { MANIFEST, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { type Places, placesOf } from './places.ts'
import { swapForward } from './swap.ts'

/** waiting: nothing could be done now and nothing is recorded, so the next start tries again. */
export type Recovered = { outcome: 'finished' | 'reverted' | 'stuck' | 'waiting'; message: string; done: Done | null }

/**
 * Brings an action whose process ended to its end: taken back when nothing had been put into place yet, else finished
 * (a rollback is rolled back to its end). Safe to be killed and called again. The caller knows that the process is gone.
 */
export async function recover(unfinished: Unfinished, journal: Journal, { trashDir }: Settings): Promise<Recovered> {
  const { action, work } = unfinished
  const { into } = work.plan
  try {
    const places = placesOf(work, trashDir)
    const manifest = unfinished.phase === 'swap' || unfinished.phase === 'rollback' ? manifestOf(places) : null
    if (manifest === null) {
      if (unfinished.phase !== null && unfinished.phase !== 'stage' && !isAllAsBefore(work.plan))
        return await giveUp(
          action,
          journal,
          `An interrupted change of ${into} cannot be finished: ${places.trash} is gone.`,
        )
      discard(places)
      return await revert(action, journal, `An interrupted change of ${into} was taken back: everything is as it was.`)
    }
    if (!look(into)?.isDirectory())
      return await giveUp(
        action,
        journal,
        `${into} is gone, so an interrupted change of it cannot be finished; ${places.trash} keeps what was there.`,
      )
    if (unfinished.phase === 'rollback')
      return await revert(
        action,
        journal,
        `A failed change of ${into} was interrupted. ${await rollBack(manifest, places)}`,
      )
    return await finish(action, manifest, places, journal)
  } catch (error) {
    const message = `An interrupted change of ${into} could not be finished: ${explain(error)} The next start tries again.`
    return { outcome: 'waiting', message, done: null }
  }
}

/** Without a manifest nothing was replaced yet, or all of it has been put back; unless somebody emptied the trash. */
const manifestOf = ({ trash }: Places): Manifest | null =>
  look(`${trash}/${MANIFEST}`) === null ? null : readManifest(trash)

async function giveUp(action: number, journal: Journal, message: string): Promise<Recovered> {
  await journal.fail(action, 'stuck', message)
  return { outcome: 'stuck', message, done: null }
}

async function revert(action: number, journal: Journal, message: string): Promise<Recovered> {
  await journal.fail(action, 'reverted', message)
  return { outcome: 'reverted', message, done: null }
}

async function finish(action: number, manifest: Manifest, places: Places, journal: Journal): Promise<Recovered> {
  const { touched, left } = swapForward(manifest, places, 'leave')
  const kept = { ...manifest, items: manifest.items.filter(({ path }) => !left.includes(path)) }
  if (left.length > 0) writeManifest(places.trash, kept)
  const done = { after: afterOf(kept), left }
  await conclude(action, done, touched, places, journal)
  const but = left.length > 0 ? `, but for ${left.join(', ')}, which changed meanwhile and stayed as it is` : ''
  return { outcome: 'finished', message: `An interrupted change of ${manifest.into} was finished${but}.`, done }
}
