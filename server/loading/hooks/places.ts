import { realpathSync } from 'node:fs'
import { join } from 'node:path'

/** The marketplace and the plugin in it, which share a name. */
export const OWN = 'hotplug'
export const OWN_ID = `${OWN}@${OWN}`

/** Where the generated files lie. */
export function placesIn(stateDir: string) {
  const marketplace = join(stateDir, 'claude-plugin')
  return { marketplace, plugin: join(marketplace, OWN) }
}

/** Claude Code may have written down another name of the same folder. */
export function isSameFolder(one: string, other: string): boolean {
  if (one === other) return true
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}
