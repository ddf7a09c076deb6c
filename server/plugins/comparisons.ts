import type { Plugin } from '../claude/types.ts'
import { type Memo, sameStamp } from '../trees/compare.ts'
import type { Comparison, Pair, PairResult } from '../trees/pair.ts'
import type { Plan } from '../trees/plan.ts'
import type { Entry, FileDelta } from '../trees/types.ts'
import { pairOf } from './pairs.ts'

const MOST_MEMOS = 8

export type Compare = (pairs: readonly Pair[], onResult: (result: PairResult) => void) => Promise<unknown>

/**
 * What is known of how each plugin's source and loaded folder differ. Nothing is compared twice unless the watcher,
 * or a sync, said that one of the folders changed (`forget`).
 */
export function openComparisons(options: { compare: Compare; changed: (id: string) => void }) {
  /** `fresh` is false from the word that a folder changed until it was compared again, some milliseconds later. */
  const known = new Map<string, { pair: string; result: PairResult; fresh: boolean }>()
  /** What is being compared, with the number of the request: an answer to an older one is dropped. */
  const underWay = new Map<string, { request: number; over: PromiseWithResolvers<void> }>()
  const memos = new Map<string, Memo>()
  let requests = 0

  /** The pair as text: a plugin whose folders moved is compared anew. */
  const identity = ({ source, loaded, installedAt }: Pair) => JSON.stringify([source, loaded, installedAt])

  function lookUp(pair: Pair) {
    const found = known.get(pair.key)
    return found?.pair === identity(pair) ? found : null
  }

  function end(key: string) {
    underWay.get(key)?.over.resolve()
    underWay.delete(key)
  }

  return {
    /** 'nothing' when there is no folder to look at, null while it is not known yet. */
    of(plugin: Plugin): PairResult | 'nothing' | null {
      const pair = pairOf(plugin)
      return pair ? (lookUp(pair)?.result ?? null) : 'nothing'
    },

    /** Compares what is not known, or waits until that is done. Results are told one by one through `changed`. */
    async bring(plugins: readonly Plugin[]): Promise<void> {
      const unknown = plugins
        .map(pairOf)
        .filter((pair) => pair !== null)
        .filter((pair) => !lookUp(pair)?.fresh)
      const asked = unknown.flatMap(({ key }) => underWay.get(key)?.over.promise ?? [])
      const pairs = unknown.filter(({ key }) => !underWay.has(key))
      if (pairs.length === 0) return void (await Promise.all(asked))
      const request = ++requests
      for (const { key } of pairs) underWay.set(key, { request, over: Promise.withResolvers() })
      const identities = new Map(pairs.map((pair) => [pair.key, identity(pair)]))
      await options.compare(pairs, (result) => {
        if (underWay.get(result.key)?.request !== request) return
        const pair = identities.get(result.key) ?? ''
        const before = known.get(result.key)
        const isNews = before?.pair !== pair || !isSame(before.result, result)
        // The same result as before stays the same value: what was made of it holds.
        known.set(result.key, { pair, result: isNews || !before ? result : before.result, fresh: true })
        end(result.key)
        options.changed(result.key)
      })
      await Promise.all(asked)
    },

    /** Somebody has just compared a plugin for a purpose of their own. */
    learn(plugin: Plugin, result: PairResult) {
      const pair = pairOf(plugin)
      if (!pair) return
      end(pair.key)
      known.set(pair.key, { pair: identity(pair), result, fresh: true })
    },

    /** What was found equal of a plugin that somebody compares here and now; of the latest ones it is kept. */
    memoOf(pair: Pair): Memo {
      const key = identity(pair)
      const memo = memos.get(key) ?? new Map()
      memos.delete(key)
      memos.set(key, memo)
      for (const oldest of memos.keys()) if (memos.size > MOST_MEMOS) memos.delete(oldest)
      return memo
    },

    /** After an action of ours: nothing of its files differs any more, as far as one knows before looking again. */
    settle(plugin: Plugin, { operations }: Plan) {
      const pair = pairOf(plugin)
      const found = pair && lookUp(pair)
      if (!found || found.result.error !== null) return
      const paths = new Set(operations.map(({ path }) => path))
      const { result } = found
      const deltas = result.deltas.filter(({ path }) => !paths.has(path))
      const removed = operations.filter((operation) => operation.do === 'remove').length
      found.result = { ...result, deltas, same: result.same + operations.length - removed }
      found.fresh = false
      end(pair.key)
    },

    forget(id: string) {
      const found = known.get(id)
      if (found) found.fresh = false
      end(id)
    },

    forgetAll() {
      for (const id of known.keys()) this.forget(id)
    },
  }
}

/** Whether two comparisons of the same folders found the same: every file that differs is as it was. */
function isSame(one: PairResult, other: PairResult): boolean {
  if (one.error !== null || other.error !== null) return one.error === other.error
  const rest = ({ deltas, ...rest }: Comparison) => JSON.stringify([rest, deltas.length])
  return rest(one) === rest(other) && one.deltas.every((delta, index) => isSameDelta(delta, other.deltas[index]))
}

const isSameDelta = (one: FileDelta, other: FileDelta | undefined) =>
  one.path === other?.path &&
  one.state === other.state &&
  one.edited === other.edited &&
  one.aspects.join() === other.aspects.join() &&
  isSameEntry(one.source, other.source) &&
  isSameEntry(one.loaded, other.loaded)

const isSameEntry = (one: Entry | null, other: Entry | null) =>
  one === other ||
  (one !== null && other !== null && one.target === other.target && sameStamp(one, other) && one.mode === other.mode)
