import type { Task } from '../../activities.ts'
import { HotplugError, planChanged } from '../../errors.ts'
import { inTurn } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import { explain } from '../../trees/errors.ts'
import { newToken } from '../../trees/places.ts'
import { wholeFolder } from '../../trees/stand-in.ts'
import { withLocks } from '../cache/clear-locks.ts'
import { findPlugin } from '../find.ts'
import { refuseUnfinished } from '../sync.ts'
import type { Undone } from '../undo.ts'
import { carryOut } from './carry-out.ts'
import type { Driven } from './claude.ts'
import { factsOf } from './facts.ts'
import { beginModeLog, modeWork, type OpenModeLog } from './log.ts'
import { planMode } from './plan.ts'
import { isReached } from './reached.ts'
import { takeBackSteps } from './take-back.ts'
import type { ModeName, ModePlan } from './types.ts'
import { undoMode } from './undo.ts'
import { MODE_NOUNS } from './words.ts'

export type SwitchOptions = {
  dryRun: boolean
  /** The fingerprint of the plan that was shown; null: whatever is there now. */
  shown: string | null
}

export type Switched = { id: string; action: number | null; done: boolean; message: string; plan: ModePlan }

/**
 * Switches the way a plugin is developed, as one action that undo takes back. Where a step fails, those before it are
 * taken back at once. Throws HotplugError where it cannot be done, or the disk is not what was shown.
 */
export async function switchMode(panel: Panel, id: string, to: ModeName, options: SwitchOptions): Promise<Switched> {
  const first = planMode(panel, id, to)
  if (options.dryRun)
    return {
      id: first.id,
      action: null,
      done: false,
      message: `Would switch ${first.id} to ${MODE_NOUNS[to]}.`,
      plan: first,
    }
  if (options.shown !== null && options.shown !== first.fingerprint) throw planChanged(first.id)
  if (first.takesBack) return takeBack(panel, first, first.takesBack.id)
  if (first.first) await takeBack(panel, first, first.first.id)
  return withLocks(panel.store, first.locks, async () => {
    refuseUnfinished(panel, first.id)
    const plan = planMode(panel, id, to)
    if (JSON.stringify(plan.steps) !== JSON.stringify(first.steps)) throw planChanged(plan.id)
    const instead = first.first ? first.from : null
    const action = await panel.activities.run(`Switching ${plan.id}`, (task) =>
      carryOutPlan(panel, plan, instead, task),
    )
    return { id: plan.becomes, action, done: true, message: messageOf(plan), plan: { ...plan, first: first.first } }
  })
}

/** Takes a switch back; the one that it had been made instead of is made again. */
export async function takeBackSwitch(panel: Panel, row: ActionRow): Promise<Undone> {
  const undone = await undoMode(panel, row)
  const { instead } = modeWork(row).mode
  if (instead === null) return undone
  const { message } = await switchMode(panel, row.plugin, instead, { dryRun: false, shown: null })
  return { ...undone, message: `${undone.message} ${message}` }
}

async function takeBack(panel: Panel, plan: ModePlan, number: number): Promise<Switched> {
  const row = panel.store.action(number)
  if (!row) throw planChanged(plan.id)
  const { action, message } = await undoMode(panel, row)
  return { id: row.plugin, action, done: true, message, plan }
}

async function carryOutPlan(panel: Panel, plan: ModePlan, instead: ModeName | null, task: Task): Promise<number> {
  const log = begin(panel, plan, instead)
  const driven: Driven = {
    ...{ panel, work: log.work, onChild: (child) => log.save({ child }) },
    step: (what) => task.step(what),
  }
  try {
    const carry = () => carryOutSteps(driven, log, plan, task)
    await (plan.steps.some((step) => 'args' in step) ? inTurn(panel.store, task.signal, carry) : carry())
  } catch (error) {
    throw await failed(driven, log, plan, error)
  }
  panel.store.changeAction(log.action, { after: JSON.stringify(plan.after) })
  panel.store.endAction(log.action, { state: 'done', error: null })
  await tellChanged(panel, plan.id, plan.becomes)
  return log.action
}

function begin(panel: Panel, plan: ModePlan, instead: ModeName | null): OpenModeLog {
  const plugin = findPlugin(panel, plan.id)
  const { record, enabled, move } = factsOf(panel, plugin)
  const kept = plan.steps.find((step) => step.do === 'keep' || step.do === 'stand-in')
  const summary = `${plan.id} was switched to ${MODE_NOUNS[plan.to]}`
  return beginModeLog(
    panel,
    plan.id,
    summary,
    {
      ...{ from: plan.from, to: plan.to, becomes: plan.becomes, steps: plan.steps, begun: 0, record, enabled },
      move: plan.to === 'in-place' && 'folder' in move ? move : null,
      watched: panel.store.watches().get(plan.id) ?? null,
      ...{ instead, madeSkillsFolder: false, child: null },
    },
    kept ? wholeFolder(kept.folder, plan.fingerprint) : null,
  )
}

async function carryOutSteps(driven: Driven, log: OpenModeLog, plan: ModePlan, task: Task) {
  task.commit()
  for (const [index, step] of plan.steps.entries()) {
    task.progress(index, plan.steps.length)
    log.save({ begun: index + 1 })
    await carryOut(driven, log, plan.id, step)
  }
  if (!(await isReached(driven.panel, log.work.mode)))
    throw new HotplugError(500, `All of it was done, but Claude Code does not load ${plan.becomes} in this way.`)
}

/** Ends an action that did not succeed: what it had done is taken back. */
async function failed(
  { panel, ...driven }: Driven,
  log: OpenModeLog,
  plan: ModePlan,
  error: unknown,
): Promise<unknown> {
  const { store } = panel
  try {
    const notes = await takeBackSteps({ panel, ...driven }, plan.id, newToken())
    const message = [explain(error), 'Everything is as it was.', ...notes].join(' ')
    store.endAction(log.action, { state: 'reverted', error: message })
    return new HotplugError(error instanceof HotplugError ? error.status : 500, message, '', error)
  } catch (worse) {
    const message = `${explain(error)} It could not be put back: ${explain(worse)}`
    store.changeAction(log.action, { summary: `${plan.id} is half-way to ${MODE_NOUNS[plan.to]}` })
    store.endAction(log.action, { state: 'done', error: message })
    return new HotplugError(500, message, `\`hotplug undo ${log.action}\` tries again.`, error)
  } finally {
    await tellChanged(panel, plan.id, plan.becomes)
  }
}

async function tellChanged(panel: Panel, ...ids: readonly string[]) {
  for (const id of new Set(ids)) await panel.changedById(id)
  panel.survey.lookAgain()
  panel.live.publish('history')
  panel.live.publish('inventory')
}

const messageOf = ({ id, to, becomes }: ModePlan) =>
  `${id} was switched to ${MODE_NOUNS[to]}.${becomes === id ? '' : ` It is loaded as ${becomes} now.`}`
