import { openBatch, syncFolders } from './durable.ts'
import { ActionError, explain } from './errors.ts'
import type { Base } from './hash.ts'
import type { Done, Journal } from './journal.ts'
import type { Manifest } from './manifest.ts'
import { newToken, type Places, placesOf, removeFlat } from './places.ts'
import type { Plan } from './plan.ts'
import { stageContents } from './stage.ts'
import { swapBack, swapForward } from './swap.ts'
import { fillTrash } from './trash.ts'
import { verifyPlan } from './verify.ts'

/** `task`: told how far it is, and whether to go on. */
export type Settings = { trashDir: string; task?: Task }

/** Until `commit` was called an aborted signal takes everything back. */
export type Task = { progress(done: number, total: number): void; signal: AbortSignal; commit(): void }

/** `token` names the action's trash, for undo. `after` belongs into the base of the folder that was changed. */
export type Applied = { action: number; token: string; after: Base }

/**
 * Carries a plan out, or leaves everything as it was. Killed anywhere, every file is whole, old or new, and `recover`
 * brings the rest to one end or the other. The caller holds the lock on the plugin. Throws RefusedError when the disk
 * is not what the plan saw (nothing was begun) and ActionError when it was begun and could not be finished.
 */
export async function applyPlan(plan: Plan, journal: Journal, { trashDir, task }: Settings): Promise<Applied> {
  verifyPlan(plan, trashDir)
  const work = { token: newToken(), plan }
  const places = placesOf(work, trashDir)
  const action = await journal.begin(work)
  const manifest = await prepare(action, plan, places, journal, task)
  const touched = await swapOrTakeBack(action, manifest, places, journal)
  const done = { after: afterOf(manifest), left: [] }
  await conclude(action, done, touched, places, journal)
  return { action, token: work.token, after: done.after }
}

/** The base of the files an action was about, as it left them. */
export function afterOf({ items }: Manifest): Base {
  return new Map(items.map(({ path, after }) => [path, after?.hash ?? '']))
}

/** Nothing has been put into place yet: the second names in the trash go, then what was copied. */
export function discard({ stage, trash }: Places) {
  removeFlat(trash)
  removeFlat(stage)
}

async function prepare(action: number, plan: Plan, places: Places, journal: Journal, task?: Task): Promise<Manifest> {
  const batch = openBatch()
  try {
    const manifest = await fillTrash(plan, places, await stageContents(plan, places, batch, task), batch)
    task?.progress(plan.operations.length, plan.operations.length)
    task?.signal.throwIfAborted()
    task?.commit()
    await journal.phase(action, 'swap')
    return manifest
  } catch (error) {
    batch.abandon()
    const message = `${explain(error)} Nothing was changed.`
    await cleanUp(action, places, journal, message)
    throw new ActionError(message, action, 'reverted', error)
  }
}

async function cleanUp(action: number, places: Places, journal: Journal, message: string) {
  try {
    discard(places)
    await journal.fail(action, 'reverted', message)
  } catch (error) {
    const also = `${message} What had been prepared could not be removed: ${explain(error)} The next start tries again.`
    throw new ActionError(also, action, 'stuck', error)
  }
}

async function swapOrTakeBack(action: number, manifest: Manifest, places: Places, journal: Journal) {
  try {
    return swapForward(manifest, places, 'throw').touched
  } catch (error) {
    const outcome = await takeBack(action, manifest, places, journal, explain(error))
    throw new ActionError(outcome.message, action, outcome.outcome, error)
  }
}

type Outcome = { outcome: 'reverted' | 'stuck'; message: string }

async function takeBack(
  action: number,
  manifest: Manifest,
  places: Places,
  journal: Journal,
  why: string,
): Promise<Outcome> {
  try {
    await journal.phase(action, 'rollback')
    const message = `${why} ${await rollBack(manifest, places)}`
    await journal.fail(action, 'reverted', message)
    return { outcome: 'reverted', message }
  } catch (error) {
    const kept = `What was replaced is kept in ${places.trash}; the next start tries again.`
    return { outcome: 'stuck', message: `${why} It could not be taken back: ${explain(error)} ${kept}` }
  }
}

/** Puts back what was there; says so. The trash goes only when nothing in it is needed any more. */
export async function rollBack(manifest: Manifest, places: Places): Promise<string> {
  const { touched, left } = swapBack(manifest, places)
  await syncFolders(touched)
  removeFlat(places.stage)
  if (left.length === 0) {
    removeFlat(places.trash)
    return 'Everything was put back as it was.'
  }
  return `Everything was put back but ${left.join(', ')}, which changed meanwhile; ${places.trash} keeps what was there.`
}

/** Everything is in place: it becomes durable, the stage goes, the journal learns of it. */
export async function conclude(
  action: number,
  done: Done,
  touched: Iterable<string>,
  places: Places,
  journal: Journal,
) {
  try {
    await syncFolders(touched)
    removeFlat(places.stage)
    await journal.finish(action, done)
  } catch (error) {
    const message = `All files are in place, but that could not be recorded: ${explain(error)} The next start tries again.`
    throw new ActionError(message, action, 'stuck', error)
  }
}
