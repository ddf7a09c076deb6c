import { join } from 'node:path'
import { readCatalogue } from './catalogue.ts'
import type { Look } from './disk.ts'
import { isLocal } from './marketplaces.ts'
import { type Resolved, resolveInside } from './paths.ts'
import type { CatalogueEntry, EntrySource, Marketplace, Problem, Source } from './types.ts'

type RelativeSource = Extract<EntrySource, { kind: 'relative' }>

export type FoundSource = { source: Source | null; problem: Problem | null }

/** Where a plugin is written: the directory the user linked, else where its entry lies in the marketplace's folder. */
export function sourceOf(
  look: Look,
  name: string,
  linked: string | undefined,
  marketplace: Marketplace | null,
  entry: CatalogueEntry | null,
): FoundSource {
  if (linked !== undefined) return linkedSource(look, name, linked)
  return marketplace && entry ? entrySource(look, marketplace, entry) : NONE
}

/** The folder in the marketplace that an entry with a relative path names, or null. */
export function entryFolder(look: Look, marketplace: Marketplace, entry: CatalogueEntry) {
  if (!isRelative(entry.source) || !marketplace.folder || !look.isFolder(marketplace.folder)) return null
  return resolveInside(look, marketplace.folder, entry.source.path)
}

/** The plugin's folder in a checkout: where the checkout's own catalogue says, else the checkout itself. */
export function pluginInCheckout(
  look: Look,
  name: string,
  checkout: string,
): Resolved & { by: 'catalogue' | 'itself' } {
  const catalogue = readCatalogue(look, join(checkout, '.claude-plugin', 'marketplace.json')).value
  const source = catalogue?.entries.find((entry) => entry.name === name)?.source
  return source && isRelative(source)
    ? { by: 'catalogue', ...resolveInside(look, checkout, source.path) }
    : { by: 'itself', path: checkout, refused: null, linked: null }
}

const isRelative = (source: EntrySource): source is RelativeSource => source.kind === 'relative'

const NONE: FoundSource = { source: null, problem: null }

function linkedSource(look: Look, name: string, directory: string): FoundSource {
  const problem = (message: string) => ({ source: null, problem: { file: directory, message } })
  if (!look.isFolder(directory))
    return problem(`${name} is linked to ${directory}, which is not a folder any more; link it anew or unlink it.`)
  const found = pluginInCheckout(look, name, directory)
  if (found.refused !== null)
    return problem(
      `${name} is linked to ${directory}, but what its marketplace.json says about ${name} ${found.refused}.`,
    )
  const why = found.by === 'catalogue' ? `You linked the checkout ${directory}.` : 'You linked this folder.'
  return { source: { path: found.path, by: 'link', why }, problem: null }
}

function entrySource(look: Look, marketplace: Marketplace, entry: CatalogueEntry): FoundSource {
  const folder = entryFolder(look, marketplace, entry)
  if (!folder) return NONE
  if (folder.refused !== null) {
    const file = marketplace.catalogue ?? marketplace.name
    return {
      source: null,
      problem: { file, message: `The source of ${entry.name}, ${entry.source.path}, ${folder.refused}.` },
    }
  }
  const source: Source = isLocal(marketplace)
    ? { path: folder.path, by: 'directory', why: `The marketplace ${marketplace.name} has it here.` }
    : { path: folder.path, by: 'clone', why: `The clone of the marketplace ${marketplace.name} has it here.` }
  return { source, problem: null }
}
