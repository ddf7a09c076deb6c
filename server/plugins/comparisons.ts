import type { Plugin } from '../claude/types.ts'
import type { Pair, PairResult } from '../trees/pair.ts'
import { pairOf } from './pairs.ts'

export type Compare = (pairs: readonly Pair[], onResult: (result: PairResult) => void) => Promise<unknown>

/**
 * What is known of how each plugin's source and loaded folder differ. Nothing is compared twice unless the watcher,
 * or a sync, said that one of the folders changed (`forget`).
 */
export function openComparisons(options: { compare: Compare; changed: (id: string) => void }) {
  /** `fresh` is false from the word that a folder changed until it was compared again, some milliseconds later. */
  const known = new Map<string, { pair: string; result: PairResult; fresh: boolean }>()
  /** What is being compared, with the number of the request: an answer to an older one is dropped. */
  const underWay = new Map<string, number>()
  let requests = 0

  /** The pair as text: a plugin whose folders moved is compared anew. */
  const identity = ({ source, loaded, installedAt }: Pair) => JSON.stringify([source, loaded, installedAt])

  function lookUp(pair: Pair) {
    const found = known.get(pair.key)
    return found?.pair === identity(pair) ? found : null
  }

  return {
    /** 'nothing' when there is no folder to look at, null while it is not known yet. */
    of(plugin: Plugin): PairResult | 'nothing' | null {
      const pair = pairOf(plugin)
      return pair ? (lookUp(pair)?.result ?? null) : 'nothing'
    },

    /** Compares what is not known. Results are told one by one through `changed`. */
    async bring(plugins: readonly Plugin[]): Promise<void> {
      const pairs = plugins
        .map(pairOf)
        .filter((pair) => pair !== null)
        .filter((pair) => !lookUp(pair)?.fresh && !underWay.has(pair.key))
      if (pairs.length === 0) return
      const request = ++requests
      for (const { key } of pairs) underWay.set(key, request)
      const identities = new Map(pairs.map((pair) => [pair.key, identity(pair)]))
      await options.compare(pairs, (result) => {
        if (underWay.get(result.key) !== request) return
        underWay.delete(result.key)
        known.set(result.key, { pair: identities.get(result.key) ?? '', result, fresh: true })
        options.changed(result.key)
      })
    },

    forget(id: string) {
      const found = known.get(id)
      if (found) found.fresh = false
      underWay.delete(id)
    },

    forgetAll() {
      for (const id of known.keys()) this.forget(id)
    },
  }
}
