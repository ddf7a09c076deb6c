import type { Plugin } from '../../../claude/types.ts'
import { pluginTarget } from '../../../doctor/packaging/targets.ts'
import type { Panel } from '../../../panel.ts'
import { findPlugin } from '../../find.ts'
import { shellOf } from '../../models.ts'
import { routesOf } from './routes.ts'
import { latestRun } from './ship.ts'
import type { ShippingModel } from './types.ts'

export function shippingModel(panel: Panel, asked: string, file: string | null): ShippingModel {
  const plugin = findPlugin(panel, asked)
  const { marketplaces } = panel.survey.inventory()
  const { routes, cannot } = routesOf(plugin, marketplaces.find(({ name }) => name === plugin.marketplace) ?? null)
  const run = latestRun(panel, plugin.id)
  const files = run?.state === 'done' ? run.shipped.files : []
  return {
    shell: shellOf(panel),
    id: plugin.id,
    cannot,
    routes,
    run,
    source: plugin.source?.path ?? null,
    chosen: files.find(({ path }) => path === file) ?? files.find(({ patch }) => patch !== null) ?? null,
    directory: directorySaid(panel, plugin),
  }
}

/** Asked behind the page where it is not known. */
function directorySaid(panel: Panel, { source }: Plugin) {
  const target = source && pluginTarget({ root: source.path })
  const known = target && panel.validating.known(target)
  if (target && !known) panel.probing.add(panel.validating.ask(target).then(() => panel.live.publish('doctor')))
  return known?.directory ?? null
}
