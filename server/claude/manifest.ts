import { join } from 'node:path'
import { z } from 'zod'
import type { Look } from './disk.ts'
import { jsonReader, LARGEST_WRITTEN, parseRecord, type Read } from './json.ts'

export type Manifest = { name: string; version: string | null; description: string | null }

/** A plugin folder's `.claude-plugin/plugin.json`. Plugins of a marketplace need none. */
export function readManifest(look: Look, folder: string): Read<Manifest> & { file: string } {
  const file = join(folder, '.claude-plugin', 'plugin.json')
  return { ...read(look, file), file }
}

const read = jsonReader((json, report) => parseRecord(MANIFEST, json, [], report), { largest: LARGEST_WRITTEN })

const MANIFEST = z.object({
  name: z.string().regex(/^\S+$/, 'should be a name without spaces'),
  version: z.string().nullish().default(null),
  description: z.string().nullish().default(null),
})
