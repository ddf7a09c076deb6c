import { dirname } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Task } from './apply.ts'
import { stuck } from './clear.ts'
import { type ClearedItem, type ClearManifest, readClearManifest } from './clear-manifest.ts'
import { isUnderWay, putBack } from './clear-move.ts'
import { type ClearPlaces, clearPlacesOf, leaveBeside } from './clear-places.ts'
import type { ClearJournal, Left, RestorePlan } from './clear-types.ts'
import { checkRoot } from './clear-verify.ts'
import { syncFolders } from './durable.ts'
import { ActionError, explain, RefusedError } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import { badName } from './inside.ts'
import { MANIFEST, writeManifest } from './manifest.ts'
import { newToken, removeFlat, trashOf } from './places.ts'

/** `emptied`: nothing is left in the trash of the clearing. */
export type Restored = { action: number; paths: readonly string[]; left: readonly Left[]; emptied: boolean }

/**
 * The plan that puts cleared folders back where they were. `only`: these paths below the root and no others. Throws
 * RefusedError, naming them, where something newer stands or where the trash holds them no more.
 */
export function planRestore(
  token: string,
  { trashDir }: { trashDir: string },
  only?: ReadonlySet<string>,
): RestorePlan {
  const trash = trashOf(token, trashDir)
  const { root, items: all } = readClearManifest(trash)
  checkRoot(root)
  const items = all.filter(({ path }) => only?.has(path) ?? true)
  const unknown = [...(only ?? [])].find((path) => !items.some((item) => item.path === path))
  if (unknown !== undefined) throw new RefusedError(`The trash does not hold ${unknown}.`, unknown)
  if (items.length === 0) throw new RefusedError('There is nothing to put back.')
  const folders = watchFolders(root)
  for (const item of items) {
    if (badName(item.path)) throw new RefusedError(`${JSON.stringify(item.path)} ${badName(item.path)}.`)
    folders.check(item.path)
    if (item.stored !== null && look(`${trash}/${item.stored}`) === null)
      throw new RefusedError(`The trash no longer holds ${item.path}, so it cannot be put back.`, item.path)
  }
  const occupied = items.filter(({ path }) => look(`${root}/${path}`) !== null)
  if (occupied.length > 0) throw newerStands(root, occupied, items.length)
  return {
    version: 1,
    direction: 'unclear',
    root,
    of: token,
    items,
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function newerStands(root: string, occupied: ClearManifest['items'], asked: number) {
  const names = occupied.slice(0, 3).map(({ path }) => `${root}/${path}`)
  const more = occupied.length > names.length ? ` and ${occupied.length - names.length} more` : ''
  return new RefusedError(
    `Something newer stands at ${names.join(', ')}${more}, so nothing was put back.`,
    names[0] ?? null,
    asked > occupied.length
      ? 'Move it out of the way, or restore the others one by one from the trash.'
      : 'Move it out of the way, then try again.',
  )
}

/** Carries the plan out as an action of its own; what was put back leaves the trash. */
export async function applyRestore(
  plan: RestorePlan,
  journal: ClearJournal,
  { trashDir, task }: { trashDir: string; task?: Task },
): Promise<Restored> {
  const work = { token: newToken(), plan }
  const places = clearPlacesOf(work, trashDir)
  const action = journal.begin(work)
  journal.phase(action, 'swap')
  const left = await finishRestore(action, plan, places, journal, task)
  const kept = new Set(left.map(({ path }) => path))
  return {
    action,
    left,
    paths: plan.items.map(({ path }) => path).filter((path) => !kept.has(path)),
    emptied: look(places.trash) === null,
  }
}

/** Also what ends it after a kill: what is back already stays so. */
export async function finishRestore(
  action: number,
  plan: RestorePlan,
  places: ClearPlaces,
  journal: ClearJournal,
  task?: Task,
): Promise<readonly Left[]> {
  const back: ClearManifest['items'] = []
  const left: Left[] = []
  for (const [index, item] of plan.items.entries()) {
    await breathe()
    task?.progress(index, plan.items.length)
    const why = task?.signal.aborted ? 'It was cancelled.' : await tryPutBack(action, item, places)
    if (why === null) back.push(item)
    else left.push({ path: item.path, why })
  }
  task?.commit()
  leaveBeside(places)
  await syncFolders([plan.root, ...back.map(({ path }) => dirname(`${plan.root}/${path}`))])
  takeFromTrash(back, places.trash)
  if (back.length === 0) throw failed(action, left, journal)
  journal.finish(action, { items: back, left, emptied: look(places.trash) === null })
  return left
}

async function tryPutBack(action: number, item: ClearedItem, places: ClearPlaces): Promise<string | null> {
  try {
    const end = await putBack(item, places)
    if (end === 'home') return null
    return end === 'occupied' ? 'Something newer stands there.' : 'The trash no longer holds it.'
  } catch (error) {
    if (isUnderWay(item, places)) throw stuck(action, item.path, error)
    return explain(error)
  }
}

function takeFromTrash(back: ClearManifest['items'], trash: string) {
  if (look(`${trash}/${MANIFEST}`) === null) return
  const manifest = readClearManifest(trash)
  const paths = new Set(back.map(({ path }) => path))
  const items = manifest.items.filter(({ path }) => !paths.has(path))
  if (items.length > 0) writeManifest(trash, { ...manifest, items })
  else removeFlat(trash)
}

function failed(action: number, left: readonly Left[], journal: ClearJournal) {
  const message = `Nothing was put back: ${left.map(({ path, why }) => `${path}: ${why}`).join(' ')}`
  journal.fail(action, 'reverted', message)
  return new ActionError(message, action, 'reverted')
}
