import { chmodSync, mkdirSync } from 'node:fs'
import { HotplugError, sentenceOf } from './errors.ts'

/** Hotplug's own folder: there, and for its user alone. */
export function prepareStateFolder(stateDir: string) {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 })
    chmodSync(stateDir, 0o700)
  } catch (error) {
    throw new HotplugError(
      500,
      `${stateDir} cannot be used for what Hotplug remembers: ${sentenceOf(error)}.`,
      'Make it a folder of your own, or set HOTPLUG_HOME to another one.',
      error,
    )
  }
}
