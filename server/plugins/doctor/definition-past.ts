import type { Panel } from '../../panel.ts'
import { actionNow } from '../action-now.ts'
import type { EditRow } from '../edits/types.ts'
import type { Action } from '../types.ts'

/** What happened to a file, as far as Hotplug saw it or did it; newest first. */
export type Past = { edits: readonly EditRow[]; actions: readonly Action[] }

const MOST_SEARCHED = 300
const MOST_SHOWN = 20

export function pastOf(panel: Panel, plugin: string, path: string): Past {
  const { store } = panel
  const named = JSON.stringify(path)
  return {
    edits: store.edits
      .of(plugin, 0, MOST_SEARCHED)
      .filter((edit) => edit.path === path)
      .slice(0, MOST_SHOWN),
    actions: store
      .actionsOf(plugin, MOST_SEARCHED)
      .filter(({ files }) => files.includes(named))
      .slice(0, MOST_SHOWN)
      .map((row) => actionNow(panel, row)),
  }
}
