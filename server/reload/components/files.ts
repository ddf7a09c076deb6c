/** A folder's files as values: what is there, and what is in it. */
export type Files = {
  has: (path: string) => boolean
  isFolder: (path: string) => boolean
  /** At most the first part of a long file; undefined when it is not there or cannot be read. */
  text: (path: string) => string | undefined
  /** What was found out about a file once need not be found out again. */
  once: <Value>(key: string, find: () => Value) => Value
  /** False when enough was followed: a hostile plugin is answered with less, not waited for. */
  mayFollow: () => boolean
}

const MOST_FOLLOWED = 50_000

/** Long enough for any script written by hand; a bundle imports nothing beyond its first lines. */
const LONGEST_TEXT = 512_000

export function filesOf(paths: Iterable<string>, read: (path: string) => string | undefined): Files {
  const known = new Set(paths)
  const folders = new Set([''])
  const found = new Map<string, unknown>()
  let followed = 0
  for (const path of known) addFolders(path, folders)
  return {
    has: (path) => known.has(path),
    isFolder: (path) => folders.has(path),
    text: (path) => (known.has(path) ? read(path)?.slice(0, LONGEST_TEXT) : undefined),
    once: <Value>(key: string, find: () => Value) => {
      if (!found.has(key)) found.set(key, find())
      return found.get(key) as Value
    },
    mayFollow: () => followed++ < MOST_FOLLOWED,
  }
}

/** A path below the root, with forward slashes; null when it leads out of it or is absolute. */
export function joinPath(folder: string, path: string): string | null {
  if (path.length > 4096 || /^([\\/]|[A-Za-z]:)/.test(path)) return null
  const parts: string[] = folder === '' ? [] : folder.split('/')
  for (const part of path.split(/[\\/]/)) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

export const isBelow = (path: string, folder: string) => folder === '' || path.startsWith(`${folder}/`)

function addFolders(path: string, folders: Set<string>) {
  for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder)
}
