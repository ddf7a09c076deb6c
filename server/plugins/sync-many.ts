import type { Plugin } from '../claude/types.ts'
import { sentenceOf } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { remedyText } from '../reload/sequence.ts'
import type { Task } from '../trees/apply.ts'
import { RefusedError } from '../trees/errors.ts'
import type { Journal } from '../trees/journal.ts'
import { journalOf } from './journal.ts'
import { movedOn, unlessReplaced } from './moved-on.ts'
import {
  commandsOf,
  doneSummary,
  nothingToDo,
  refuseUnfinished,
  type SyncResult,
  stepsAfterSync,
  unchanged,
} from './sync.ts'
import { openLedger } from './sync-journal.ts'
import { type Aside, isReady, type Ready } from './sync-judge.ts'

export type ManySynced = { results: SyncResult[]; failed: readonly string[]; cancelled: boolean }

/** So many plugins are in hand at once: while one waits for the disk or the journal, others are copied. */
const AT_ONCE = 8

const CANCELLED = 'Not synced: it was cancelled.'
const CHANGED = 'Not synced: its files changed while the others were being synced. Look at it again.'

/**
 * Carries out the plans of several plugins at once, each under its own lock and as its own action. What fails does not
 * stop the rest; once it is cancelled, what was begun is taken back unless all of it was at hand, and the rest is left.
 * `anew` looks again at a plugin that changed since; without it only what was shown is done.
 */
export async function syncMany(
  panel: Panel,
  ready: readonly Ready[],
  task: Task,
  anew?: (plugin: Plugin) => Ready | Aside | null,
): Promise<ManySynced> {
  const failed = new Set<string>()
  const results = new Map<string, SyncResult>()
  const ledger = openLedger(panel.store)
  const counted = countFiles(ready, task)
  const leave = ({ plugin: { id } }: Ready) => results.set(id, unchanged(id, CANCELLED))

  async function syncOne(one: Ready): Promise<'ended' | 'busy' | 'changed'> {
    const { id } = one.plugin
    const fate: Fate = { isOurs: false, isAtHand: false }
    const journaled = (journal: Journal) => droppingCancelled(panel, ledger(journal), task, fate)
    try {
      const result = await withLock(panel.store, id, () => {
        fate.isOurs = true
        return carryOut(panel, one, journaled, counted(one))
      })
      results.set(id, result)
      return 'ended'
    } catch (error) {
      if (task.signal.aborted && !fate.isAtHand) {
        leave(one)
        return 'ended'
      }
      results.set(id, { ...unchanged(id, sentenceOf(error)), plan: one.plan })
      failed.add(id)
      if (!fate.isOurs) return 'busy'
      return error instanceof RefusedError ? 'changed' : 'ended'
    }
  }

  /** Somebody else was at it, a sync on save for instance, or it was edited again: one more time. */
  async function again([one, why]: readonly [Ready, 'busy' | 'changed']) {
    const { plugin } = one
    if (task.signal.aborted) return
    const now = anew ? anew(plugin) : why === 'busy' ? one : { sentence: CHANGED }
    if (now && !isReady(now)) results.set(plugin.id, unchanged(plugin.id, now.sentence))
    else failed.delete(plugin.id)
    if (isReady(now)) await syncOne(now)
    else if (now === null) results.set(plugin.id, unchanged(plugin.id, nothingToDo(plugin, false)))
  }

  const retry: [Ready, 'busy' | 'changed'][] = []
  await inParallel(largestFirst(ready), async (one) => {
    if (task.signal.aborted) return leave(one)
    const how = await syncOne(one)
    if (how !== 'ended') retry.push([one, how])
  })
  await inParallel(retry, again)
  tell(panel, ready, results)
  return {
    results: ready.map(({ plugin }) => results.get(plugin.id) ?? unchanged(plugin.id, CANCELLED)),
    failed: [...failed],
    cancelled: [...results.values()].some(({ message }) => message === CANCELLED),
  }
}

/** How far one came: it has the lock; all that it needs is at hand, so it is not cancelled any more. */
type Fate = { isOurs: boolean; isAtHand: boolean }

async function carryOut(
  panel: Panel,
  { plugin, plan, compared }: Ready,
  journaled: (journal: Journal) => Journal,
  task: Task,
): Promise<SyncResult> {
  const { id } = plugin
  refuseUnfinished(panel, id)
  const steps = plan.direction === 'to-source' ? [] : stepsAfterSync(panel, plugin, compared)
  const summary = doneSummary(plan)
  const journal = journalOf(panel.store, { kind: 'sync', plugin: id, summary, after: commandsOf(steps) })
  panel.sessions.remember(
    plan.into,
    plan.operations.map(({ path }) => path),
  )
  const { action } = await unlessReplaced(panel, plan.into, () =>
    panel.apply(plan, journaled(journal), { trashDir: panel.trashDir, task }),
  )
  return { id, plan, steps, remedy: remedyText(steps), action, done: true, message: `${summary}.` }
}

/** What was cancelled before it changed anything leaves no line in the history. */
const droppingCancelled = (panel: Panel, journal: Journal, { signal }: Task, fate: Fate): Journal => ({
  ...journal,
  phase(action, phase) {
    fate.isAtHand = true
    return journal.phase(action, phase)
  },
  fail: (action, outcome, message) =>
    signal.aborted && !fate.isAtHand && outcome === 'reverted'
      ? panel.store.dropAttempt(action)
      : journal.fail(action, outcome, message),
})

/** Adds up how far all of them are; each may still be ended, as a whole it always can. */
function countFiles(ready: readonly Ready[], task: Task) {
  const total = ready.reduce((sum, { plan }) => sum + plan.operations.length, 0)
  const done = new Map<string, number>()
  let sum = 0
  task.progress(0, total)
  return ({ plugin: { id } }: Ready): Task => ({
    signal: task.signal,
    commit: () => {},
    progress(now) {
      sum += now - (done.get(id) ?? 0)
      done.set(id, now)
      task.progress(Math.min(sum, total), total)
    },
  })
}

function tell(panel: Panel, ready: readonly Ready[], results: ReadonlyMap<string, SyncResult>) {
  panel.survey.lookAgain()
  for (const { plugin } of ready) {
    const result = results.get(plugin.id)
    if (!result?.done || !result.plan) continue
    panel.comparisons.settle(plugin, result.plan)
    const moved = movedOn(panel, plugin)
    if (moved === null || result.action === null) continue
    panel.store.noteOn(result.action, moved)
    result.message = `${result.message} ${moved}`
  }
  panel.tellSynced()
}

/** The largest decides how long it takes, so it begins first. */
const largestFirst = (ready: readonly Ready[]) =>
  ready.toSorted((one, other) => other.plan.operations.length - one.plan.operations.length)

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>) {
  const left = [...items]
  const run = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
}
