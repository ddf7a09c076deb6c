import { setTimeout as pause } from 'node:timers/promises'
import type { Panel } from '../../panel.ts'
import { isAlive } from '../../processes.ts'
import type { ActionRow } from '../../store.ts'
import { explain } from '../../trees/errors.ts'
import { newToken } from '../../trees/places.ts'
import { endStandIn } from '../../trees/stand-in.ts'
import { folderOf, type ModeWork, modeWork } from './log.ts'
import { isReached } from './reached.ts'
import { endUndo, takeBackMode } from './undo.ts'
import { MODE_NOUNS } from './words.ts'

/**
 * Brings a killed switch to its end. Where only folders of ours were moved it is finished, or everything is as before;
 * where Claude Code was at work it is said how far that came, and undo, which looks at what is there, puts it back.
 */
export async function recoverMode(panel: Panel, row: ActionRow): Promise<string> {
  const work = modeWork(row)
  await childGone(work)
  panel.survey.lookAgain()
  const { steps, begun } = work.mode
  try {
    if (steps.slice(0, begun).some((step) => 'args' in step)) return await recoverDriven(panel, row, work)
    return await recoverFolders(panel, row, work)
  } catch (error) {
    return `An interrupted switch of ${row.plugin} could not be ended: ${explain(error)} The next start tries again.`
  }
}

/** The same of taking one back. */
export async function recoverUndoneMode(panel: Panel, undo: ActionRow, row: ActionRow): Promise<string> {
  const work = modeWork(row)
  if (work.mode.steps.some((step) => 'args' in step)) {
    const sentence = `Switching ${row.plugin} back was interrupted. \`hotplug undo ${row.id}\` goes on with it.`
    panel.store.endAction(undo.id, { state: 'failed', error: sentence })
    return sentence
  }
  const notes = await takeBackMode(panel, row, newToken(), () => {})
  endUndo(panel, row, undo.id, notes)
  return `Switching ${row.plugin} back was interrupted, and is finished now.`
}

async function recoverFolders(panel: Panel, row: ActionRow, work: ModeWork): Promise<string> {
  const { store, trashDir } = panel
  const folder = folderOf(work)
  const step = work.mode.steps.slice(0, work.mode.begun).find((one) => one.do === 'stand-in')
  if (folder && step && (await endStandIn(folder, step.target, trashDir)) === 'done') {
    store.endAction(row.id, { state: 'done', error: null })
    return `An interrupted switch of ${row.plugin} was finished: it is switched to ${MODE_NOUNS[work.mode.to]}.`
  }
  await takeBackMode(panel, row, newToken(), () => {})
  store.dropKept(row.id, 'nothing was replaced')
  const sentence = `An interrupted switch of ${row.plugin} was taken back: everything is as it was.`
  store.endAction(row.id, { state: 'reverted', error: sentence })
  return sentence
}

async function recoverDriven(panel: Panel, row: ActionRow, work: ModeWork): Promise<string> {
  const { store } = panel
  const { steps, begun, to } = work.mode
  if (begun === steps.length && (await isReached(panel, work.mode))) {
    store.endAction(row.id, { state: 'done', error: null })
    return `An interrupted switch of ${row.plugin} had come to its end: it is switched to ${MODE_NOUNS[to]}.`
  }
  const last = steps[begun - 1]
  const sentence = `A switch of ${row.plugin} was interrupted at step ${begun} of ${steps.length}${last ? ` (${last.words})` : ''}. \`hotplug undo ${row.id}\` puts the state before back.`
  store.changeAction(row.id, { summary: `${row.plugin} is half-way to ${MODE_NOUNS[to]}` })
  store.endAction(row.id, { state: 'done', error: sentence })
  return sentence
}

/** A command that outlived us may still be at work. */
async function childGone({ mode: { child } }: ModeWork) {
  const limit = Date.now() + LONGEST_WAIT
  while (child && isAlive(child.pid, child.start) && Date.now() < limit) await pause(50)
}

const LONGEST_WAIT = 10_000
