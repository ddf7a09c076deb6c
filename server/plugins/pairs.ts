import { realpathSync } from 'node:fs'
import type { Plugin } from '../claude/types.ts'
import type { Store } from '../store.ts'
import type { Pair } from '../trees/pair.ts'

/** Why there is nothing to compare for a plugin, as a sentence; null when there is. */
export function nothingToCompare({ loaded, source }: Plugin): string | null {
  if (loaded.how === 'missing') return 'the folder that Claude Code should read is not there.'
  if (loaded.how !== 'cache') return `Claude Code reads it in place, from ${loaded.path}.`
  if (!source) return 'no folder on this machine is known as its source.'
  return null
}

/**
 * The two folders of a plugin: its source and its loaded copy, or the loaded folder twice where there is nothing to
 * compare it with. Null when the loaded folder is missing.
 */
export function pairOf(plugin: Plugin): Pair | null {
  const { id, loaded, source, lastUpdated, records } = plugin
  if (loaded.how === 'missing') return null
  if (nothingToCompare(plugin) !== null || !source) return { key: id, source: loaded.path, loaded: loaded.path }
  const installedAt = lastUpdated ? Date.parse(lastUpdated) : Number.NaN
  const commit = records.find(({ installPath }) => installPath === loaded.path)?.gitCommitSha ?? null
  return {
    key: id,
    source: source.path,
    loaded: loaded.path,
    installedAt: Number.isNaN(installedAt) ? null : installedAt,
    git: commit !== null,
    commit,
  }
}

/** What Hotplug left in the loaded folder since the last install or update is the base of a three-way comparison. */
export function withBase(pair: Pair, store: Store): Pair {
  const base = baseOf(store, pair.loaded, pair.installedAt ?? 0)
  return base.size > 0 ? { ...pair, base } : pair
}

export const baseOf = (store: Store, folder: string, since: number) => store.base(realOf(folder), since)

/** Bases are kept by real paths; people keep Claude Code's folder behind a link. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
