import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { isExecutable } from './compare.ts'
import { READ_ONLY } from './same.ts'
import type { Entry, FileDelta, Tree } from './types.ts'

/**
 * What each file was at the last sync, by path, as `hashEntry` says it; '' where there was none after it. A path that
 * is not in it was not part of a sync: nothing is known of it.
 */
export type Base = ReadonlyMap<string, string>

/** Both sides of the files that differ, by path; '' where a side has none. */
export type Hashes = ReadonlyMap<string, { source: string; loaded: string }>

const block = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * One text for what Hotplug compares in a file: sha1 of its bytes in hex, `+x` when executable; `link:` and where a
 * link leads. 'unreadable' equals nothing that was ever stored.
 */
export function hashEntry(root: string, entry: Entry): string {
  if (entry.kind === 'link') return linkHash(entry.leadsTo ?? entry.target ?? '')
  try {
    return fileHash(sha1Of(`${root}/${entry.path}`), isExecutable(entry))
  } catch {
    return 'unreadable'
  }
}

export const fileHash = (sha1: string, executable: boolean) => (executable ? `${sha1}+x` : sha1)

export const linkHash = (leadsTo: string) => `link:${leadsTo}`

/**
 * Of the files that the base knows. What lies in the loaded folder as it was left there was not edited there, so the
 * source was, and nobody asks what it holds: that side is DIFFERENT then.
 */
export function hashDeltas(sourceRoot: string, loadedRoot: string, deltas: readonly FileDelta[], base: Base): Hashes {
  const hashes = new Map<string, { source: string; loaded: string }>()
  for (const { path, state, source, loaded } of deltas) {
    const known = base.get(path)
    if (state === 'same' || known === undefined) continue
    const inLoaded = loaded ? hashEntry(loadedRoot, loaded) : ''
    const inSource = inLoaded === known ? DIFFERENT : source ? hashEntry(sourceRoot, source) : ''
    hashes.set(path, { source: inSource, loaded: inLoaded })
  }
  return hashes
}

/** No hash of anything. */
const DIFFERENT = 'different'

/** A base for a folder that was never synced, or whose base was lost. */
export function hashTree(tree: Tree): Base {
  return new Map([...tree.entries.values()].map((entry) => [entry.path, hashEntry(tree.root, entry)]))
}

function sha1Of(path: string): string {
  const file = openSync(path, READ_ONLY)
  try {
    const hash = createHash('sha1')
    for (let length = 1; length > 0; ) {
      length = readSync(file, block, 0, block.length, null)
      hash.update(block.subarray(0, length))
    }
    return hash.digest('hex')
  } finally {
    closeSync(file)
  }
}
