import { realpathSync, statSync } from 'node:fs'
import { readText } from '../../claude/text.ts'
import { isInside } from '../../trees/inside.ts'
import type { Surroundings, Thing, World } from './types.ts'

/** A file by which a hook is switched is a small one. */
const LARGEST = 256 * 1024

/**
 * The disk as a script sees it, through links as it would. Only what really lies in the project, the plugin or Claude
 * Code's folder is looked into; of everything else it is told whether it is there. Each path is looked at once.
 */
export function diskWorld({ project, pluginRoot, configDir }: Surroundings): World {
  const known = new Map<string, Thing>()
  const folders = [project, pluginRoot, configDir].flatMap((folder) => (folder === null ? [] : realOf(folder)))
  return (path) => {
    const before = known.get(path)
    if (before) return before
    const thing = lookAt(path, folders)
    known.set(path, thing)
    return thing
  }
}

function lookAt(path: string, folders: readonly string[]): Thing {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) return { is: 'nothing' }
    if (stats.isDirectory()) return { is: 'folder' }
    const isRead = realOf(path).some((real) => folders.some((folder) => isInside(real, folder)))
    const read = isRead ? readText(path, LARGEST, stats) : null
    return read?.state === 'text' ? { is: 'file', text: read.text } : { is: 'hidden' }
  } catch {
    return { is: 'nothing' }
  }
}

function realOf(path: string): string[] {
  try {
    return [realpathSync(path)]
  } catch {
    return []
  }
}
