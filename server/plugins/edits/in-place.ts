import type { Plugin } from '../../claude/types.ts'
import { scanTree } from '../../trees/scan.ts'
import type { SavedInPlace } from './look.ts'

/** Plugins with more files than this are not followed where they are read in place. */
const MOST_FILES = 5000

/**
 * Tells which files of a plugin that is read in place were saved since it was last asked, and at first, since `from`:
 * there is no copy to compare them with.
 */
export function openInPlace(from = Date.now()) {
  const known = new Map<string, ReadonlyMap<string, number>>()
  return (plugin: Plugin): readonly SavedInPlace[] => {
    const { entries } = scanTree(plugin.loaded.path)
    if (entries.size > MOST_FILES) return []
    const before = known.get(plugin.loaded.path)
    const times = [...entries.values()]
      .filter(({ kind }) => kind === 'file')
      .map((one) => [one.path, one.mtimeMs] as const)
    known.set(plugin.loaded.path, new Map(times))
    return times
      .filter(([path, time]) => time > from && time !== before?.get(path))
      .map(([path, savedAt]) => ({ path, savedAt, isAdded: before !== undefined && !before.has(path) }))
      .sort((one, other) => other.savedAt - one.savedAt)
  }
}
