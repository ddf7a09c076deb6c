import { lstatSync, mkdirSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Task } from './apply.ts'
import { isExecutable } from './compare.ts'
import { copyPlanned } from './copy.ts'
import { AT_ONCE, syncAndClose, syncFolders } from './durable.ts'
import { RefusedError } from './errors.ts'
import { look } from './folders.ts'
import { fileHash, hashEntry, linkHash } from './hash.ts'
import { type Item, MANIFEST, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { removeFlat, trashOf } from './places.ts'
import { finishPlan, type Operation, type Plan } from './plan.ts'
import { scanTree } from './scan.ts'
import type { Entry, Skipped, Tree } from './types.ts'

export type Kept = { token: string; files: number; bytes: number }

/**
 * Copies everything in a folder that somebody else is about to replace into the trash, by copies that nothing outside
 * can change. Throws RefusedError, and keeps nothing, when a file cannot be kept. A folder that is a link only is left
 * where it leads.
 */
export async function keepFolder(folder: string, token: string, trashDir: string, task?: Task): Promise<Kept | null> {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return null
  const tree = scanTree(folder)
  refuseUnkept(tree)
  if (!tree.exists || tree.entries.size === 0) return null
  const trash = trashOf(token, trashDir)
  mkdirSync(trash, { mode: 0o700 })
  try {
    const items = await copyAll(tree, trash, task)
    const { root } = tree
    writeManifest(trash, { version: 1, at: Date.now(), direction: 'to-loaded', from: root, into: root, items })
    await syncFolders([trash, dirname(trash)])
    return { token, files: items.length, bytes: tree.bytes }
  } catch (error) {
    removeFlat(trash)
    throw error
  }
}

/** What was kept against what stands there now: the plan that led from the one to the other, for undo and history. */
export function settleKept(token: string, folder: string, trashDir: string): Plan {
  const trash = trashOf(token, trashDir)
  const old = readManifest(trash)
  const now = scanTree(folder)
  const before = new Set(old.items.map(({ path }) => path))
  const changed = old.items.map((item) => settled(item, now)).filter((item) => item !== null)
  const added = [...now.entries.values()].filter(({ path }) => !before.has(path))
  const items = [...changed, ...added.map((entry) => ({ path: entry.path, before: null, after: stateOf(now, entry) }))]
  writeManifest(trash, { ...old, from: now.root, into: now.root, items })
  const needed = new Set(changed.flatMap(storedIn))
  for (const name of old.items.flatMap(storedIn)) if (!needed.has(name)) unlinkSync(join(trash, name))
  return planOf(items, now)
}

export const isKept = (token: string, trashDir: string) => look(join(trashOf(token, trashDir), MANIFEST)) !== null

/** Nothing in it is needed. */
export const dropKept = (token: string, trashDir: string) => removeFlat(trashOf(token, trashDir))

/** What a scan leaves out for good reason (a link that leads elsewhere, a pipe) holds nothing of its own. */
const HOLDS_SOMETHING: readonly Skipped['reason'][] = ['unreadable', 'name', 'limit']

function refuseUnkept({ skipped, root }: Tree) {
  const unkept = skipped.find(({ reason }) => reason === undefined || HOLDS_SOMETHING.includes(reason))
  if (unkept)
    throw new RefusedError(
      `Not everything in ${root} can be kept: ${unkept.message}`,
      `${root}/${unkept.path}`,
      'Move that file away or rename it, then try again.',
    )
}

async function copyAll(tree: Tree, trash: string, task?: Task): Promise<Item[]> {
  const items: Item[] = []
  let open: number[] = []
  try {
    for (const entry of tree.entries.values()) {
      task?.signal.throwIfAborted()
      task?.progress(items.length, tree.entries.size)
      if (entry.kind === 'link') {
        items.push({
          path: entry.path,
          before: { kind: 'link', target: entry.target ?? '' },
          after: stateOf(tree, entry),
        })
        continue
      }
      const stored = String(items.length)
      const copied = await copyPlanned(entry, `${tree.root}/${entry.path}`, `${trash}/${stored}`, entry.mode & 0o777)
      open.push(copied.file)
      const { mode, size, mtimeMs, ino } = entry
      const stamp = { kind: 'file' as const, mode, size, mtimeMs, ino }
      const hash = fileHash(copied.sha1, isExecutable(entry))
      items.push({ path: entry.path, before: { ...stamp, stored }, after: { ...stamp, staged: null, hash } })
      if (open.length < AT_ONCE) continue
      const full = open
      open = []
      await syncAndClose(full)
    }
    return items
  } finally {
    await syncAndClose(open)
  }
}

/** While nothing has happened yet `after` says what the kept file is, which is what the new one is compared with. */
function settled(item: Item, now: Tree): Item | null {
  const entry = now.entries.get(item.path)
  const state = entry ? stateOf(now, entry) : null
  return state !== null && state.hash === item.after?.hash ? null : { ...item, after: state }
}

function stateOf({ root }: Tree, entry: Entry): NonNullable<Item['after']> {
  const { mode, size, mtimeMs, ino } = entry
  if (entry.kind === 'link')
    return { kind: 'link', staged: '', hash: linkHash(entry.leadsTo ?? entry.target ?? ''), target: entry.target ?? '' }
  return { kind: 'file', staged: null, hash: hashEntry(root, entry), mode, size, mtimeMs, ino }
}

const storedIn = ({ before }: Manifest['items'][number]) =>
  before?.kind === 'file' && before.stored !== null ? [before.stored] : []

function planOf(items: readonly Item[], now: Tree): Plan {
  const operations = items.flatMap((item) => operationOf(item, now.entries.get(item.path)) ?? [])
  return finishPlan({ direction: 'to-loaded', from: now.root, into: now.root, operations, skipped: [], warnings: [] })
}

function operationOf({ path, before }: Item, entry: Entry | undefined): Operation | null {
  const over = before && entryBefore(path, before)
  if (entry) return { do: 'write', path, from: entry, over }
  return over ? { do: 'remove', path, over } : null
}

function entryBefore(path: string, before: NonNullable<Item['before']>): Entry {
  if (before.kind === 'file') return { path, ...before, ctimeMs: 0, target: null }
  return { path, kind: 'link', size: 0, mode: 0o777, mtimeMs: 0, ctimeMs: 0, ino: 0, target: before.target }
}
