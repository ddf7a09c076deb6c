import { isExecutable } from './compare.ts'
import type { watchFolders } from './folders.ts'
import { fileHash, hashEntry } from './hash.ts'
import type { Item } from './manifest.ts'
import { storedAt } from './put-back.ts'
import { entryAt } from './stamp.ts'
import type { Entry } from './types.ts'

/**
 * What stands where an action replaced or removed something: what it left, what was there before it (so it was put back
 * since), or something newer. By content, never by time.
 */
export type Standing = { is: 'as left' | 'as before' | 'newer'; now: Entry | null }

export function standingIn(
  into: string,
  item: Item,
  trash: string,
  folders: ReturnType<typeof watchFolders>,
): Standing {
  const now = folders.above(item.path) === 'real' ? entryAt(into, item.path) : null
  if (isAsLeft(into, item, now)) return { is: 'as left', now }
  return { is: isAsBefore(into, item, trash, now) ? 'as before' : 'newer', now }
}

function isAsLeft(into: string, { after }: Item, now: Entry | null): boolean {
  if (after === null || now === null) return after === null && now === null
  if (now.kind !== after.kind) return false
  return after.kind === 'link' ? now.target === after.target : hashEntry(into, now) === after.hash
}

function isAsBefore(into: string, { path, before, after }: Item, trash: string, now: Entry | null): boolean {
  if (before === null || now === null) return before === null && now === null
  if (now.kind !== before.kind) return false
  if (before.kind === 'link') return now.target === before.target
  if (before.stored === null)
    return hashEntry(into, now) === fileHash((after?.hash ?? '').replace(/\+x$/, ''), isExecutable(before))
  const stored = storedAt(trash, before.stored)
  return stored !== null && hashEntry(trash, { ...stored, mode: before.mode }) === hashEntry(into, { ...now, path })
}
