import { isInCache } from '../claude/plugin-folder.ts'
import type { Plugin } from '../claude/types.ts'
import { cacheEdited, HotplugError, outsideCache, planChanged } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { remedyText } from '../reload/sequence.ts'
import { applyPlan } from '../trees/apply.ts'
import { type Comparison, comparePair } from '../trees/pair.ts'
import { type Plan, planSync } from '../trees/plan.ts'
import { examine } from './examine.ts'
import { findPlugin } from './find.ts'
import { journalOf } from './journal.ts'
import { movedOn, unlessReplaced } from './moved-on.ts'
import { nothingToCompare, pairOf, withBase } from './pairs.ts'
import { type Choosing, limitedTo, namesIn, refuseOthers, resolvedSummary, takes } from './resolve-files.ts'
import type { Step } from './types.ts'

export type SyncOptions = {
  /** Bring edits of the loaded copy back to the source, instead of the other way. */
  fromCache: boolean
  /** Also replace files that were edited in the loaded copy itself. */
  overwrite: boolean
  dryRun: boolean
  /** The fingerprint of the plan that was shown; null: whatever the disk asks for now. */
  shown: string | null
  /** These files and no others. */
  only?: readonly string[] | undefined
}

/** A result as `sync --json` prints it: what was, or would be, done to which file. */
export const syncJson = ({ plan, ...result }: SyncResult) => ({
  ...result,
  warnings: plan?.warnings.map((warning) => warning.message) ?? [],
  skipped: plan?.skipped.map(({ path, message }) => ({ path, message })) ?? [],
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
export function planFor(panel: Panel, plugin: Plugin, choosing: Choosing): Planned | null {
  const pair = nothingToCompare(plugin) === null ? pairOf(plugin) : null
  if (!pair) return null
  if (!isInCache(pair.loaded, panel.config.pluginsDir)) throw outsideCache(plugin.id, pair.loaded)
  return planOf(panel, plugin, comparePair(withBase(pair, panel.store), panel.comparisons.memoOf(pair)), choosing)
}

export type Planned = { plan: Plan; compared: Comparison }

/** The same of a comparison that was just made. */
export function planOf(
  panel: Panel,
  plugin: Plugin,
  compared: Comparison,
  { only, ...choosing }: Choosing,
): Planned | null {
  const named = only && namesIn(panel, plugin, compared, only)
  const plan = planSync(compared, choosing.fromCache ? 'to-source' : 'to-loaded', takes({ ...choosing, only: named }))
  if (named) refuseOthers(plugin.id, compared, plan, named)
  if (plan.operations.length === 0) return null
  return { plan, compared: named ? limitedTo(compared, named) : compared }
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
    const steps = options.fromCache ? [] : stepsAfterSync(panel, plugin, compared)
    const result = { id: plugin.id, plan, steps, remedy: remedyText(steps) }
    if (options.dryRun) return { ...result, action: null, done: false, message: `Would change ${summaryOf(plan)}.` }

    if (!options.overwrite) refuseOverwriting(plugin, plan, options.only !== undefined)
    const summary = options.only ? resolvedSummary(plan, compared) : doneSummary(plan)
    const journal = journalOf(panel.store, { kind: 'sync', plugin: plugin.id, summary, after: commandsOf(steps) })
    panel.sessions.remember(
      plan.into,
      plan.operations.map(({ path }) => path),
    )
    const { action } = await panel.activities.run(`Syncing ${plugin.id}`, (task) =>
      unlessReplaced(panel, plan.into, () => applyFor(panel, plan)(plan, journal, { trashDir: panel.trashDir, task })),
    )
    panel.synced(plugin, plan)
    panel.tellSynced()
    const moved = options.fromCache ? null : movedOn(panel, plugin)
    if (moved !== null) panel.store.noteOn(action, moved)
    return { ...result, action, done: true, message: [`${summary}.`, ...(moved === null ? [] : [moved])].join(' ') }
  })
}

/** From so many files on, other threads carry a plan out while this one answers. */
const MANY = 200

const applyFor = ({ apply }: Panel, { operations }: Plan) => (operations.length < MANY ? applyPlan : apply)

/** What is left to do in running sessions once these differences are synced. */
export const stepsAfterSync = (panel: Panel, plugin: Plugin, compared: Comparison) =>
  examine(panel, plugin, compared).steps.filter((step) => step.by !== 'hotplug')

/** What is to be typed in running sessions, or done to them. */
export const commandsOf = (steps: readonly Step[]) =>
  steps.filter((step) => step.by === 'claude').map((step) => step.command ?? step.text)

/** Nobody else holds the lock, so whatever still counts as running was interrupted, and could not be ended since. */
export function refuseUnfinished({ store }: Panel, id: string) {
  if (!store.isRunning(id)) return
  throw new HotplugError(
    409,
    `An interrupted change of ${id} could not be finished or taken back yet.`,
    'Run `hotplug history` for what stands in its way; every start tries again.',
  )
}

export function refuseOverwriting(plugin: Plugin, plan: Plan, named = false) {
  const paths = plan.warnings.filter((warning) => warning.kind === 'overwrites').flatMap((warning) => warning.paths)
  if (paths.length > 0) throw cacheEdited(plugin.id, paths, named)
}

export function nothingToDo(plugin: Plugin, fromCache: boolean): string {
  const why = nothingToCompare(plugin)
  if (why !== null) return `There is nothing to sync: ${why}`
  return fromCache ? 'No file was edited in the loaded copy alone.' : 'The loaded copy is the same as its source.'
}

export const unchanged = (id: string, message: string): SyncResult => ({
  id,
  action: null,
  done: false,
  message,
  plan: null,
  steps: [],
  remedy: 'none',
})

/** 'Synced 3 files (1 removed)' */
export const doneSummary = (plan: Plan) =>
  `${plan.direction === 'to-source' ? 'Brought back' : 'Synced'} ${summaryOf(plan)}`

/** '3 files', '3 files (1 removed)' */
export function summaryOf({ operations, counts }: Plan): string {
  const files = operations.length === 1 ? '1 file' : `${operations.length} files`
  return counts.removed > 0 ? `${files} (${counts.removed} removed)` : files
}
