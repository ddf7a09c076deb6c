import { readdirSync, realpathSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { RefusedError } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import { isIgnored } from './ignored.ts'
import { badName, isInside } from './inside.ts'
import type { Operation, Plan } from './plan.ts'
import { isStill } from './stamp.ts'

const LOOK_AGAIN = 'Look at the new plan, then try again.'

/** Throws RefusedError unless the disk is exactly what the plan saw and nothing in it leaves its two folders. */
export function verifyPlan(plan: Plan, trashDir: string) {
  if (plan.operations.length === 0) throw new RefusedError('There is nothing to do.')
  for (const folder of [plan.into, plan.from]) checkRoot(folder)
  if (isInside(plan.from, plan.into) || isInside(plan.into, plan.from))
    throw new RefusedError(`${plan.from} and ${plan.into} lie inside one another.`, plan.into)
  if (isInside(resolve(trashDir), plan.into))
    throw new RefusedError(`The trash ${trashDir} lies inside ${plan.into}, which is to be changed.`, trashDir)
  const removed = new Set(plan.operations.filter((operation) => operation.do === 'remove').map(({ path }) => path))
  const paths = new Set<string>()
  const into = watchFolders(plan.into, (folder) => removed.has(folder))
  const from = watchFolders(plan.from)
  for (const operation of plan.operations) {
    checkName(operation.path)
    if (paths.has(operation.path)) throw new RefusedError(`${operation.path} stands in the plan twice.`)
    paths.add(operation.path)
    into.check(operation.path)
    if (into.above(operation.path) === 'real') checkTarget(plan, operation, removed)
    else if (operation.over !== null) throw changed(`${plan.into}/${operation.path}`)
    checkContents(plan, operation, from)
  }
}

function checkRoot(folder: string) {
  const stats = isAbsolute(folder) && !folder.includes('\0') ? look(folder) : null
  if (stats === null) throw new RefusedError(`${folder} is not there any more.`, folder, LOOK_AGAIN)
  if (!stats.isDirectory() || realpathSync(folder) !== folder)
    throw new RefusedError(`${folder} is a link now, or lies behind one; nothing is changed through it.`, folder)
}

function checkName(path: string) {
  const problem = badName(path)
  if (problem) throw new RefusedError(`${JSON.stringify(path)} ${problem}.`)
  if (isIgnored(path)) throw new RefusedError(`${path} is one of the files that are never synced.`)
}

function checkTarget({ into }: Plan, { path, over }: Operation, removed: ReadonlySet<string>) {
  const target = `${into}/${path}`
  const stats = look(target)
  if (over !== null ? isStill(over, target, stats) : stats === null) return
  if (over === null && stats?.isDirectory()) return checkEmptied(into, path, removed)
  throw changed(target)
}

/** A folder may make way for a file only when nothing is left in it that the plan does not remove. */
function checkEmptied(into: string, folder: string, removed: ReadonlySet<string>) {
  for (const child of readdirSync(`${into}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${child.name}`
    if (child.isDirectory()) checkEmptied(into, path, removed)
    else if (!removed.has(path))
      throw new RefusedError(
        `${into}/${folder} is a folder and would have to go, but ${path} is in it.`,
        `${into}/${path}`,
      )
  }
}

function checkContents(plan: Plan, operation: Operation, folders: ReturnType<typeof watchFolders>) {
  if (operation.do === 'remove')
    return plan.direction === 'undo' || checkStillMissing(plan.from, operation.path, folders)
  const { from } = operation
  if (from === null) return
  folders.check(from.path)
  const path = `${plan.from}/${from.path}`
  if (!isStill(from, path, look(path))) throw changed(path)
}

/** A file that is to be removed must still be missing on the other side; what a link shows does not count. */
function checkStillMissing(from: string, path: string, folders: ReturnType<typeof watchFolders>) {
  const stats = folders.above(path) === 'real' ? look(`${from}/${path}`) : null
  if (stats !== null && !stats.isDirectory()) throw changed(`${from}/${path}`)
}

export const changed = (file: string) => new RefusedError(`${file} changed since this plan was made.`, file, LOOK_AGAIN)
