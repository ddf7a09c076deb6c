/** Folders as values: what a walk found, how two of them differ, and what would make them equal. */

/** One file or link below a root. `path` is relative, with forward slashes; `mode` the permission bits. */
export type Entry = {
  path: string
  kind: 'file' | 'link' | 'other'
  size: number
  mode: number
  mtimeMs: number
  ctimeMs: number
  ino: number
  /** Where a link points, as written in it; null for anything else. */
  target: string | null
  /** Links only: the path below the root that it really leads to, whatever its text. */
  leadsTo?: string
}

/**
 * A path that was not looked at, with a sentence. What lies at it and below it is unknown, never 'removed'.
 * link: leads out of the folder, in a circle or to the folder itself; special: a pipe, socket or device.
 */
export type Skipped = {
  path: string
  message: string
  reason?: 'link' | 'special' | 'unreadable' | 'name' | 'limit'
}

/** `skipped` are paths that could not be read or are never followed, each with a sentence. */
export type Tree = {
  /** The real path, links resolved. */
  root: string
  exists: boolean
  entries: ReadonlyMap<string, Entry>
  bytes: number
  skipped: readonly Skipped[]
  /** The path that was asked for, when that path itself is a link to `root`. */
  via?: string
}

/** What is left of a tree when its files are not needed: small enough to send between threads. */
export type TreeHead = {
  root: string
  exists: boolean
  via: string | null
  files: number
  bytes: number
  newestMs: number | null
  skipped: readonly Skipped[]
}

export type FileState = 'same' | 'modified' | 'added' | 'removed'

/** What of a file differs; a file can differ in several ways at once. */
export type Aspect = 'content' | 'mode' | 'link' | 'kind'

/**
 * A file of the source against the same file of the loaded folder.
 * added: only the source has it; removed: only the loaded folder has it.
 * edited: on which side it changed since the last sync or install, null when that is not known.
 */
export type FileDelta = {
  path: string
  state: FileState
  aspects: readonly Aspect[]
  edited: 'source' | 'cache' | 'both' | null
  source: Entry | null
  loaded: Entry | null
}
