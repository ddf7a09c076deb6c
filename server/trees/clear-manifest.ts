import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sentenceOf } from '../errors.ts'
import { RefusedError } from './errors.ts'
import { MANIFEST, type Manifest, readManifest } from './manifest.ts'

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
export function readClearManifest(trash: string): ClearManifest {
  const path = join(trash, MANIFEST)
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const why = error instanceof z.ZodError ? 'its contents are damaged' : sentenceOf(error)
    throw new RefusedError(`${path} cannot be read: ${why}.`, path)
  }
}

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
