import { dirname } from 'node:path'
import type { Panel } from '../../panel.ts'
import { contentOf } from './trash.ts'

/** Whoever changes an action's trash holds this lock: the plugin's, or one of its own where none is known. */
export function ownerOf(panel: Panel, token: string, id: number | null): string {
  const plugin = id === null ? null : (panel.store.action(id)?.plugin ?? null)
  if (plugin) return plugin
  const content = contentOf(panel, panel.trashDir, token)
  return (content.is === 'kept' && pluginAt(panel, content.summary.into)) || token
}

/** The plugin that a folder belongs to: its loaded copy, its source, or another version of it in the cache. */
export function pluginAt(panel: Panel, folder: string): string | null {
  const { plugins } = panel.survey.inventory()
  const own = plugins.find(({ loaded, source }) => loaded.path === folder || source?.path === folder)
  const beside = plugins.find(({ loaded }) => loaded.how === 'cache' && dirname(loaded.path) === dirname(folder))
  return (own ?? beside)?.id ?? null
}
