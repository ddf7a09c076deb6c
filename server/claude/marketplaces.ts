import { dirname, join } from 'node:path'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import type { DeclaredMarketplace } from './declared.ts'
import type { Look } from './disk.ts'
import { isUsable } from './paths.ts'
import type { Marketplace, Problem } from './types.ts'

export type ReadMarketplace = { marketplace: Marketplace; catalogue: Catalogue | null; problems: readonly Problem[] }

/**
 * Every marketplace by its name, the first of a name: those that are known come before those that settings declare.
 * Claude Code (2.1.329) uses a declared directory or file without being told to add it; anything else has to be added.
 */
export function readMarketplaces(
  look: Look,
  declared: readonly DeclaredMarketplace[],
): ReadonlyMap<string, ReadMarketplace> {
  const found = new Map<string, ReadMarketplace>()
  for (const marketplace of declared)
    if (!found.has(marketplace.name)) found.set(marketplace.name, readMarketplace(look, marketplace))
  return found
}

export const isLocal = ({ kind }: Marketplace): boolean => kind === 'directory' || kind === 'file'

function readMarketplace(look: Look, declared: DeclaredMarketplace): ReadMarketplace {
  const { name, kind, location, ref, lastUpdated, autoUpdate, declaredBy = 'user' } = declared
  const folder = declared.folder ?? localFolder(declared)
  const catalogue = folder && cataloguePath(look, declared, folder)
  const read = catalogue ? readCatalogue(look, catalogue) : null
  return {
    marketplace: {
      name,
      kind,
      location,
      ref,
      folder,
      catalogue,
      present: read?.missing === false,
      lastUpdated,
      autoUpdate,
      declaredBy,
      entries: read?.value?.entries ?? [],
    },
    catalogue: read?.value ?? null,
    problems: read?.problems ?? [],
  }
}

/** The marketplace of a file is the folder above the one that the file is in, as for `.claude-plugin/marketplace.json`. */
function localFolder({ kind, location }: DeclaredMarketplace) {
  if (!isUsable(location)) return null
  if (kind === 'directory') return location
  return kind === 'file' ? dirname(dirname(location)) : null
}

/**
 * Measured with 2.1.329: a marketplace of a URL is one downloaded file; of a file, the standard place counts once it
 * exists, and the named file only when plugins are installed.
 */
function cataloguePath(look: Look, { kind, location, cataloguePath }: DeclaredMarketplace, folder: string) {
  const standard = join(folder, cataloguePath ?? '.claude-plugin/marketplace.json')
  if (look.stat(folder)?.isFile()) return folder
  if (kind !== 'file' || look.stat(standard)) return standard
  return isUsable(location) ? location : standard
}
