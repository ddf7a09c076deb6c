import { openDisk } from './disk.ts'
import { fieldOf, isObject, jsonReader } from './json.ts'

/**
 * The ids of `enabledPlugins` in the order in which Claude Code takes plugins: by the files, the user's first, and in
 * each as it is written there. Measured with 2.1.329, user before project and before local settings.
 */
export function enabledOrder(files: readonly string[]): readonly string[] {
  const look = openDisk().look()
  return [...new Set(files.flatMap((file) => readIds(look, file).value ?? []))]
}

const readIds = jsonReader((json): readonly string[] => {
  const enabled = fieldOf(json, 'enabledPlugins')
  return isObject(enabled) ? Object.keys(enabled) : []
})
