import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path lies at or below a folder. Both are real paths; `/a/bc` is not inside `/a/b`. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The path below a root with forward slashes, '' for the root itself, or null when it lies elsewhere. */
export function pathBelow(root: string, path: string): string | null {
  if (!isInside(path, root)) return null
  return relative(root, path).split(sep).join('/')
}

/** Why a name may not be used below a root, or null when it may. */
export function badName(path: string): string | null {
  if (path.includes('\0')) return 'has a NUL character in its name'
  if (path === '' || isAbsolute(path) || (IS_WINDOWS && /^[A-Za-z]:/.test(path))) return 'is not a relative path'
  const parts = path.split('/')
  return parts.some((part) => part === '' || part === '.' || part === '..') ? 'has an empty part, . or .. in it' : null
}

/** Only there `C:x` is a place on a drive; elsewhere it is a name like any other. */
const IS_WINDOWS = sep === '\\'
