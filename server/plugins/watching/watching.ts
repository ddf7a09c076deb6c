import type { Plugin } from '../../claude/types.ts'
import { isAlive } from '../../processes.ts'
import type { Store } from '../../store.ts'
import { nothingToCompare } from '../pairs.ts'
import type { Compared } from '../status.ts'
import type { Watching } from '../types.ts'
import type { Standing } from './machine.ts'
import { seenFromOutside } from './outside.ts'

/** Which plugins are synced on every save, and how each of them is doing. */
/** Stands for all plugins that say nothing themselves. */
export const ALL = '*'

export function openWatching(store: Store) {
  let wishes = store.watches()
  /** What this process was told to watch on its command line, whatever the switches say. */
  let told: ReadonlySet<string> | null = null
  /** How the plugins are doing that this process watches itself. */
  const standings = new Map<string, Standing>()
  const listeners = new Set<(id: string, wanted: boolean) => void>()

  /** Of all plugins only those count that Claude Code loads; one that is named counts anyhow. */
  function wants({ id, enabled }: Plugin): boolean {
    return told?.has(id) ?? wishes.get(id) ?? (enabled && (wishes.get(ALL) ?? false))
  }

  /** A link whose folder is gone can be watched for; anything else without a source cannot. */
  function impossible(plugin: Plugin): string | null {
    const isLost = plugin.loaded.how === 'cache' && plugin.source === null && store.links().has(plugin.id)
    return isLost ? null : nothingToCompare(plugin)
  }

  /** What another process said that still watches it; else what the folders show. */
  function fromOutside(plugin: Plugin, compared: Compared): Standing {
    const theirs = store.watchers().find((row) => row.plugin === plugin.id && isAlive(row.pid, row.process_start))
    return seenFromOutside(theirs ?? null, compared)
  }

  return {
    of(plugin: Plugin, compared: Compared = null): Watching {
      const why = impossible(plugin)
      const wanted = wants(plugin)
      const by = wishes.has(plugin.id) ? 'itself' : 'all'
      if (!wanted || why !== null) return { state: 'off', sentence: '', progress: null, impossible: why, wanted, by }
      const standing = standings.get(plugin.id) ?? fromOutside(plugin, compared)
      return { ...standing, impossible: null, wanted, by }
    },

    wants,
    impossible,
    wantsAll: () => wishes.get(ALL) ?? false,

    /** Turns the switch of one plugin, or of all; turned on again it also ends what had stopped it. */
    set(id: string, wanted: boolean) {
      store.putWatch(id, wanted)
      wishes = store.watches()
      for (const listener of listeners) listener(id, wanted)
    },

    /** Another process may have turned a switch. */
    lookAgain() {
      wishes = store.watches()
    },

    onlyThese(ids: Iterable<string>) {
      told = new Set(ids)
    },

    onTurned(listener: (id: string, wanted: boolean) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** How a plugin is doing that this process watches; null: it does not any more. */
    report(id: string, standing: Standing | null) {
      if (standing) standings.set(id, standing)
      else standings.delete(id)
    },
  }
}
