import { linkSync, mkdirSync, unlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isExecutable } from './compare.ts'
import { copyPlanned } from './copy.ts'
import { type Batch, syncFolders } from './durable.ts'
import { codeOf } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import { fileHash, hashEntry } from './hash.ts'
import { draftManifest, type Item, type Manifest, publishManifest } from './manifest.ts'
import type { Places } from './places.ts'
import type { Operation, Plan } from './plan.ts'
import type { Staged } from './stage.ts'
import { isStill } from './stamp.ts'
import type { Entry } from './types.ts'
import { changed } from './verify.ts'

/**
 * Puts everything that will be replaced or removed into the trash as well: a second name for the same file where the
 * disk allows it, else a copy. The manifest comes last, and only once all that `batch` has is on the disk.
 */
export async function fillTrash(
  plan: Plan,
  { into, stage, trash }: Places,
  staged: Staged,
  batch: Batch,
): Promise<Manifest> {
  mkdirSync(trash, { mode: 0o700 })
  const removed = new Set(plan.operations.filter((operation) => operation.do === 'remove').map(({ path }) => path))
  const folders = watchFolders(into, (folder) => removed.has(folder))
  const items: Item[] = []
  for (const [index, operation] of plan.operations.entries()) {
    const { path, over } = operation
    folders.check(path)
    const stats = folders.above(path) === 'real' ? look(`${into}/${path}`) : null
    const still = over === null ? stats === null || stats.isDirectory() : isStill(over, `${into}/${path}`, stats)
    if (!still) throw changed(`${into}/${path}`)
    const after = operation.do === 'chmod' ? afterChmod(into, operation) : (staged.get(index) ?? null)
    const before =
      over && (await keep(operation, over, `${into}/${path}`, `${trash}/${index}`, stats?.nlink ?? 1, batch))
    items.push({ path, before, after })
  }
  const manifest: Manifest = { version: 1, at: Date.now(), direction: plan.direction, from: plan.from, into, items }
  await batch.add(draftManifest(trash, manifest))
  await batch.settle()
  publishManifest(trash)
  await syncFolders([stage, trash, dirname(trash)])
  return manifest
}

async function keep(
  operation: Operation,
  over: Entry,
  path: string,
  target: string,
  names: number,
  batch: Batch,
): Promise<NonNullable<Item['before']>> {
  if (over.kind === 'link') return { kind: 'link', target: over.target ?? '' }
  const { mode, size, mtimeMs, ino } = over
  const stamp = { kind: 'file' as const, mode, size, mtimeMs, ino }
  if (operation.do === 'chmod') return { ...stamp, stored: null }
  if (names > 1 || !secondName(over, path, target)) await batch.add((await copyPlanned(over, path, target, mode)).file)
  return { ...stamp, stored: basename(target) }
}

/** A file with other names already could be changed through them, in the trash too; then, and between disks, copy. */
function secondName(over: Entry, path: string, target: string): boolean {
  try {
    linkSync(path, target)
  } catch (error) {
    if (['EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? ''))
      return false
    throw error
  }
  const stats = look(target)
  if (stats?.isFile() && stats.ino === over.ino && stats.size === over.size && stats.mtimeMs === over.mtimeMs)
    return true
  unlinkSync(target)
  throw changed(path)
}

function afterChmod(into: string, { over, mode }: Extract<Operation, { do: 'chmod' }>): NonNullable<Item['after']> {
  const { size, mtimeMs, ino } = over
  const bytes = hashEntry(into, { ...over, mode: 0o600 })
  return { kind: 'file', staged: null, hash: fileHash(bytes, isExecutable({ mode })), mode, size, mtimeMs, ino }
}
