import { isSafeId } from '../claude/ids.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { projectOf } from './circumstances.ts'

/** Takes back that a plugin is not loaded by itself in this project. */
export function allowPlugin(panel: Panel, plugin: string) {
  const refusals = panel.store.autoload.refusals(projectOf(panel))
  if (!isSafeId(plugin) || !refusals.has(plugin))
    throw new HotplugError(422, 'This plugin is not refused in this project.', 'Look at the page again.')
  panel.store.autoload.dropRefusal(projectOf(panel), plugin)
  panel.live.publish('inventory')
}
