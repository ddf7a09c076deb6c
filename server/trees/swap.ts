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
import { lookBelow, stateOf } from './item.ts'
import type { Item, Manifest } from './manifest.ts'
import { inOrder } from './order.ts'
import type { Places } from './places.ts'
import { READ_ONLY } from './same.ts'

/** The folders whose names have changed, and the files that were not touched since somebody else had changed them. */
export type Swapped = { touched: Set<string>; left: string[] }

/** Puts everything into place. Done twice it does nothing more, so it also finishes what a crash interrupted. */
export function swapForward(manifest: Manifest, places: Places, onChanged: 'throw' | 'leave'): Swapped {
  const swap = { ...places, folders: watchFolders(places.into), touched: new Set<string>() }
  const left: string[] = []
  for (const item of inOrder(manifest.items)) {
    const stats = lookBelow(places.into, item.path, swap.folders)
    const state = stateOf(places.into, item, stats)
    if (state === 'after') continue
    if (state === 'before' && (onChanged === 'throw' || isAtHand(item, places))) putNew(item, swap, stats)
    else if (onChanged === 'leave') left.push(item.path)
    else throw new RefusedError(`${places.into}/${item.path} changed while it was being replaced.`, item.path)
  }
  return { touched: swap.touched, left }
}

/** Puts back what was there, in the opposite order. Whatever somebody else changed meanwhile stays as they made it. */
export function swapBack(manifest: Manifest, places: Places): Swapped {
  const swap = { ...places, folders: watchFolders(places.into), touched: new Set<string>() }
  const left: string[] = []
  for (const item of inOrder(manifest.items).reverse()) {
    const stats = lookBelow(places.into, item.path, swap.folders)
    const state = stateOf(places.into, item, stats)
    if (state === 'after') putOld(item, swap, stats)
    else if (state === 'changed') left.push(item.path)
  }
  return { touched: swap.touched, left }
}

type Swap = Places & { folders: ReturnType<typeof watchFolders>; touched: Set<string> }

/** When a recovery finds the stage gone, only what needs nothing from it can still be done. */
function isAtHand({ after }: Item, { stage }: Places): boolean {
  return after === null || after.staged === null || look(`${stage}/${after.staged}`) !== null
}

function putNew({ path, after }: Item, swap: Swap, stats: Stats | null) {
  if (after === null) return remove(path, swap)
  if (after.kind === 'file' && after.staged === null) return changeMode(`${swap.into}/${path}`, after.mode)
  place(path, `${swap.stage}/${after.staged}`, swap, stats)
}

function putOld({ path, before }: Item, swap: Swap, stats: Stats | null) {
  if (before === null) return remove(path, swap)
  if (before.kind === 'file' && before.stored === null) return changeMode(`${swap.into}/${path}`, before.mode)
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

function place(path: string, from: string, { into, folders, touched }: Swap, stats: Stats | null) {
  const target = `${into}/${path}`
  if (folders.above(path) === 'real') touched.add(dirname(target))
  else {
    for (const folder of makeFoldersAbove(into, path)) touched.add(folder)
    folders.forget()
  }
  if (stats?.isDirectory()) removeEmptyFolders(target)
  renameSync(from, target)
}

function remove(path: string, { into, folders, touched }: Swap) {
  const target = `${into}/${path}`
  try {
    unlinkSync(target)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  touched.add(dirname(target))
  touched.add(pruneFoldersAbove(into, path))
  folders.forget()
}

function changeMode(path: string, mode: number) {
  const file = openSync(path, READ_ONLY)
  try {
    fchmodSync(file, mode)
  } finally {
    closeSync(file)
  }
}
