import { HotplugError } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { expired, type Limits, type Retained, type Why } from '../../trees/retention.ts'
import { limitsOf } from './limits.ts'
import { type Removal, type Removed, removeFromTrash } from './remove.ts'
import { type Trash, type TrashItem, trashOf } from './trash.ts'

/** Only one Hotplug at a time empties the trash. */
export const TRASH_LOCK = 'The trash'

/** What is without a list, and in no history, may still be on its way for so long (milliseconds). */
const ON_ITS_WAY = 60 * 60 * 1000

const NOTHING: Removed = { actions: 0, bytes: 0, left: [] }

/**
 * Keeps the trash within its limits: ends what was interrupted, and removes the oldest actions beyond their age or the
 * size of all. What another Hotplug is just doing is left to it.
 */
export async function tidyTrash(panel: Panel, now = Date.now()): Promise<Removed> {
  try {
    return await withLock(panel.store, TRASH_LOCK, async () => {
      const trash = trashOf(panel)
      if (trash.problem !== null) return NOTHING
      noteMissing(panel, trash)
      const limits = limitsOf(panel.store)
      const wanted = [...interrupted(trash, now), ...beyond(trash, limits, now)]
      const removed = await removeFromTrash(
        panel,
        wanted.filter(({ token }) => !isStanding(panel, token)),
      )
      if (removed.actions > 0) panel.live.publish('history')
      return removed
    })
  } catch (error) {
    if (error instanceof HotplugError && error.status === 409) return NOTHING
    throw error
  }
}

/** A way to develop a plugin may last for months: what its undo needs stays as long as that. */
const isStanding = ({ store }: Panel, token: string) => store.modes.standing().some((row) => row.token === token)

/** What goes with these limits; `why` as the history says it. */
export function beyond({ items }: Trash, limits: Limits, now: number): Removal[] {
  const known = new Map(items.map((item) => [item.token, item]))
  return expired(items.flatMap(retained), limits, now).flatMap(({ token, why }) => {
    const item = known.get(token)
    return item ? [removalOf(item, REASONS[why](limits))] : []
  })
}

export const removalOf = ({ token, row, bytes }: TrashItem, why: string): Removal => ({
  token,
  id: row?.id ?? null,
  bytes,
  why,
})

const REASONS: Record<Why, (limits: Limits) => string> = {
  age: ({ days }) => `its trash was removed after ${days === 1 ? '1 day' : `${days} days`}`,
  size: () => 'its trash was removed since the trash had reached its size',
}

/** What is damaged stays until somebody asks for it: nobody knows what is in it. */
function retained({ token, at, bytes, state }: TrashItem): Retained[] {
  if (state === 'emptied' || state === 'damaged') return []
  return [{ token, at, bytes, state: state === 'kept' ? 'ended' : state }]
}

const interrupted = ({ items }: Trash, now: number): Removal[] =>
  items
    .filter(({ state, row, at }) => state === 'emptied' && (row !== null || now - at > ON_ITS_WAY))
    .map((item) => removalOf(item, 'its trash was being removed'))

/** Somebody removed it without us. */
function noteMissing({ store }: Panel, { items }: Trash) {
  const there = new Set(items.map(({ token }) => token))
  const missing = store.trashRows().filter((row) => row.kept && row.state !== 'running' && !there.has(row.token))
  if (missing.length === 0) return
  store.exclusively(() => {
    for (const { id } of missing) store.dropKept(id, 'its trash is gone')
  })
}
