import type { Panel } from '../panel.ts'
import type { ActionRow } from '../store.ts'
import { type InSession, inSessions } from './in-sessions.ts'
import { actionOf } from './journal.ts'
import { shownAfter } from './receipts/after-action.ts'
import type { Action } from './types.ts'

/** An action as it is to be shown now, with the sessions that still run and have what was there before it. */
export function actionNow(panel: Panel, row: ActionRow): Action {
  const action = actionOf(row)
  const { plugins, sessions } = panel.survey.inventory()
  const plugin = isInLoadedCopy(action) ? plugins.find(({ id }) => id === action.plugin) : undefined
  if (!plugin) return action
  const places = inSessions(plugin, sessions, action.at)
  return {
    ...action,
    sessions: places.map((place) => ({ ...place, shown: shownAfter(panel, plugin, action, place.pid) })),
  }
}

/** The running sessions that have a plugin loaded by what the files say now, and began before. */
export function sessionsNow({ survey }: Panel) {
  survey.lookAgain()
  const { plugins, sessions } = survey.inventory()
  return (id: string): readonly InSession[] => {
    const plugin = plugins.find((one) => one.id === id)
    return plugin ? inSessions(plugin, sessions, Date.now()) : []
  }
}

/** What was brought back to the source changed nothing that a session reads. */
const isInLoadedCopy = ({ kind, state, undoneBy, after, summary }: Action) =>
  kind === 'sync' && state === 'done' && undoneBy === null && (after.length > 0 || summary.startsWith('Synced'))
