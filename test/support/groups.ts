import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Marketplace, type PluginFiles, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import type { Isolated } from '../claude/drive/isolated.ts'

/** Plugins named as the groups' own are, in a marketplace that was added, and none of them installed. */
export async function groupMarketplace(isolated: Isolated, groups: readonly string[]): Promise<Marketplace> {
  const folder = join(isolated.root, 'marketplaces', 'specweave')
  const pluginFolder = (plugin: string) => join(folder, 'plugins', plugin)
  const names = groups.map((group) => `sw-${group}`)
  const plugins = names.map((name) => ({ name, source: `./plugins/${name}` }))
  const catalogue = { name: 'specweave', owner: { name: 'Ada' }, plugins }
  writePlugin(folder, { '.claude-plugin/marketplace.json': JSON.stringify(catalogue, null, 2) })
  for (const name of names) writePlugin(pluginFolder(name), groupPlugin(name))
  await isolated.claude('plugin', 'marketplace', 'add', folder)
  return { name: 'specweave', folder, pluginFolder }
}

export const idOf = (group: string) => `sw-${group}@specweave`

/** What Claude Code's own files say: which plugins have a record, and which the user's settings enable. */
export function installedIn({ configDir }: Isolated) {
  const read = (path: string) => {
    try {
      return JSON.parse(readFileSync(join(configDir, path), 'utf8'))
    } catch {
      return {}
    }
  }
  const installed = Object.keys(read('plugins/installed_plugins.json').plugins ?? {}).sort()
  const said = Object.entries((read('settings.json').enabledPlugins ?? {}) as Record<string, boolean>)
  const enabled = said.flatMap(([id, value]) => (value ? [id] : [])).sort()
  return { installed, enabled }
}

const groupPlugin = (name: string): PluginFiles => ({
  '.claude-plugin/plugin.json': JSON.stringify({ name, version: '1.0.0', description: `Helps with ${name}.` }),
  'commands/go.md': `---\ndescription: What ${name} does.\n---\n\nDo as ${name} does.\n`,
})
