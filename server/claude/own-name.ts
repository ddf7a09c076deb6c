import { openDisk } from './disk.ts'
import { readManifest } from './manifest.ts'
import type { Plugin } from './types.ts'

/**
 * The name by which Claude Code knows a plugin among others: the one in its plugin.json, which may be another than its
 * marketplace has. Measured with 2.1.329: it is the one before the colon of /voice:speak, and the one that is taken.
 */
export const ownName = ({ loaded, name }: Pick<Plugin, 'loaded' | 'name'>, look = openDisk().look()): string =>
  readManifest(look, loaded.path).value?.name ?? name

export const hasName =
  (wanted: string) =>
  (plugin: Plugin): boolean =>
    ownName(plugin) === wanted
