import { realpathSync } from 'node:fs'
import { type Applied, applyPlan, type Settings } from './apply.ts'
import { RefusedError } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import type { Journal } from './journal.ts'
import { type Item, type Manifest, readManifest } from './manifest.ts'
import { trashOf } from './places.ts'
import { finishPlan, type Operation, type Plan } from './plan.ts'
import { operationOf } from './put-back.ts'
import { type Standing, standingIn } from './standing.ts'

/**
 * The plan that takes an action back: its contents come from the action's trash. Throws RefusedError, naming the
 * files, when any of them is no longer as the action left it; one that is already as before is left out. `only`:
 * these files and no others.
 */
export function planUndo(token: string, { trashDir }: Settings, only?: ReadonlySet<string>): Plan {
  const trash = trashOf(token, trashDir)
  const manifest = readManifest(trash)
  if (!look(manifest.into)?.isDirectory())
    throw new RefusedError(`${manifest.into} is gone, so nothing can be put back into it.`, manifest.into)
  const judged = judge(trash, manifest, only)
  const changed = judged.filter(({ standing }) => standing.is === 'newer').map(({ item }) => item.path)
  if (changed.length > 0) throw changedSince(changed)
  const operations = judged
    .filter(({ standing }) => standing.is !== 'as before')
    .map(({ item, standing }) => operationOf(trash, item, standing.now))
  if (operations.length === 0)
    throw new RefusedError('There is nothing left to take back: every file is as it was before.')
  return undoPlan(trash, manifest, operations)
}

/** Takes an action back as an action of its own: journaled, recovered and undone by the same means. */
export const undoAction = (
  token: string,
  journal: Journal,
  settings: Settings,
  only?: ReadonlySet<string>,
): Promise<Applied> => applyPlan(planUndo(token, settings, only), journal, settings)

export type Judged = { item: Item; standing: Standing }

export function judge(trash: string, manifest: Manifest, only?: ReadonlySet<string>): Judged[] {
  const folders = watchFolders(manifest.into)
  return manifest.items
    .filter(({ path }) => only?.has(path) ?? true)
    .map((item) => ({ item, standing: standingIn(manifest.into, item, trash, folders) }))
}

export const undoPlan = (trash: string, { into }: Manifest, operations: readonly Operation[]): Plan =>
  finishPlan({ direction: 'undo', from: realpathSync(trash), into, operations, skipped: [], warnings: [] })

function changedSince(paths: readonly string[]) {
  const names = paths.length > 5 ? `${paths.slice(0, 5).join(', ')} and ${paths.length - 5} more` : paths.join(', ')
  return new RefusedError(`Changed since, and therefore not taken back: ${names}.`, paths[0] ?? null)
}
