import { accessSync, constants, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * What lies at a path. dangling: a link that leads to nothing; circle: one that leads to itself; special: a pipe, a
 * socket or a device; refused: this user may not look, or not read.
 */
export type OnDisk = {
  kind: 'file' | 'folder' | 'special' | 'missing' | 'dangling' | 'circle' | 'refused'
  /** The path without any links, as far as it exists. */
  real: string
  mtimeMs: number | null
  /** The first link on the way, and where it leads. */
  link: { path: string; target: string } | null
}

export function onDisk(path: string): OnDisk {
  const real = realOf(path)
  const link = real === path && linkAt(path) === null ? null : firstLink(path)
  const stats = look(() => statSync(path))
  if (typeof stats !== 'string') return { kind: kindOf(path, stats), real, mtimeMs: stats.mtimeMs, link }
  const kind = KINDS.get(stats) ?? (linkAt(path) === null ? 'missing' : 'dangling')
  return { kind, real, mtimeMs: null, link }
}

/** The real path, also of a file that is gone. */
export function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realOf(above), basename(path))
  }
}

export const existsAt = (path: string): boolean => typeof look(() => lstatSync(path)) !== 'string'

const KINDS = new Map<string, OnDisk['kind']>([
  ['EACCES', 'refused'],
  ['EPERM', 'refused'],
  ['ELOOP', 'circle'],
])

function kindOf(path: string, stats: Stats): OnDisk['kind'] {
  if (!stats.isFile() && !stats.isDirectory()) return 'special'
  const refused = look(() => accessSync(path, constants.R_OK)) === 'EACCES'
  return refused ? 'refused' : stats.isFile() ? 'file' : 'folder'
}

/** What was asked for, or the code of the error. */
function look<T>(action: () => T): T | string {
  try {
    return action()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

function firstLink(path: string): OnDisk['link'] {
  const above = dirname(path)
  const before = above === path ? null : firstLink(above)
  if (before !== null) return before
  const target = linkAt(path)
  return target === null ? null : { path, target: resolve(above, target) }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
