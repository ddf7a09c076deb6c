import { basename } from 'node:path'
import { openDisk } from './disk.ts'
import { readManifest } from './manifest.ts'

/** What Claude Code calls a plugin that --plugin-dir gave it; its folder's name where no manifest names it. */
export function givenPlugin(folder: string): { id: string; name: string; folder: string } {
  const name = readManifest(openDisk().look(), folder).value?.name ?? basename(folder)
  return { id: `${name}@inline`, name, folder }
}
