import type { Plugin } from '../claude/types.ts'
import type { Store } from '../store.ts'
import { nothingToCompare } from './pairs.ts'
import type { Watching } from './types.ts'

/** Which plugins are synced on every save, and how each of them is doing. */
export function openWatching(store: Store) {
  return {
    of(plugin: Plugin): Watching {
      const watches = store.watches()
      const own = watches.get(plugin.id)
      const wanted = own ?? watches.get('*') ?? false
      return {
        state: 'off',
        sentence: '',
        impossible: nothingToCompare(plugin),
        wanted,
        by: own === undefined ? 'all' : 'itself',
        progress: null,
      }
    },
  }
}
