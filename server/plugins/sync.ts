import { isInCache } from '../claude/plugin-folder.ts'
import type { Plugin } from '../claude/types.ts'
import { cacheEdited, HotplugError, outsideCache, planChanged, sentenceOf } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { remedyText } from '../reload/sequence.ts'
import { applyPlan } from '../trees/apply.ts'
import { type Comparison, comparePair } from '../trees/pair.ts'
import { type Plan, planSync } from '../trees/plan.ts'
import type { FileDelta } from '../trees/types.ts'
import { examine } from './examine.ts'
import { findPlugin } from './find.ts'
import { journalOf } from './journal.ts'
import { nothingToCompare, pairOf, withBase } from './pairs.ts'
import type { Step } from './types.ts'

export type SyncOptions = {
  /** Bring edits of the loaded copy back to the source, instead of the other way. */
  fromCache: boolean
  /** Also replace files that were edited in the loaded copy itself. */
  overwrite: boolean
  dryRun: boolean
  /** The fingerprint of the plan that was shown; null: whatever the disk asks for now. */
  shown: string | null
}

/** A result as `sync --json` prints it: what was, or would be, done to which file. */
export const syncJson = ({ plan, ...result }: SyncResult) => ({
  ...result,
  warnings: plan?.warnings.map((warning) => warning.message) ?? [],
  files: plan?.operations.map((operation) => ({ path: operation.path, do: operation.do })) ?? [],
})

export type SyncResult = {
  id: string
  /** The number of the action; null when nothing was changed. */
  action: number | null
  done: boolean
  message: string
  plan: Plan | null
  /** What is left to do in running sessions. */
  steps: readonly Step[]
  remedy: string
}

/** What a sync would do, compared here and now; null when there is nothing to compare, or no difference. */
export function planFor(
  panel: Panel,
  plugin: Plugin,
  { fromCache, overwrite }: Pick<SyncOptions, 'fromCache' | 'overwrite'>,
): { plan: Plan; compared: Comparison } | null {
  const pair = nothingToCompare(plugin) === null ? pairOf(plugin) : null
  if (!pair) return null
  if (!isInCache(pair.loaded, panel.config.pluginsDir)) throw outsideCache(plugin.id, pair.loaded)
  const compared = comparePair(withBase(pair, panel.store))
  const inCache = ({ edited }: FileDelta) => edited === 'cache' || (edited === 'both' && overwrite)
  const plan = fromCache ? planSync(compared, 'to-source', inCache) : planSync(compared, 'to-loaded')
  return plan.operations.length > 0 ? { plan, compared } : null
}

/** The same by what is known already; null too where it must not be done: the page of the plan says why. */
export function knownPlan(panel: Panel, plugin: Plugin): Plan | null {
  const compared = panel.comparisons.of(plugin)
  if (compared === null || compared === 'nothing' || compared.error !== null || compared.deltas.length === 0)
    return null
  if (!isInCache(plugin.loaded.path, panel.config.pluginsDir)) return null
  try {
    return planSync(compared, 'to-loaded')
  } catch {
    return null
  }
}

/** Makes the loaded copy equal to the source (or the other way), journaled and to be taken back by undo. */
export async function syncPlugin(panel: Panel, id: string, options: SyncOptions): Promise<SyncResult> {
  const plugin = findPlugin(panel, id)
  return withLock(panel.store, plugin.id, async () => {
    refuseUnfinished(panel, plugin.id)
    const planned = planFor(panel, plugin, options)
    if (!planned) return unchanged(plugin.id, nothingToDo(plugin, options.fromCache))
    const { plan, compared } = planned
    if (options.shown !== null && options.shown !== plan.fingerprint) throw planChanged(plugin.id)
    const steps = options.fromCache
      ? []
      : examine(panel, plugin, compared).steps.filter((step) => step.by !== 'hotplug')
    const result = { id: plugin.id, plan, steps, remedy: remedyText(steps) }
    if (options.dryRun) return { ...result, action: null, done: false, message: `Would change ${summaryOf(plan)}.` }

    if (!options.overwrite) refuseOverwriting(plugin, plan)
    const summary = `${options.fromCache ? 'Brought back' : 'Synced'} ${summaryOf(plan)}`
    const journal = journalOf(panel.store, { kind: 'sync', plugin: plugin.id, summary, after: commandsOf(steps) })
    const { action } = await panel.activities.run(`Syncing ${plugin.id}`, (task) =>
      applyPlan(plan, journal, { trashDir: panel.trashDir, task }),
    )
    await panel.changed(plugin)
    return { ...result, action, done: true, message: `${summary}.` }
  })
}

/** Several plugins, one after the other; `ids` null: all that drift. What fails does not stop the rest. */
export async function syncPlugins(
  panel: Panel,
  ids: readonly string[] | null,
  options: Omit<SyncOptions, 'shown'>,
): Promise<{ results: SyncResult[]; failed: boolean }> {
  if (ids?.length === 0) throw new HotplugError(422, 'Say which plugins to sync, or --all.')
  if (ids?.length === 1 && ids[0])
    return { results: [await syncPlugin(panel, ids[0], { ...options, shown: null })], failed: false }
  const all =
    ids ??
    panel.survey
      .inventory()
      .plugins.filter((plugin) => plugin.enabled)
      .map((plugin) => plugin.id)
  const results: SyncResult[] = []
  let failed = false
  for (const id of all) {
    try {
      const result = await syncPlugin(panel, id, { ...options, shown: null })
      if (ids || result.plan) results.push(result)
    } catch (error) {
      failed = true
      results.push(unchanged(id, sentenceOf(error)))
    }
  }
  return { results, failed }
}

/** What is to be typed in running sessions, or done to them. */
const commandsOf = (steps: readonly Step[]) =>
  steps.filter((step) => step.by === 'claude').map((step) => step.command ?? step.text)

/** Nobody else holds the lock, so whatever still counts as running was interrupted, and could not be ended since. */
function refuseUnfinished({ store }: Panel, id: string) {
  if (!store.runningActions().some((row) => row.plugin === id)) return
  throw new HotplugError(
    409,
    `An interrupted change of ${id} could not be finished or taken back yet.`,
    'Run `hotplug history` for what stands in its way; every start tries again.',
  )
}

function refuseOverwriting(plugin: Plugin, plan: Plan) {
  const paths = plan.warnings.filter((warning) => warning.kind === 'overwrites').flatMap((warning) => warning.paths)
  if (paths.length > 0) throw cacheEdited(plugin.id, paths)
}

function nothingToDo(plugin: Plugin, fromCache: boolean): string {
  const why = nothingToCompare(plugin)
  if (why !== null) return `There is nothing to sync: ${why}`
  return fromCache ? 'No file was edited in the loaded copy alone.' : 'The loaded copy is the same as its source.'
}

const unchanged = (id: string, message: string): SyncResult => ({
  id,
  action: null,
  done: false,
  message,
  plan: null,
  steps: [],
  remedy: 'none',
})

/** '3 files', '3 files (1 removed)' */
function summaryOf({ operations, counts }: Plan): string {
  const files = operations.length === 1 ? '1 file' : `${operations.length} files`
  return counts.removed > 0 ? `${files} (${counts.removed} removed)` : files
}
