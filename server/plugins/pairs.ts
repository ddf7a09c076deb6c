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
 * The two folders of a plugin whose loaded copy is a cached version. What Hotplug last left there counts as the base
 * of a three-way comparison only while no install or update has come after it.
 */
export function pairOf(plugin: Plugin, store: Store): Pair | null {
  if (nothingToCompare(plugin) !== null || !plugin.source) return null
  const installedAt = plugin.lastUpdated ? Date.parse(plugin.lastUpdated) : Number.NaN
  const base = store.base(plugin.loaded.path)
  return {
    key: plugin.id,
    source: plugin.source.path,
    loaded: plugin.loaded.path,
    base: base && !(base.at < installedAt) ? base.hashes : null,
    installedAt: Number.isNaN(installedAt) ? null : installedAt,
    git: plugin.records.some(
      ({ installPath, gitCommitSha }) => installPath === plugin.loaded.path && gitCommitSha !== null,
    ),
  }
}
