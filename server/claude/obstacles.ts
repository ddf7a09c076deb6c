import { join } from 'node:path'
import type { ReadMarketplace } from './marketplaces.ts'
import type { CatalogueEntry, Marketplace } from './types.ts'

/**
 * Why Claude Code does not load an installed plugin although a copy of it may lie in the cache. Measured with 2.1.329
 * for directories and git: the marketplace has to be known, its catalogue there, and the plugin in it.
 */
export function obstacleTo(
  name: string,
  marketplaceName: string,
  from: ReadMarketplace | null,
  entry: CatalogueEntry | null,
): string | null {
  if (BUILT_IN.has(marketplaceName)) return null
  if (!from) return `no marketplace ${marketplaceName} is known any more`
  const { marketplace, catalogue } = from
  if (marketplace.kind === 'unknown') return null
  if (!marketplace.present) return `the marketplace ${marketplaceName} has no ${marketplace.catalogue ?? 'folder here'}`
  if (!standardPlace(marketplace))
    return `it looks for the catalogue of ${marketplaceName} in ${marketplace.folder}/.claude-plugin/marketplace.json`
  if (!catalogue) return `the catalogue ${marketplace.catalogue} cannot be read`
  return entry || !catalogue.complete ? null : `the marketplace ${marketplaceName} does not list ${name} any more`
}

/** Claude Code's own, which is in none of its files. */
const BUILT_IN = new Set(['anthropic-plugin-directory'])

const standardPlace = ({ kind, folder, catalogue }: Marketplace) =>
  kind !== 'file' || catalogue === join(folder ?? '', '.claude-plugin', 'marketplace.json')
