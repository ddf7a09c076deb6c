import type { Panel } from '../panel.ts'
import { actionOf } from './journal.ts'
import type { Action } from './types.ts'

/** What was done, newest first. */
export function history({ store }: Panel, { plugin, limit }: { plugin: string | null; limit: number }): Action[] {
  return (plugin === null ? store.actions(limit) : store.actionsOf(plugin, limit)).map(actionOf)
}
