import { lstatSync, mkdirSync, readlinkSync, realpathSync, renameSync, symlinkSync, unlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ClearedItem, ClearManifest } from './clear-manifest.ts'
import { isAtHome, moveOut, putBack, settleOut } from './clear-move.ts'
import { type ClearPlaces, clearPlacesOf, leaveBeside, placesOfItem } from './clear-places.ts'
import type { ClearPlan } from './clear-types.ts'
import { verifyClear } from './clear-verify.ts'
import { copyTree } from './copy-tree.ts'
import { syncFolders } from './durable.ts'
import { RefusedError } from './errors.ts'
import { look } from './folders.ts'
import { MANIFEST, writeManifest } from './manifest.ts'
import { removeFlat } from './places.ts'
import { removeTree } from './remove-tree.ts'
import { weigh } from './weigh.ts'

/** One folder as a whole, and its place in the trash. */
export type WholeFolder = { token: string; plan: ClearPlan }

/** The plan about one folder: what it must still be when something is done with it. */
export function wholeFolder(folder: string, because: string): ClearPlan {
  const root = realpathSync(dirname(folder))
  const path = basename(folder)
  const stats = lstatSync(`${root}/${path}`)
  if (!stats.isDirectory()) throw new RefusedError(`${folder} is no folder.`, folder)
  const { dev, ino } = stats
  const item = { path, kind: 'folder' as const, target: null, dev, ino, bytes: null, because }
  return { version: 1, direction: 'clear', root, items: [item], bytes: 0, fingerprint: because }
}

/**
 * Moves the folder into the trash and puts a link in its place. Killed anywhere, the folder is whole in one place or the
 * other, and `endStandIn` ends it; when it throws, the folder is at its place again. Returns how many bytes the trash has.
 */
export async function standIn(work: WholeFolder, target: string, trashDir: string): Promise<number> {
  verifyClear(work.plan, trashDir)
  const { item, places } = await beginTrash(work, trashDir)
  try {
    await moveOut(item, places)
    symlinkSync(target, placesOfItem(item, places).home)
  } catch (error) {
    await endStandIn(work, target, trashDir)
    throw error
  }
  leaveBeside(places)
  await syncFolders([places.trash, places.root])
  return item.bytes
}

/** Copies the folder into the trash as it is. Returns how many bytes that were. */
export async function keepWhole(work: WholeFolder, trashDir: string): Promise<number> {
  verifyClear(work.plan, trashDir)
  const { item, places } = await beginTrash(work, trashDir)
  const { home, stored, storedPart } = placesOfItem(item, places)
  try {
    await copyTree(home, storedPart)
    renameSync(storedPart, stored)
    await syncFolders([places.trash])
    return item.bytes
  } catch (error) {
    await removeTree(storedPart)
    removeFlat(places.trash)
    throw error
  }
}

/** How it stands: the link in the folder's place, the folder itself, nothing of ours, or something else. */
export type StandInState = 'link' | 'home' | 'other' | 'none'

export function standInState(work: WholeFolder, target: string, trashDir: string): StandInState {
  const places = clearPlacesOf(work, trashDir)
  const [planned] = work.plan.items
  if (!planned) return 'none'
  const home = `${places.root}/${planned.path}`
  const stats = look(home)
  if (stats === null) return 'none'
  if (stats.isSymbolicLink() && readlinkSync(home) === target) return 'link'
  return isAtHome(planned, places.root) ? 'home' : 'other'
}

/** Takes the link away and puts the folder back; done twice it does nothing more. Throws where something newer stands. */
export async function takeBackStandIn(work: WholeFolder, target: string, trashDir: string) {
  const places = clearPlacesOf(work, trashDir)
  if (look(`${places.trash}/${MANIFEST}`) === null) {
    if (standInState(work, target, trashDir) === 'home') return
    throw new RefusedError(
      `The trash no longer holds what the link took the place of: ${places.trash} is gone.`,
      places.trash,
    )
  }
  const item = itemIn(work)
  const { home } = placesOfItem(item, places)
  await settleOut(item, places)
  if (look(placesOfItem(item, places).stored) === null && isAtHome(item, places.root)) return emptied(places)
  if (standInState(work, target, trashDir) === 'link') unlinkSync(home)
  if ((await putBack(item, places)) === 'occupied')
    throw new RefusedError(
      `Something newer stands at ${home}, so the copy stays in the trash.`,
      home,
      'Look at it, and restore the copy from the trash if you want it.',
    )
  await emptied(places)
}

/** Ends what was interrupted: with the link in place it is done, else the folder takes its place again. */
export async function endStandIn(work: WholeFolder, target: string, trashDir: string): Promise<'done' | 'reverted'> {
  const places = clearPlacesOf(work, trashDir)
  if (look(`${places.trash}/${MANIFEST}`) === null) {
    removeFlat(places.trash)
    return 'reverted'
  }
  if (standInState(work, target, trashDir) === 'link') {
    await settleOut(itemIn(work), places)
    leaveBeside(places)
    return 'done'
  }
  await takeBackStandIn(work, target, trashDir)
  return 'reverted'
}

/**
 * The folder that was kept takes the place of what stands there now, which goes into a trash of its own; where nothing
 * stands there it just comes back. Done twice it does nothing more.
 */
export async function bringBackWhole(kept: WholeFolder, replaced: string, trashDir: string): Promise<boolean> {
  const places = clearPlacesOf(kept, trashDir)
  if (look(`${places.trash}/${MANIFEST}`) === null) return false
  const item = itemIn(kept)
  const { home, stored } = placesOfItem(item, places)
  if (look(stored) === null) return false
  if (look(home)?.isDirectory()) {
    const aside = { token: replaced, plan: wholeFolder(home, item.path) }
    const { item: fresh, places: there } = await beginTrash(aside, trashDir)
    await moveOut(fresh, there)
  }
  if ((await putBack(item, places)) === 'occupied') return false
  await emptied(places)
  return true
}

/** The copy of what never went away is not needed. */
export async function dropWhole(kept: WholeFolder, trashDir: string) {
  const places = clearPlacesOf(kept, trashDir)
  const { stored, storedPart } = placesOfItem(itemIn(kept), places)
  for (const path of [stored, storedPart]) await removeTree(path)
  await emptied(places)
}

async function beginTrash(work: WholeFolder, trashDir: string): Promise<{ item: ClearedItem; places: ClearPlaces }> {
  const places = clearPlacesOf(work, trashDir)
  const [planned] = work.plan.items
  if (!planned) throw new RefusedError('There is no folder in this plan.')
  const { path, kind, target, dev, ino } = planned
  const item = { path, kind, stored: '0', target, dev, ino, ...(await weigh(`${places.root}/${path}`)) }
  const manifest: ClearManifest = { version: 1, at: Date.now(), direction: 'clear', root: places.root, items: [item] }
  mkdirSync(places.trash, { mode: 0o700 })
  writeManifest(places.trash, manifest)
  await syncFolders([places.trash, dirname(places.trash)])
  return { item, places }
}

function itemIn({ plan }: WholeFolder): ClearedItem {
  const [planned] = plan.items
  if (!planned) throw new RefusedError('There is no folder in this plan.')
  const { because, bytes, ...item } = planned
  return { ...item, stored: '0', bytes: bytes ?? 0, files: 0 }
}

/** Nothing is left in it. */
async function emptied(places: ClearPlaces) {
  removeFlat(places.trash)
  leaveBeside(places)
  await syncFolders([places.root, dirname(places.trash)])
}
