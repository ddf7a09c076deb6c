import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Task } from './apply.ts'
import type { ClearedItem, ClearManifest } from './clear-manifest.ts'
import { isAtHome, isUnderWay, moveOut, putBack } from './clear-move.ts'
import { type ClearPlaces, clearPlacesOf, leaveBeside } from './clear-places.ts'
import type { ClearItem, ClearJournal, ClearPlan, Left } from './clear-types.ts'
import { verifyClear } from './clear-verify.ts'
import { syncFolders } from './durable.ts'
import { ActionError, explain } from './errors.ts'
import { pruneFoldersAbove } from './folders.ts'
import { writeManifest } from './manifest.ts'
import { newToken, removeFlat } from './places.ts'
import { weigh } from './weigh.ts'

/** `keep`: asked right before each one goes; a sentence why it has to stay after all. */
export type ClearSettings = { trashDir: string; task?: Task; keep?: (item: ClearItem) => string | null }

export type Cleared = { action: number; token: string; items: readonly ClearedItem[]; left: readonly Left[] }

/**
 * Moves everything in the plan into the trash, each folder whole. What cannot be moved, or changed meanwhile, is left
 * and told. Cancelled, all of it is put back. Killed anywhere, each folder is whole in one place or the other, and
 * `recoverClear` ends it. The caller holds the locks. Throws RefusedError when the disk is not what the plan saw.
 */
export async function applyClear(plan: ClearPlan, journal: ClearJournal, settings: ClearSettings): Promise<Cleared> {
  const { trashDir, task } = settings
  verifyClear(plan, trashDir)
  const work = { token: newToken(), plan }
  const places = clearPlacesOf(work, trashDir)
  const action = journal.begin(work)
  const manifest = await prepare(action, plan, places, journal, task)
  const { gone, left } = await moveAll(action, plan, manifest, places, journal, settings)
  if (gone.length === 0) throw nothingMoved(action, left, places, journal)
  await concludeClear(action, { ...manifest, items: gone }, left, places, journal)
  return { action, token: work.token, items: gone, left }
}

async function prepare(action: number, plan: ClearPlan, places: ClearPlaces, journal: ClearJournal, task?: Task) {
  try {
    const items: ClearedItem[] = []
    for (const [index, item] of plan.items.entries()) {
      await breathe()
      task?.signal.throwIfAborted()
      task?.progress(0, plan.items.length)
      items.push(await itemOf(item, index, plan.root))
    }
    const manifest: ClearManifest = { version: 1, at: Date.now(), direction: 'clear', root: plan.root, items }
    mkdirSync(places.trash, { mode: 0o700 })
    writeManifest(places.trash, manifest)
    await syncFolders([places.trash, dirname(places.trash)])
    journal.phase(action, 'swap')
    return manifest
  } catch (error) {
    const message = `${explain(error)} Nothing was changed.`
    removeFlat(places.trash)
    journal.fail(action, 'reverted', message)
    throw new ActionError(message, action, 'reverted', error)
  }
}

async function itemOf({ path, kind, target, dev, ino }: ClearItem, index: number, root: string): Promise<ClearedItem> {
  const weight = kind === 'link' ? { bytes: 0, files: 0 } : await weigh(`${root}/${path}`)
  return { path, kind, stored: kind === 'link' ? null : String(index), target, dev, ino, ...weight }
}

async function moveAll(
  action: number,
  plan: ClearPlan,
  manifest: ClearManifest,
  places: ClearPlaces,
  journal: ClearJournal,
  { task, keep }: ClearSettings,
) {
  const gone: ClearedItem[] = []
  const left: Left[] = []
  for (const [index, item] of manifest.items.entries()) {
    await breathe()
    if (task?.signal.aborted) throw await takeBack(action, gone, places, journal, explain(task.signal.reason))
    task?.progress(index, manifest.items.length)
    const planned = plan.items[index]
    try {
      const why = isAtHome(item, places.root) ? ((planned && keep?.(planned)) ?? null) : 'It changed meanwhile.'
      if (why !== null) left.push({ path: item.path, why })
      else {
        await moveOut(item, places)
        gone.push(item)
      }
    } catch (error) {
      if (isUnderWay(item, places)) throw stuck(action, item.path, error)
      left.push({ path: item.path, why: explain(error) })
    }
  }
  task?.commit()
  return { gone, left }
}

/** Not recorded as ended, so that the next start brings it there. */
export function stuck(action: number, path: string, error: unknown) {
  const message = `${path} is only half-way: ${explain(error)} Nothing of it is lost; the next start tries again.`
  return new ActionError(message, action, 'stuck', error)
}

async function takeBack(
  action: number,
  gone: readonly ClearedItem[],
  places: ClearPlaces,
  journal: ClearJournal,
  why: string,
): Promise<ActionError> {
  try {
    journal.phase(action, 'rollback')
    const message = `${why} ${await putAllBack(gone, places)}`
    journal.fail(action, 'reverted', message)
    return new ActionError(message, action, 'reverted')
  } catch (error) {
    const kept = `${places.trash} keeps what was taken away; the next start tries again.`
    return new ActionError(`${why} It could not be put back: ${explain(error)} ${kept}`, action, 'stuck', error)
  }
}

/** Says how that ended. The trash goes only when nothing in it is needed any more. */
export async function putAllBack(items: readonly ClearedItem[], places: ClearPlaces): Promise<string> {
  const kept: string[] = []
  for (const item of items.toReversed()) if ((await putBack(item, places)) === 'occupied') kept.push(item.path)
  leaveBeside(places)
  await syncFolders([places.root, ...items.map(({ path }) => dirname(`${places.root}/${path}`))])
  if (kept.length > 0)
    return `Everything was put back but ${kept.join(', ')}, where something newer stands; ${places.trash} keeps it.`
  removeFlat(places.trash)
  return 'Everything was put back as it was.'
}

function nothingMoved(action: number, left: readonly Left[], places: ClearPlaces, journal: ClearJournal) {
  removeFlat(places.trash)
  leaveBeside(places)
  const message = `${leftSentence(left)} Nothing was changed.`
  journal.fail(action, 'reverted', message)
  return new ActionError(message, action, 'reverted')
}

/** What was moved is durable, the folders around it go where they became empty, the journal learns of it. */
export async function concludeClear(
  action: number,
  manifest: ClearManifest,
  left: readonly Left[],
  places: ClearPlaces,
  journal: ClearJournal,
) {
  const { items } = manifest
  try {
    if (left.length > 0) writeManifest(places.trash, manifest)
    const around = items.map(({ path }) => pruneFoldersAbove(places.root, path))
    leaveBeside(places)
    await syncFolders([places.trash, ...around])
    journal.finish(action, { items, left, emptied: false })
  } catch (error) {
    const message = `Everything was moved to the trash, but that could not be recorded: ${explain(error)} The next start tries again.`
    throw new ActionError(message, action, 'stuck', error)
  }
}

const MOST_NAMED = 3

/** 'lab/voice/0.1.0 stayed: It changed meanwhile.' */
export function leftSentence(left: readonly Left[]): string {
  const named = left.slice(0, MOST_NAMED).map(({ path, why }) => `${path} stayed: ${why}`)
  const more = left.length - named.length
  return [...named, ...(more > 0 ? [`And ${more} more stayed.`] : [])].join(' ')
}
