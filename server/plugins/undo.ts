import { HotplugError } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import type { ActionRow } from '../store.ts'
import { leftSentence } from '../trees/clear.ts'
import { undoAction as takeBack } from '../trees/undo.ts'
import { isClear } from './cache/clear-journal.ts'
import { putCleared } from './cache/clear-undo.ts'
import { actionOf, journalOf, workOf } from './journal.ts'
import { takeBackSwitch } from './modes/switch.ts'

export type Undone = { done: boolean; action: number | null; undid: number | null; message: string }

/** Takes the latest action back that can be, or the one with this number; an action of its own in the history. */
export async function undoAction(panel: Panel, id: number | null): Promise<Undone> {
  const row = id === null ? latestUndoable(panel) : chosen(panel, id)
  if (!row) return { done: false, action: null, undid: null, message: 'There is nothing to undo.' }
  if (row.kind === 'mode') return takeBackSwitch(panel, row)
  if (isClear(row)) return undoClear(panel, row)
  return withLock(panel.store, row.plugin, async () => {
    const summary = `Undid “${row.summary}”`
    const journal = journalOf(panel.store, { kind: 'undo', plugin: row.plugin, summary }, row)
    rememberFiles(panel, row)
    const { action } = await takeBack(workOf(row).token, journal, panel)
    await panel.changedById(row.plugin)
    return { done: true, action, undid: row.id, message: `${summary}${row.plugin && ` of ${row.plugin}`}.` }
  })
}

/** What sessions may have read of the files that are put back. */
function rememberFiles({ survey, sessions }: Panel, row: ActionRow) {
  const plugin = survey.inventory().plugins.find(({ id }) => id === row.plugin)
  if (!plugin) return
  sessions.remember(
    plugin.loaded.path,
    actionOf(row).files.map(({ path }) => path),
  )
}

async function undoClear(panel: Panel, row: ActionRow): Promise<Undone> {
  const { action, left } = await putCleared(panel, row)
  const but = left.length > 0 ? ` ${leftSentence(left)}` : ''
  return { done: true, action, undid: row.id, message: `Undid “${row.summary}”.${but}` }
}

const latestUndoable = (panel: Panel) => panel.store.actions(200).find((row) => actionOf(row).undoable)

function chosen(panel: Panel, id: number): ActionRow {
  const row = panel.store.action(id)
  if (!row) throw new HotplugError(404, `There is no action ${id}.`, 'See `hotplug history`.')
  if (row.undone_by !== null)
    throw new HotplugError(422, `Action ${id} was already undone, by action ${row.undone_by}.`)
  const { undoable, emptied } = actionOf(row)
  if (!undoable)
    throw new HotplugError(422, `Action ${id} (${row.summary}) cannot be undone${emptied ? `: ${emptied}` : ''}.`)
  return row
}
