import type { Plugin } from '../claude/types.ts'
import { HotplugError, sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { remedyText } from '../reload/sequence.ts'
import { findPlugin } from './find.ts'
import {
  nothingToDo,
  type SyncOptions,
  type SyncResult,
  stepsAfterSync,
  summaryOf,
  syncPlugin,
  unchanged,
} from './sync.ts'
import { titleOf } from './sync-all.ts'
import { isReady, judge, judgeNow, mayDrift, type Ready } from './sync-judge.ts'
import { syncMany } from './sync-many.ts'
import { recordMany } from './sync-record.ts'

type Options = Omit<SyncOptions, 'shown'>

/** Several plugins at once; `ids` null: all that drift. What fails does not stop the rest. */
export async function syncPlugins(
  panel: Panel,
  ids: readonly string[] | null,
  options: Options,
): Promise<{ results: SyncResult[]; failed: boolean }> {
  if (ids?.length === 0) throw new HotplugError(422, 'Say which plugins to sync, or --all.')
  if (ids?.length === 1 && ids[0])
    return { results: [await syncPlugin(panel, ids[0], { ...options, shown: null })], failed: false }
  const { plugins, unknown } = ids === null ? everything(panel) : named(panel, ids)
  for (const { id } of plugins) panel.comparisons.forget(id)
  await panel.comparisons.bring(plugins)
  const choosing = { ...options, update: ids !== null }
  const judged = plugins.map((plugin) => ({ plugin, judged: judge(panel, plugin, choosing) }))
  const ready = judged.flatMap(({ judged }) => (isReady(judged) ? [judged] : []))
  const synced = options.dryRun ? wouldSync(panel, ready, options) : await syncAtOnce(panel, ready, choosing)
  const byId = new Map(synced.results.map((result) => [result.id, result]))
  const asides = judged.filter(({ judged }) => judged !== null && !isReady(judged))
  const results = judged.flatMap(({ plugin, judged }) => {
    if (judged !== null && !isReady(judged)) return unchanged(plugin.id, judged.sentence)
    return byId.get(plugin.id) ?? (ids ? unchanged(plugin.id, nothingToDo(plugin, options.fromCache)) : [])
  })
  const failed = synced.failed.length > 0 || synced.cancelled || asides.length > 0 || unknown.length > 0
  return { results: [...results, ...unknown], failed }
}

const everything = (panel: Panel) => ({ plugins: panel.survey.inventory().plugins.filter(mayDrift), unknown: [] })

function named(panel: Panel, ids: readonly string[]) {
  const plugins = new Map<string, Plugin>()
  const unknown: SyncResult[] = []
  for (const id of ids) {
    try {
      const plugin = findPlugin(panel, id)
      plugins.set(plugin.id, plugin)
    } catch (error) {
      unknown.push(unchanged(id, sentenceOf(error)))
    }
  }
  return { plugins: [...plugins.values()], unknown }
}

const wouldSync = (panel: Panel, ready: readonly Ready[], { fromCache }: Options) => ({
  results: ready.map(({ plugin, plan, compared }) => {
    const steps = fromCache ? [] : stepsAfterSync(panel, plugin, compared)
    const message = `Would change ${summaryOf(plan)}.`
    return { id: plugin.id, plan, steps, remedy: remedyText(steps), action: null, done: false, message }
  }),
  failed: [],
  cancelled: false,
})

const syncAtOnce = (panel: Panel, ready: readonly Ready[], choosing: Options & { update: boolean }) =>
  panel.activities.run(titleOf(ready.length), async (task) => {
    const synced = await syncMany(panel, ready, task, (plugin) => judgeNow(panel, plugin, choosing))
    recordMany(panel, synced)
    return synced
  })
