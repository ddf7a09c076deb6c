import { mkdirSync, realpathSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Applied, applyPlan, type Settings } from './apply.ts'
import { explain, RefusedError } from './errors.ts'
import { look } from './folders.ts'
import type { Journal } from './journal.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { trashOf } from './places.ts'
import type { Operation, Plan } from './plan.ts'
import { operationOf } from './put-back.ts'
import { type Judged, judge, undoPlan } from './undo.ts'

/** A file that is not as the action left it any more: `at` is when what stands there was edited last. */
export type Newer = { path: string; at: number; was: 'edited' | 'made' }

export type Restoring = {
  manifest: Manifest
  /** null when there is nothing to put back. */
  plan: Plan | null
  /** What would be replaced although it is newer. */
  newer: readonly Newer[]
  /** What cannot be put back, and why. */
  lost: readonly { path: string; message: string }[]
  /** How many files are as they were before already. */
  already: number
}

/**
 * What puts back what an action replaced or removed, whatever stands there now: `newer` says what a person has to agree
 * to first. What the action had added stays. The folder may be gone as long as the one around it is not.
 */
export function planRestore(token: string, { trashDir }: Settings, only?: ReadonlySet<string>): Restoring {
  const trash = trashOf(token, trashDir)
  const manifest = readManifest(trash)
  refuseFolder(manifest.into)
  const judged = judge(trash, manifest, only).filter(({ item }) => item.before !== null)
  const open = judged.filter(({ standing }) => standing.is !== 'as before')
  const operations: Operation[] = []
  const lost: { path: string; message: string }[] = []
  for (const one of open) {
    try {
      operations.push(operationFor(trash, manifest, one))
    } catch (error) {
      lost.push({ path: one.item.path, message: explain(error) })
    }
  }
  const taken = new Set(operations.map(({ path }) => path))
  return {
    manifest,
    plan: operations.length > 0 ? undoPlan(trash, manifest, operations) : null,
    newer: open.filter(({ item }) => taken.has(item.path)).flatMap(newerOf),
    lost,
    already: judged.length - open.length,
  }
}

/** Carries such a plan out as an action of its own; a folder that was made for it goes again when that fails. */
export async function applyRestore(plan: Plan, journal: Journal, settings: Settings): Promise<Applied> {
  const made = look(plan.into) === null
  if (made) mkdirSync(plan.into)
  try {
    return await applyPlan(plan, journal, settings)
  } catch (error) {
    if (made) removeIfEmpty(plan.into)
    throw error
  }
}

function removeIfEmpty(folder: string) {
  try {
    rmdirSync(folder)
  } catch {
    // Something is in it by now.
  }
}

function operationFor(trash: string, { into }: Manifest, { item, standing: { now } }: Judged): Operation {
  if (now?.kind === 'other')
    throw new RefusedError(`${into}/${item.path} is no file any more, so nothing is put in its place.`, item.path)
  const permissionsOnly = item.before?.kind === 'file' && item.before.stored === null
  if (permissionsOnly && now?.kind === 'link')
    throw new RefusedError(`${into}/${item.path} is a link now, which has no permissions of its own.`, item.path)
  return operationOf(trash, item, now)
}

/** What was removed since is in nobody's way. */
function newerOf({ item, standing: { is, now } }: Judged): Newer[] {
  if (is !== 'newer' || now === null) return []
  return [{ path: item.path, at: now.mtimeMs, was: item.after === null ? 'made' : 'edited' }]
}

function refuseFolder(into: string) {
  const stats = look(into)
  if (stats?.isDirectory()) return
  if (stats !== null)
    throw new RefusedError(
      `${into} is ${stats.isSymbolicLink() ? 'a link' : 'no folder'} now; nothing is put into it.`,
      into,
    )
  const parent = dirname(into)
  if (!look(parent)?.isDirectory() || realpathSync(parent) !== parent)
    throw new RefusedError(`${into} is gone, and so is the folder it lay in, so nothing can be put back into it.`, into)
}
