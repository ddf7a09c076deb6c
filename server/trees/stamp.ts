import { readlinkSync, type Stats } from 'node:fs'
import { look } from './folders.ts'
import { followOnPaper } from './links.ts'
import type { Entry } from './types.ts'

/** What stands at a path now, as a scan would have found it; null when there is no file or link. */
export function entryAt(root: string, path: string): Entry | null {
  const stats = look(`${root}/${path}`)
  if (stats === null || stats.isDirectory()) return null
  const { size, mtimeMs, ctimeMs, ino } = stats
  const entry = { path, size, mode: stats.mode & 0o7777, mtimeMs, ctimeMs, ino }
  if (stats.isFile()) return { ...entry, kind: 'file', target: null }
  if (!stats.isSymbolicLink()) return { ...entry, kind: 'other', target: null }
  const end = followOnPaper(root, `${root}/${path}`)
  return 'leadsTo' in end
    ? { ...entry, kind: 'link', target: end.target, leadsTo: end.leadsTo }
    : { ...entry, kind: 'link', target: end.target }
}

/** Whether a file is still exactly the one a scan saw; of a link, where it points is what counts. */
export function isStill(entry: Entry, path: string, stats: Stats | null): boolean {
  if (stats === null) return false
  if (entry.kind === 'link') return stats.isSymbolicLink() && readlinkSync(path) === entry.target
  return stats.isFile() && isSameFile(entry, stats)
}

export const isSameFile = (entry: Entry, stats: Stats) =>
  stats.ino === entry.ino &&
  stats.size === entry.size &&
  stats.mtimeMs === entry.mtimeMs &&
  stats.ctimeMs === entry.ctimeMs &&
  (stats.mode & 0o7777) === entry.mode
