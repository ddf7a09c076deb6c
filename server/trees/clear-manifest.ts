import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { MANIFEST, type Manifest, readChecked, readManifest } from './manifest.ts'

const item = z.object({
  /** Below `root`, with forward slashes. */
  path: z.string(),
  kind: z.enum(['folder', 'link', 'file']),
  /** Its name in the trash, where all of it lies; null for a link, which is made again from its target. */
  stored: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullable(),
  target: z.string().nullable(),
  dev: z.number(),
  ino: z.number(),
  bytes: z.number(),
  files: z.number(),
})

const schema = z.object({
  version: z.literal(1),
  at: z.number(),
  direction: z.literal('clear'),
  root: z.string(),
  items: z.array(item),
})

/** What a clearing took away: it lies in the action's trash, beside the folders it names. */
export type ClearManifest = z.infer<typeof schema>
export type ClearedItem = ClearManifest['items'][number]

/** Throws RefusedError when it is missing, damaged or of another kind. */
export const readClearManifest = (trash: string): ClearManifest => readChecked(trash, schema)

/** The manifest of whatever action this trash belongs to; `direction` tells which it is. */
export function readAnyManifest(trash: string): Manifest | ClearManifest {
  return isOfClear(trash) ? readClearManifest(trash) : readManifest(trash)
}

function isOfClear(trash: string): boolean {
  try {
    return JSON.parse(readFileSync(join(trash, MANIFEST), 'utf8'))?.direction === 'clear'
  } catch {
    return false
  }
}
