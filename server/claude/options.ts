import { join } from 'node:path'
import { openDisk } from './disk.ts'
import { fieldOf, jsonReader } from './json.ts'

/**
 * Whether Claude Code may keep options of a plugin: its manifest asks for some (`userConfig`, also inside of
 * `channels`), it brings a bundled server, which can ask for its own, or one of these settings files has them. The
 * secret ones lie in Claude Code's own store, which is never opened.
 */
export function hasOptions(id: string, pluginFolder: string, settingsFiles: readonly string[]): boolean {
  const look = openDisk().look()
  const asks = ['.claude-plugin/plugin.json', '.mcp.json'].some((name) =>
    ASKS.test(JSON.stringify(read(look, join(pluginFolder, name)).value)),
  )
  return (
    asks || settingsFiles.some((file) => fieldOf(fieldOf(read(look, file).value, 'pluginConfigs'), id) !== undefined)
  )
}

const ASKS = /"userConfig":|\.(?:mcpb|dxt)"/i

const read = jsonReader((json) => json)
