import { chmodSync, mkdirSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs'
import type { ClearedItem } from './clear-manifest.ts'
import { type ClearPlaces, placesOfItem } from './clear-places.ts'
import { copyTree } from './copy-tree.ts'
import { syncFolders } from './durable.ts'
import { codeOf, RefusedError } from './errors.ts'
import { look, makeFoldersAbove, watchFolders } from './folders.ts'
import { removeTree } from './remove-tree.ts'

/** Where the one whole copy of an item is; 'gone' when somebody else took it away. */
export type Standing = 'home' | 'trash' | 'gone'

/** Whether what stands at its place is the very folder, file or link that was meant. */
export function isAtHome(item: Pick<ClearedItem, 'path' | 'kind' | 'target' | 'dev' | 'ino'>, root: string): boolean {
  if (watchFolders(root).above(item.path) !== 'real') return false
  const stats = look(`${root}/${item.path}`)
  if (stats === null || stats.dev !== item.dev || stats.ino !== item.ino) return false
  if (item.kind === 'link') return stats.isSymbolicLink() && readlinkSync(`${root}/${item.path}`) === item.target
  return item.kind === 'folder' ? stats.isDirectory() : stats.isFile()
}

/**
 * Takes one item away into the trash; killed anywhere, it is whole in one place. When it throws, the item is at its
 * place again, or `settleOut` brings it there or into the trash.
 */
export async function moveOut(item: ClearedItem, places: ClearPlaces) {
  const at = placesOfItem(item, places)
  if (item.kind === 'link') return unlinkSync(at.home)
  if (rename(at.home, at.stored)) return
  mkdirSync(places.beside, { recursive: true, mode: 0o700 })
  if (!rename(at.home, at.beside))
    throw new RefusedError(`${at.home} lies on a disk of its own, from which it cannot be moved whole.`, at.home)
  try {
    await copyOut(item, places)
  } catch (error) {
    await settleOut(item, places)
    throw error
  }
  await removeTree(at.beside)
}

/** Ends what was interrupted: a copy that is whole stays, one that is not goes, and the original takes its place again. */
export async function settleOut(item: ClearedItem, places: ClearPlaces): Promise<Standing> {
  const at = placesOfItem(item, places)
  if (item.kind === 'link') return isLinkTo(at.home, item.target) ? 'home' : 'trash'
  if (look(at.stored) !== null) {
    await removeTree(at.beside)
    return 'trash'
  }
  await removeTree(at.storedPart)
  if (look(at.beside) === null) return isAtHome(item, places.root) ? 'home' : 'gone'
  if (bringHome(item, at.beside, places)) return 'home'
  await copyOut(item, places)
  await removeTree(at.beside)
  return 'trash'
}

/**
 * Puts one item back where it was; called again it ends what was interrupted. 'occupied': something else stands there,
 * and the trash keeps what it has.
 */
export async function putBack(item: ClearedItem, places: ClearPlaces): Promise<'home' | 'occupied' | 'gone'> {
  const at = placesOfItem(item, places)
  if (item.kind === 'link') return makeLinkAgain(item, places)
  if (look(at.storedOld) === null) {
    await removeTree(at.besidePart)
    if (look(at.stored) === null) return look(at.home) === null ? 'gone' : 'home'
    if (look(at.home) !== null) return 'occupied'
    makeFoldersAbove(places.root, item.path)
    if (rename(at.stored, at.home)) return 'home'
    mkdirSync(places.beside, { recursive: true, mode: 0o700 })
    await copyHome(at.stored, at.besidePart)
    await syncFolders([places.beside])
    renameSync(at.stored, at.storedOld)
  }
  if (look(at.besidePart) !== null && !bringHome(item, at.besidePart, places)) {
    renameSync(at.storedOld, at.stored)
    await removeTree(at.besidePart)
    return 'occupied'
  }
  await removeTree(at.storedOld)
  return 'home'
}

/** Whether anything of an item is on its way still: nothing may be recorded as done then. */
export function isUnderWay(item: ClearedItem, places: ClearPlaces): boolean {
  const { beside, besidePart, storedPart, storedOld } = placesOfItem(item, places)
  return item.stored !== null && [beside, besidePart, storedPart, storedOld].some((path) => look(path) !== null)
}

async function copyHome(stored: string, part: string) {
  try {
    await copyTree(stored, part)
  } catch (error) {
    await removeTree(part)
    throw error
  }
}

async function copyOut(item: ClearedItem, places: ClearPlaces) {
  const at = placesOfItem(item, places)
  await copyTree(at.beside, at.storedPart)
  renameSync(at.storedPart, at.stored)
  await syncFolders([places.trash])
}

function bringHome(item: ClearedItem, from: string, { root }: ClearPlaces): boolean {
  const home = `${root}/${item.path}`
  if (look(home) !== null) return false
  makeFoldersAbove(root, item.path)
  renameSync(from, home)
  return true
}

function makeLinkAgain({ path, target }: ClearedItem, { root }: ClearPlaces) {
  const home = `${root}/${path}`
  if (isLinkTo(home, target)) return 'home'
  if (look(home) !== null) return 'occupied'
  makeFoldersAbove(root, path)
  symlinkSync(target ?? '', home)
  return 'home'
}

const isLinkTo = (path: string, target: string | null) =>
  look(path)?.isSymbolicLink() === true && readlinkSync(path) === target

/** False between disks. A folder that its owner may not write into can be moved only after that is allowed. */
function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EXDEV') return false
    const stats = codeOf(error) === 'EACCES' ? look(from) : null
    if (!stats?.isDirectory() || (stats.mode & 0o200) !== 0) throw error
    chmodSync(from, stats.mode | 0o700)
    try {
      renameSync(from, to)
      chmodSync(to, stats.mode)
      return true
    } catch (again) {
      chmodSync(from, stats.mode)
      if (codeOf(again) === 'EXDEV') return false
      throw again
    }
  }
}
