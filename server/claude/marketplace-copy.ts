import { openDisk } from './disk.ts'
import { entryFolder } from './sources.ts'
import type { CatalogueEntry, Marketplace } from './types.ts'

/**
 * The folder that an installation copies, where the marketplace itself brings it along: 'elsewhere' when it has to be
 * fetched first, null when the catalogue names a folder that is not there.
 */
export function marketplaceCopy(marketplace: Marketplace, entry: CatalogueEntry): string | 'elsewhere' | null {
  if (entry.source.kind !== 'relative') return 'elsewhere'
  const found = entryFolder(openDisk().look(), marketplace, entry)
  return found?.path ?? found?.linked ?? null
}
