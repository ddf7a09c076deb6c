import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { shellOf } from '../models.ts'
import { reinstallRun } from './log.ts'
import { planReinstall } from './plan.ts'
import type { ReinstallModel } from './types.ts'

/** The reinstall that is under way or was asked for by its number; else what one would do. */
export function reinstallModel(panel: Panel, id: string, action: number | null): ReinstallModel {
  const asked = action === null ? null : reinstallRun(panel, id, action)
  const latest = reinstallRun(panel, id, null)
  const run = asked ?? (latest?.action.state === 'running' ? latest : null)
  if (run) return { shell: shellOf(panel), id, planned: null, run }
  if (latest?.action.state === 'failed' && !isInstalled(panel, id))
    return { shell: shellOf(panel), id, planned: null, run: latest }
  if (action !== null) throw new HotplugError(404, `There is no reinstall ${action} of ${id}.`)
  const planned = planReinstall(panel, id)
  return { shell: shellOf(panel), id: planned.id, planned, run: null }
}

const isInstalled = ({ survey }: Panel, id: string) => survey.inventory().plugins.some((plugin) => plugin.id === id)
