import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDriven } from '../locks.ts'
import type { Panel } from '../panel.ts'

const WHY = 'it was uninstalled after Hotplug had loaded it'

/**
 * What Hotplug had loaded and is gone was uninstalled by somebody: it is not loaded by itself again in the projects it
 * was loaded for. Nothing is concluded from a list that cannot be read, or while somebody of ours is changing it.
 */
export function noticeUninstalled({ config, store, survey }: Panel): readonly string[] {
  const file = join(config.pluginsDir, 'installed_plugins.json')
  const { plugins, problems } = survey.inventory()
  if (!existsSync(file) || problems.some((problem) => problem.file === file) || isDriven(store)) return []
  const there = new Set(plugins.map(({ id }) => id))
  const gone = store.autoload.loaded(config.configDir).filter(({ plugin }) => !there.has(plugin))
  for (const { plugin, project } of gone) if (project !== null) store.autoload.refuse({ project, plugin, reason: WHY })
  return [...new Set(gone.map(({ plugin }) => plugin))]
}
