import { realpathSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { isAtHome } from './clear-move.ts'
import type { ClearPlan } from './clear-types.ts'
import { RefusedError } from './errors.ts'
import { look, watchFolders } from './folders.ts'
import { badName, isInside } from './inside.ts'

const LOOK_AGAIN = 'Look at the new plan, then try again.'

/** Throws RefusedError unless everything is exactly what the plan saw and lies below its root, behind no link. */
export function verifyClear({ root, items }: ClearPlan, trashDir: string) {
  if (items.length === 0) throw new RefusedError('There is nothing to clear.')
  checkRoot(root)
  if (isInside(resolve(trashDir), root))
    throw new RefusedError(`The trash ${trashDir} lies inside ${root}, which is to be cleared.`, trashDir)
  const folders = watchFolders(root)
  for (const item of items) {
    const problem = badName(item.path)
    if (problem) throw new RefusedError(`${JSON.stringify(item.path)} ${problem}.`)
    folders.check(item.path)
    if (!isAtHome(item, root))
      throw new RefusedError(`${root}/${item.path} changed since this plan was made.`, item.path, LOOK_AGAIN)
  }
  checkApart(items.map(({ path }) => path))
}

export function checkRoot(root: string) {
  const stats = isAbsolute(root) && !root.includes('\0') ? look(root) : null
  if (stats === null) throw new RefusedError(`${root} is not there any more.`, root, LOOK_AGAIN)
  if (!stats.isDirectory() || realpathSync(root) !== root)
    throw new RefusedError(
      `${root} is no folder now, or a link, or lies behind one; nothing is changed through it.`,
      root,
    )
}

/** None twice, and none inside another. */
function checkApart(paths: readonly string[]) {
  const all = new Set(paths)
  if (all.size < paths.length) throw new RefusedError('A folder stands in the plan twice.')
  for (const path of paths)
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1))
      if (all.has(path.slice(0, end))) throw new RefusedError(`${path} lies inside another folder of the plan.`, path)
}
