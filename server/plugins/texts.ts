import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** More than this of a file is not read to understand what it is. */
const MOST_BYTES = 512 * 1024

/**
 * Reads texts below the first of these roots that has them, for rules that must look into a file. undefined for what
 * is missing, too large, no plain file, or reached through a link.
 */
export const textsBelow =
  (...roots: readonly string[]) =>
  (path: string): string | undefined => {
    for (const root of roots) {
      const text = readText(join(root, path))
      if (text !== undefined) return text
    }
    return undefined
  }

function readText(path: string) {
  try {
    const stats = lstatSync(path)
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}
