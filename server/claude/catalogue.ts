import { z } from 'zod'
import { locationOf, textField } from './declared.ts'
import type { Look } from './disk.ts'
import { fieldOf, isObject, jsonReader, parseRecord, quoted, type Read, type Report } from './json.ts'
import type { JsonPath } from './position.ts'
import type { CatalogueEntry, EntrySource } from './types.ts'

/** A `marketplace.json`. `complete` is false when an entry had to be left out, so that it is not taken for absent. */
export type Catalogue = { name: string | null; entries: readonly CatalogueEntry[]; complete: boolean }

export const readCatalogue: (look: Look, file: string) => Read<Catalogue> = jsonReader((json, report) => {
  const listed = fieldOf(json, 'plugins')
  if (!Array.isArray(listed)) {
    report(['plugins'], 'has no list of plugins')
    return { name: textField(json, 'name'), entries: [], complete: false }
  }
  const root = textField(fieldOf(json, 'metadata'), 'pluginRoot')
  const entries = listed.map((entry, index) => entryOf(entry, ['plugins', index], root, report))
  return {
    name: textField(json, 'name'),
    entries: entries.filter((entry) => entry !== null),
    complete: !entries.includes(null),
  }
})

const SOURCE = z.custom<string | Record<string, unknown>>(
  (source) => typeof source === 'string' || isObject(source),
  'should be a path or an object that says where it is',
)

const MOST_WORDS = 50

/** What only helps to find a plugin is no reason to leave it out. */
const WORDS = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((words) => (words ?? []).filter((word) => typeof word === 'string').slice(0, MOST_WORDS))

const ENTRY = z.object({
  name: z.string().min(1, 'should not be empty'),
  version: z.string().nullish().default(null),
  description: z.string().nullish().default(null),
  category: z.string().nullish().default(null).catch(null),
  keywords: WORDS,
  tags: WORDS,
  source: SOURCE,
})

function entryOf(json: unknown, path: JsonPath, root: string | null, report: Report): CatalogueEntry | null {
  const entry = parseRecord(ENTRY, json, path, report)
  if (!entry) return null
  const source = typeof entry.source === 'string' ? relativeSource(entry.source, root) : objectSource(entry.source)
  if (source) return { ...entry, source }
  report([...path, 'source'], `has ${quoted(String(entry.source))} as the source of ${quoted(entry.name)}: ${RELATIVE}`)
  return null
}

const RELATIVE = 'a path has to start with "./", or to be a plain name below metadata.pluginRoot'

/** Measured with 2.1.329: a name without a slash lies below `metadata.pluginRoot`, './…' in the marketplace itself. */
function relativeSource(source: string, root: string | null): EntrySource | null {
  if (source === '.' || source.startsWith('./')) return { kind: 'relative', path: source }
  if (root === null || !/^[^/\\]+$/.test(source) || source === '..') return null
  return { kind: 'relative', path: `${root.replace(/\/+$/, '')}/${source}` }
}

function objectSource(source: Record<string, unknown>): EntrySource {
  return {
    ...locationOf(source),
    path: textField(source, 'path'),
    ref: textField(source, 'sha') ?? textField(source, 'ref') ?? textField(source, 'version'),
    link: source.mode === 'link',
  }
}
