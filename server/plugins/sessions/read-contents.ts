import { createHash } from 'node:crypto'
import { lstatSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { outlineOf } from '../../reload/changes.ts'
import { hashEntry } from '../../trees/hash.ts'
import type { Entry } from '../../trees/types.ts'
import { textsBelow } from '../texts.ts'
import type { Content } from './timeline.ts'

const LONGEST_OUTLINE = 16 * 1024

/** Reads files below a root as far as it takes to tell one content from another: never a text as a whole. */
export const readerOf = (root: string) => {
  const read = textsBelow(root)
  return (entry: Entry): Pick<Content, 'hash' | 'outline'> => {
    const text = entry.path.endsWith('.md') ? read(entry.path) : undefined
    const outline = text === undefined ? null : outlineOf(text, markOf)
    const hash = hashEntry(root, entry)
    if (!isStill(root, entry)) return { hash: null, outline: null }
    return {
      hash,
      outline: outline !== null && outline.length <= LONGEST_OUTLINE ? outline : null,
    }
  }
}

/** What was edited while it was read is not what was looked at. */
function isStill(root: string, { path, size, mtimeMs, ctimeMs }: Entry): boolean {
  const now = statsOf(join(root, path))
  return now?.size === size && now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs
}

const markOf = (text: string) => createHash('sha1').update(text).digest('hex')

/** When a name was last added to or taken from the nearest folder above that is left. */
export function lastChangeAbove(root: string, path: string): number | null {
  for (let folder = dirname(join(root, path)); folder.startsWith(root); folder = dirname(folder)) {
    const stats = statsOf(folder)
    if (stats) return stats.mtimeMs
  }
  return null
}

function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}
