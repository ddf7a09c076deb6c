import type { Panel } from '../panel.ts'
import { actionNow } from './action-now.ts'
import type { Action } from './types.ts'

/** What was done, newest first. */
export function history(panel: Panel, { plugin, limit }: { plugin: string | null; limit: number }): Action[] {
  const { store } = panel
  return (plugin === null ? store.actions(limit) : store.actionsOf(plugin, limit)).map((row) => actionNow(panel, row))
}
