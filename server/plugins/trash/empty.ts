import { createHash } from 'node:crypto'
import { HotplugError } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import type { Limits } from '../../trees/retention.ts'
import { putLimits } from './limits.ts'
import type { Removal } from './remove.ts'
import { type Removed, removeFromTrash } from './remove.ts'
import { beyond, removalOf, TRASH_LOCK } from './tidy.ts'
import { findInTrash, type TrashItem, trashOf } from './trash.ts'

/** What would be removed for good; equal fingerprints remove the same. */
export type Emptying = {
  items: readonly TrashItem[]
  removals: readonly Removal[]
  bytes: number
  fingerprint: string
  /** What stays, since it is still needed. */
  stays: readonly TrashItem[]
}

/** `names`: numbers or tokens of actions; null: all of the trash. */
export function planEmptying(panel: Panel, names: readonly string[] | null): Emptying {
  const items = names === null ? allOf(panel) : [...new Set(names)].map((name) => findInTrash(panel, name).item)
  const going = items.filter(({ state }) => state !== 'running' && state !== 'unfinished')
  return emptyingOf(
    going,
    going.map((item) => removalOf(item, 'its trash was emptied')),
    items.filter((item) => !going.includes(item)),
  )
}

/** What new limits would remove at once. */
export function planLimits(panel: Panel, limits: Limits, now = Date.now()): Emptying {
  const trash = trashOf(panel)
  const removals = beyond(trash, limits, now)
  const tokens = new Set(removals.map(({ token }) => token))
  return emptyingOf(
    trash.items.filter(({ token }) => tokens.has(token)),
    removals,
    [],
  )
}

/** Removes for good what was shown, and nothing else. `shown` null: whatever is there now. */
export async function emptyTrash(
  panel: Panel,
  { names, shown }: { names: readonly string[] | null; shown: string | null },
): Promise<Removed & { message: string }> {
  return withLock(panel.store, TRASH_LOCK, async () => {
    const plan = planEmptying(panel, names)
    if (shown !== null && shown !== plan.fingerprint) throw trashChanged()
    if (plan.items.length === 0) throw new HotplugError(422, 'There is nothing in the trash that could be removed.')
    return remove(panel, plan)
  })
}

/** Takes new limits. What they remove at once has to have been shown: without `shown` nothing may go. */
export async function changeLimits(panel: Panel, limits: Limits, shown: string | null): Promise<Emptying | null> {
  return withLock(panel.store, TRASH_LOCK, async () => {
    const plan = planLimits(panel, limits)
    if (plan.items.length > 0 && shown === null) return plan
    if (shown !== null && plan.fingerprint !== shown) throw trashChanged()
    putLimits(panel.store, limits)
    if (plan.items.length > 0) await remove(panel, plan)
    panel.live.publish('history')
    return null
  })
}

async function remove(panel: Panel, { removals }: Emptying) {
  const removed = await panel.activities.run('Emptying the trash', (task) => removeFromTrash(panel, removals, task))
  panel.live.publish('history')
  const { actions, left } = removed
  const what = `Removed the trash of ${actions === 1 ? '1 action' : `${actions} actions`}.`
  const but = left.length === 0 ? '' : ` ${left.length} could not be removed: ${left[0]?.message}`
  return { ...removed, message: what + but }
}

function allOf(panel: Panel): readonly TrashItem[] {
  const { items, problem } = trashOf(panel)
  if (problem !== null) throw new HotplugError(422, problem)
  return items
}

function emptyingOf(items: readonly TrashItem[], removals: readonly Removal[], stays: readonly TrashItem[]): Emptying {
  const tokens = items.map(({ token, bytes }) => [token, bytes])
  return {
    items,
    removals,
    stays,
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    fingerprint: createHash('sha256').update(JSON.stringify(tokens)).digest('hex').slice(0, 16),
  }
}

const trashChanged = () =>
  new HotplugError(409, 'The trash changed since this was shown.', 'Look at the new list, then try again.')
