import { readlinkSync, type Stats } from 'node:fs'
import { look, watchFolders } from './folders.ts'
import type { Item } from './manifest.ts'
import type { Plan } from './plan.ts'
import type { Entry } from './types.ts'

/** Whether a file is as before the action, as after it, or as neither, since somebody else changed it. */
export type ItemState = 'before' | 'after' | 'changed'

export function stateOf(into: string, { path, before, after }: Item, stats: Stats | null): ItemState {
  const absolute = `${into}/${path}`
  if (isAs(after, absolute, stats)) return 'after'
  return isAs(before, absolute, stats) ? 'before' : 'changed'
}

/** Whether what a plan would change is all as it was when the plan was made. */
export function isAllAsBefore({ into, operations }: Plan): boolean {
  const folders = watchFolders(into)
  return operations.every(({ path, over }) => {
    const before =
      over === null ? null : over.kind === 'link' ? linkTo(over) : { ...over, kind: 'file' as const, stored: null }
    return isAs(before, `${into}/${path}`, lookBelow(into, path, folders))
  })
}

const linkTo = ({ target }: Entry) => ({ kind: 'link' as const, target: target ?? '' })

/** What lies behind a link is not below the root, so there is nothing at that path. */
export function lookBelow(into: string, path: string, folders: ReturnType<typeof watchFolders>): Stats | null {
  return folders.above(path) === 'real' ? look(`${into}/${path}`) : null
}

function isAs(side: Item['before'] | Item['after'], path: string, stats: Stats | null): boolean {
  if (side === null) return stats === null || stats.isDirectory()
  if (stats === null) return false
  if (side.kind === 'link') return stats.isSymbolicLink() && readlinkSync(path) === side.target
  const { ino, size, mtimeMs } = stats
  const sameFile = ino === side.ino && size === side.size && mtimeMs === side.mtimeMs
  return stats.isFile() && sameFile && (stats.mode & 0o7777) === side.mode
}
