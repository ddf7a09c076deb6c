import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { findPlugin } from '../find.ts'
import { modeWork } from './log.ts'

/** The plugin that is developed: one that was switched to the skills folder is found by the id it had before, too. */
export function developed(panel: Panel, id: string): Plugin {
  return pluginWith(panel, switchedAway(panel, id)) ?? findPlugin(panel, id)
}

/** The id by which a plugin is there now that a switch, or taking one back, has given another one. */
export function nowCalled(panel: Panel, id: string): string {
  const became = pluginWith(panel, switchedAway(panel, id)) ?? pluginWith(panel, id)
  if (became) return became.id
  const row = panel.store.modes.latest().find((one) => one.plugin === id || becomesOf(one) === id)
  return (row && [row.plugin, becomesOf(row)].find((name) => pluginWith(panel, name))) ?? id
}

/** While a switch is on its way neither of its two ids may be there. */
export function isBetween(panel: Panel, id: string): boolean {
  const { store } = panel
  if (pluginWith(panel, nowCalled(panel, id))) return false
  return store.runningActions().some((row) => {
    const mode = row.kind === 'mode' ? row : row.undoes === null ? undefined : store.action(row.undoes)
    return mode?.kind === 'mode' && (mode.plugin === id || becomesOf(mode) === id)
  })
}

const pluginWith = ({ survey }: Panel, id: string | null) => survey.inventory().plugins.find((one) => one.id === id)

/** Its old id may still be there, for it can be held by an installation that counts nowhere. */
function switchedAway({ store }: Panel, id: string): string | null {
  const row = store.modes.standing().find((one) => one.plugin === id && becomesOf(one) !== id)
  return row ? becomesOf(row) : null
}

const becomesOf = (row: { work: string }): string => modeWork(row).mode.becomes
