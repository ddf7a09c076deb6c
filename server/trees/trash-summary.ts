import { createHash } from 'node:crypto'
import { type ClearedItem, readAnyManifest } from './clear-manifest.ts'
import type { Item, Manifest } from './manifest.ts'

/** What the trash keeps of an action, without its files one by one. */
export type Summary = {
  /** Epoch milliseconds. */
  at: number
  direction: Manifest['direction'] | 'clear'
  /** The folder that was changed. */
  into: string
  /** How many things can be put back, and their bytes; what an action added is not in the trash. */
  files: number
  bytes: number
  /** Tells this list from any other: whoever sends it back has seen it. */
  fingerprint: string
}

/** One thing that can be put back: a file, a link, the permissions of a file, or a whole folder. */
export type Kept = {
  path: string
  what: 'replaced' | 'removed' | 'mode'
  kind: 'file' | 'link' | 'folder'
  bytes: number
  /** How many files a folder holds. */
  files: number
}

export function readSummary(trash: string): Summary {
  const manifest = readAnyManifest(trash)
  const kept = keptIn(manifest)
  return {
    at: manifest.at,
    direction: manifest.direction,
    into: manifest.direction === 'clear' ? manifest.root : manifest.into,
    files: kept.length,
    bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
    fingerprint: createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16),
  }
}

export const keptFiles = (trash: string): readonly Kept[] => keptIn(readAnyManifest(trash))

const keptIn = (manifest: ReturnType<typeof readAnyManifest>): Kept[] =>
  manifest.direction === 'clear' ? manifest.items.map(cleared) : manifest.items.flatMap(replaced)

const cleared = ({ path, kind, bytes, files }: ClearedItem): Kept => ({ path, what: 'removed', kind, bytes, files })

function replaced({ path, before, after }: Item): Kept[] {
  if (before === null) return []
  const what = after === null ? 'removed' : 'replaced'
  if (before.kind === 'link') return [{ path, what, kind: 'link', bytes: 0, files: 1 }]
  if (before.stored === null) return [{ path, what: 'mode', kind: 'file', bytes: 0, files: 1 }]
  return [{ path, what, kind: 'file', bytes: before.size, files: 1 }]
}
