import { realpathSync } from 'node:fs'
import { type Applied, applyPlan, type Settings } from './apply.ts'
import { RefusedError } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import { hashEntry } from './hash.ts'
import type { Journal } from './journal.ts'
import { type Item, type Manifest, readManifest } from './manifest.ts'
import { trashOf } from './places.ts'
import { finishPlan, type Operation, type Plan } from './plan.ts'
import { entryAt } from './stamp.ts'
import type { Entry } from './types.ts'

/**
 * The plan that takes an action back: its contents come from the action's trash. Throws RefusedError, naming the
 * files, when any of them is no longer as the action left it. `only`: these files and no others.
 */
export function planUndo(token: string, { trashDir }: Settings, only?: ReadonlySet<string>): Plan {
  const trash = trashOf(token, trashDir)
  const manifest = readManifest(trash)
  if (!look(manifest.into)?.isDirectory())
    throw new RefusedError(`${manifest.into} is gone, so nothing can be put back into it.`, manifest.into)
  const items = manifest.items.filter(({ path }) => only?.has(path) ?? true)
  const operations: Operation[] = []
  const changed: string[] = []
  for (const item of items) {
    const now = currentOf(manifest, item)
    if (now === 'changed') changed.push(item.path)
    else operations.push(operationOf(trash, item, now))
  }
  if (changed.length > 0) throw changedSince(changed)
  return finishPlan({
    direction: 'undo',
    from: realpathSync(trash),
    into: manifest.into,
    operations,
    skipped: [],
    warnings: [],
  })
}

/** Takes an action back as an action of its own: journaled, recovered and undone by the same means. */
export const undoAction = (
  token: string,
  journal: Journal,
  settings: Settings,
  only?: ReadonlySet<string>,
): Promise<Applied> => applyPlan(planUndo(token, settings, only), journal, settings)

function currentOf({ into }: Manifest, { path, after }: Item): Entry | null | 'changed' {
  const now = watchFolders(into).above(path) === 'real' ? entryAt(into, path) : null
  if (after === null) return now === null ? null : 'changed'
  if (now === null || now.kind !== after.kind) return 'changed'
  const same = after.kind === 'link' ? now.target === after.target : hashEntry(into, now) === after.hash
  return same ? now : 'changed'
}

function operationOf(trash: string, { path, before }: Item, now: Entry | null): Operation {
  if (before?.kind === 'link') return { do: 'link', path, target: before.target, from: null, over: now }
  if (now === null || before?.stored) return { do: 'write', path, from: storedEntry(trash, before, path), over: now }
  if (before === null) return { do: 'remove', path, over: now }
  return { do: 'chmod', path, mode: before.mode & 0o777, from: null, over: now }
}

function storedEntry(trash: string, before: Item['before'], path: string): Entry {
  const stored = before?.kind === 'file' && before.stored !== null ? entryAt(trash, before.stored) : null
  if (stored?.kind !== 'file')
    throw new RefusedError(`The trash no longer holds ${path}, so it cannot be restored.`, path)
  return stored
}

function changedSince(paths: readonly string[]) {
  const names = paths.length > 5 ? `${paths.slice(0, 5).join(', ')} and ${paths.length - 5} more` : paths.join(', ')
  return new RefusedError(`Changed since, and therefore not taken back: ${names}.`, paths[0] ?? null)
}
