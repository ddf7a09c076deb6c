import { lstatSync, opendirSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type FileText, readText } from './text.ts'

/** One reading of the disk: a path is looked at once in it, and what did not change since the one before is not opened. */
export type Look = {
  /** What is at a path, through links; null when nothing is, or when it may not be looked at. */
  stat(path: string): Stats | null
  /** What a path is itself. Costs nothing where the folder around it was listed. */
  kind(path: string): EntryKind | null
  isFolder(path: string): boolean
  /** Names and what they are, in alphabetical order; null when it is not a folder or may not be listed. */
  entries(folder: string): ReadonlyMap<string, EntryKind> | null
  /** Names in the order in which the file system keeps them. */
  unsorted(folder: string): readonly string[]
  /** Where a link points, as written in it. */
  target(link: string): string | null
  real(path: string): string | null
  /** What was made of a file's text. `interpret` belongs to the key, so let it be one function, not a new one each time. */
  file<T>(path: string, limit: number, interpret: (text: FileText, path: string) => T): T
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/**
 * Remembers what was read by size, times and inode. Looks are to be used one after the other; what one of them did not
 * ask for is forgotten, so that nothing piles up.
 */
export function openDisk(): { look: () => Look } {
  let previous: Memory = new Map()
  return {
    look: () => {
      const current: Memory = new Map()
      const look = createLook(previous, current)
      previous = current
      return look
    },
  }
}

type Memory = Map<unknown, Map<string, { stamp: Stats; value: unknown }>>
type Entries = ReadonlyMap<string, EntryKind>

/**
 * A file system's clock ticks every few milliseconds: what changed this recently may change once more without
 * getting another time.
 */
const SETTLED_AFTER_MS = 50

function createLook(previous: Memory, current: Memory): Look {
  const stats = new Map<string, Stats | null>()
  const listings = new Map<string, Entries | null>()
  const kinds = new Map<string, EntryKind | null>()
  const unreachable = new Set<string>()

  const stat = (path: string) =>
    once(stats, path, () =>
      attempt(
        () => statSync(path, { throwIfNoEntry: false }) ?? null,
        () => unreachable.add(path),
      ),
    )

  const entries = (folder: string) =>
    once(listings, folder, () => {
      const stamp = stat(folder)
      return stamp?.isDirectory() ? remembered('entries', folder, stamp, () => attempt(() => list(folder))) : null
    })

  function kind(path: string) {
    const around = listings.get(dirname(path))
    if (around) return around.get(basename(path)) ?? null
    return once(kinds, path, () => {
      const itself = attempt(() => lstatSync(path, { throwIfNoEntry: false }))
      return itself ? kindOf(itself) : null
    })
  }

  function remembered<T>(key: unknown, path: string, stamp: Stats, compute: () => T): T {
    const known = current.get(key)?.get(path) ?? previous.get(key)?.get(path)
    const value = known && isSame(known.stamp, stamp) ? (known.value as T) : compute()
    if (Date.now() - stamp.ctimeMs > SETTLED_AFTER_MS) {
      if (!current.has(key)) current.set(key, new Map())
      current.get(key)?.set(path, { stamp, value })
    }
    return value
  }

  return {
    stat,
    kind,
    entries,
    isFolder: (path) => kind(path) === 'folder' || stat(path)?.isDirectory() === true,
    unsorted: (folder) => attempt(() => listUnsorted(folder)) ?? [],
    target: (link) => attempt(() => readlinkSync(link)),
    real: (path) => attempt(() => realpathSync.native(path)),
    file: (path, limit, interpret) => {
      const stamp = stat(path)
      if (stamp) return remembered(interpret, path, stamp, () => interpret(readText(path, limit, stamp), path))
      return interpret(unreachable.has(path) ? readText(path, limit, null) : { state: 'missing' }, path)
    },
  }
}

function once<T>(known: Map<string, T>, path: string, look: () => T): T {
  const before = known.get(path)
  if (before !== undefined) return before
  const now = look()
  known.set(path, now)
  return now
}

const isSame = (one: Stats, other: Stats) =>
  one.mtimeMs === other.mtimeMs &&
  one.ctimeMs === other.ctimeMs &&
  one.size === other.size &&
  one.ino === other.ino &&
  one.dev === other.dev

const list = (folder: string): Entries =>
  new Map(readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, kindOf(entry)]))

function listUnsorted(folder: string) {
  const names: string[] = []
  const opened = opendirSync(folder)
  for (let entry = opened.readSync(); entry; entry = opened.readSync()) names.push(entry.name)
  opened.closeSync()
  return names
}

function kindOf(entry: Pick<Stats, 'isSymbolicLink' | 'isDirectory' | 'isFile'>): EntryKind {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isDirectory()) return 'folder'
  return entry.isFile() ? 'file' : 'other'
}

/** What the file system refuses (no permission, a loop of links, a name that is too long) is not there for us. */
function attempt<T>(action: () => T, failed: () => void = () => {}): T | null {
  try {
    return action()
  } catch {
    failed()
    return null
  }
}
