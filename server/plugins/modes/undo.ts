import { HotplugError } from '../../errors.ts'
import { inTurn } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import { explain } from '../../trees/errors.ts'
import { newToken } from '../../trees/places.ts'
import { withLocks } from '../cache/clear-locks.ts'
import type { Undone } from '../undo.ts'
import { has, modeWork } from './log.ts'
import { takeBackSteps } from './take-back.ts'

/** Puts the state before a switch back, as an action of its own. What it cannot do it says, and can be asked again. */
export function undoMode(panel: Panel, row: ActionRow): Promise<Undone> {
  const { becomes, move } = modeWork(row).mode
  const locks = [...new Set([row.plugin, becomes, ...(move?.others ?? [])])]
  return withLocks(panel.store, locks, async () => {
    const summary = `Undid “${row.summary}”`
    const token = newToken()
    const action = panel.store.beginAction({
      ...{ kind: 'undo', plugin: row.plugin, summary, files: '[]', bytes: 0, base_before: '[]', after: '[]' },
      ...{ undoes: row.id, work: wordsOf(row, token) },
    })
    try {
      const notes = await panel.activities.run(`Switching ${row.plugin} back`, (task) =>
        takeBackMode(panel, row, token, (step) => task.step(step)),
      )
      endUndo(panel, row, action, notes)
      return { done: true, action, undid: row.id, message: [`${summary}.`, ...notes].join(' ') }
    } catch (error) {
      panel.store.endAction(action, { state: 'failed', error: explain(error) })
      throw error instanceof HotplugError ? error : new HotplugError(500, explain(error), '', error)
    } finally {
      for (const id of new Set([row.plugin, becomes])) await panel.changedById(id)
      panel.survey.lookAgain()
      panel.live.publish('history')
      panel.live.publish('inventory')
    }
  })
}

/** The steps alone, under the locks that the caller has. */
export async function takeBackMode(panel: Panel, row: ActionRow, replaced: string, step: (what: string) => void) {
  const work = modeWork(row)
  const back = () => takeBackSteps({ panel, work, step, onChild: () => {} }, row.plugin, replaced)
  return work.mode.steps.some((one) => 'args' in one) ? inTurn(panel.store, new AbortController().signal, back) : back()
}

export function endUndo({ store }: Panel, row: ActionRow, action: number, notes: readonly string[]) {
  store.together(() => {
    store.changeAction(action, { after: row.after })
    store.markUndone(row.id, action)
    store.endAction(action, { state: 'done', error: notes.join(' ') || null })
  })
}

/** Only what brings back a copy can have something in its way, which goes to a trash of its own. */
const wordsOf = (row: ActionRow, token: string) =>
  JSON.stringify(has(modeWork(row), 'keep') ? { token, plan: null } : { plan: null, token })
