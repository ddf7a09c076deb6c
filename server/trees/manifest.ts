import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sentenceOf } from '../errors.ts'
import type { ClearManifest } from './clear-manifest.ts'
import { RefusedError } from './errors.ts'

const stamp = { mode: z.number(), size: z.number(), mtimeMs: z.number(), ino: z.number() }

/** `stored`: the name in the trash of what was replaced or removed; null when only its mode changed. */
const before = z.union([
  z.object({ kind: z.literal('file'), stored: z.string().nullable(), ...stamp }),
  z.object({ kind: z.literal('link'), target: z.string() }),
])

/** `staged`: the name in the stage. `hash` as `hashEntry` says it. */
const after = z.union([
  z.object({ kind: z.literal('file'), staged: z.string().nullable(), hash: z.string(), ...stamp }),
  z.object({ kind: z.literal('link'), staged: z.string(), hash: z.string(), target: z.string() }),
])

const schema = z.object({
  version: z.literal(1),
  at: z.number(),
  direction: z.enum(['to-loaded', 'to-source', 'undo']),
  from: z.string(),
  into: z.string(),
  items: z.array(z.object({ path: z.string(), before: before.nullable(), after: after.nullable() })),
})

/**
 * What an action replaces and by what: all that finishing it, rolling it back and undoing it need. It lies in the
 * action's trash, beside the files it names. before null: there was nothing; after null: it is removed.
 */
export type Manifest = z.infer<typeof schema>
export type Item = Manifest['items'][number]

export const MANIFEST = 'manifest.json'
const DRAFT = `${MANIFEST}.new`

/** Durable when it returns, but for the name of the trash folder itself. */
export function writeManifest(trash: string, manifest: Manifest | ClearManifest) {
  const file = draftManifest(trash, manifest)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  publishManifest(trash)
}

/** Writes it under another name; it counts once it is on the disk and published. The file is still open. */
export function draftManifest(trash: string, manifest: Manifest | ClearManifest): number {
  const file = openSync(join(trash, DRAFT), 'w', 0o600)
  try {
    const bytes = Buffer.from(JSON.stringify(manifest))
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

export const publishManifest = (trash: string) => renameSync(join(trash, DRAFT), join(trash, MANIFEST))

/** Throws RefusedError when it is missing or damaged. */
export const readManifest = (trash: string): Manifest => readChecked(trash, schema)

/** The manifest of a trash, whichever kind it is of. */
export function readChecked<T>(trash: string, kind: z.ZodType<T>): T {
  const path = join(trash, MANIFEST)
  try {
    return kind.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const why = error instanceof z.ZodError ? 'its contents are damaged' : sentenceOf(error)
    throw new RefusedError(`${path} cannot be read: ${why}.`, path)
  }
}
