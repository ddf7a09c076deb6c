import {
  closeSync,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  futimesSync,
  linkSync,
  openSync,
  renameSync,
  type Stats,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { codeOf, RefusedError } from './errors.ts'
import { look, makeFoldersAbove, pruneFoldersAbove, removeEmptyFolders, watchFolders } from './folders.ts'
import { type Hold, holdFolders } from './hold.ts'
import { type ItemState, lookBelow, stateOf } from './item.ts'
import type { Item, Manifest } from './manifest.ts'
import { inOrder } from './order.ts'
import type { Places } from './places.ts'
import { READ_ONLY } from './same.ts'

/** The folders whose names have changed, and the files that were not touched since somebody else had changed them. */
export type Swapped = { touched: Set<string>; left: string[] }

/** Puts everything into place. Done twice it does nothing more, so it also finishes what a crash interrupted. */
export function swapForward(manifest: Manifest, places: Places, onChanged: 'throw' | 'leave'): Swapped {
  return swapEach(inOrder(manifest.items), places, (item, state, swap, stats) => {
    if (state === 'after') return true
    if (state === 'before' && (onChanged === 'throw' || isAtHand(item, places))) putNew(item, swap, stats)
    else if (onChanged === 'leave') return false
    else throw new RefusedError(`${places.into}/${item.path} changed while it was being replaced.`, item.path)
    return true
  })
}

/** Puts back what was there, in the opposite order. Whatever somebody else changed meanwhile stays as they made it. */
export function swapBack(manifest: Manifest, places: Places): Swapped {
  return swapEach(inOrder(manifest.items).reverse(), places, (item, state, swap, stats) => {
    if (state === 'after') putOld(item, swap, stats)
    return state !== 'changed'
  })
}

type Swap = Places & { folders: ReturnType<typeof watchFolders>; hold: Hold; touched: Set<string> }

/** `put` says whether the item is as it should be now. */
function swapEach(
  items: readonly Item[],
  places: Places,
  put: (item: Item, state: ItemState, swap: Swap, stats: Stats | null) => boolean,
): Swapped {
  const { into } = places
  const swap = { ...places, folders: watchFolders(into), hold: holdFolders(into), touched: new Set<string>() }
  const left: string[] = []
  try {
    for (const item of items) {
      const stats = lookBelow(into, item.path, swap.folders)
      if (!put(item, stateOf(into, item, stats), swap, stats)) left.push(item.path)
    }
  } finally {
    swap.hold.release()
  }
  return { touched: swap.touched, left }
}

/** When a recovery finds the stage gone, only what needs nothing from it can still be done. */
function isAtHand({ after }: Item, { stage }: Places): boolean {
  return after === null || after.staged === null || look(`${stage}/${after.staged}`) !== null
}

function putNew({ path, after }: Item, swap: Swap, stats: Stats | null) {
  if (after === null) return remove(path, swap)
  if (after.kind === 'file' && after.staged === null) return changeMode(path, after.mode, swap)
  place(path, `${swap.stage}/${after.staged}`, swap, stats)
}

function putOld({ path, before }: Item, swap: Swap, stats: Stats | null) {
  if (before === null) return remove(path, swap)
  if (before.kind === 'file' && before.stored === null) return changeMode(path, before.mode, swap)
  const again = `${swap.stage}/back`
  if (look(again)) unlinkSync(again)
  if (before.kind === 'link') symlinkSync(before.target, again)
  else bringBack(`${swap.trash}/${before.stored}`, again, before.mtimeMs)
  place(path, again, swap, stats)
}

function bringBack(stored: string, again: string, mtimeMs: number) {
  try {
    linkSync(stored, again)
  } catch {
    copyFileSync(stored, again)
    const file = openSync(again, 'r+')
    try {
      futimesSync(file, mtimeMs / 1000, mtimeMs / 1000)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
}

function place(path: string, from: string, { into, folders, hold, touched }: Swap, stats: Stats | null) {
  if (folders.above(path) === 'real') touched.add(dirname(`${into}/${path}`))
  else {
    for (const folder of makeFoldersAbove(into, path)) touched.add(folder)
    folders.made(path)
    hold.release()
  }
  hold.at(path, (target) => {
    if (stats?.isDirectory()) removeEmptyFolders(target)
    renameSync(from, target)
  })
}

function remove(path: string, { into, folders, hold, touched }: Swap) {
  try {
    hold.at(path, unlinkSync)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  touched.add(dirname(`${into}/${path}`))
  touched.add(pruneFoldersAbove(into, path))
  folders.forget()
  hold.release()
}

function changeMode(path: string, mode: number, { hold }: Swap) {
  const file = hold.at(path, (name) => openSync(name, READ_ONLY))
  try {
    fchmodSync(file, mode)
  } finally {
    closeSync(file)
  }
}
