import { join } from 'node:path'
import { isInside } from '../trees/inside.ts'
import { readCatalogue } from './catalogue.ts'
import type { Look } from './disk.ts'
import { normalAddress, remotesOf, workTreeOf } from './git.ts'
import { readManifest } from './manifest.ts'
import { pluginInCheckout } from './sources.ts'
import type { LinkSuggestion, Marketplace } from './types.ts'

/** Finds the directory that a plugin could be linked to. */
export type SuggestLink = (name: string, marketplace: Marketplace) => LinkSuggestion | null

/**
 * Looks for checkouts among directories that are known anyway: the same plugin name and the same git remote as the
 * marketplace. Never anything below `notBelow`, where Claude Code's own clones lie.
 */
export function openSuggestions(look: Look, directories: readonly string[], notBelow: string): SuggestLink {
  const known = new Map<string, Checkout[]>()
  let collected = false

  return (name, marketplace) => {
    if (marketplace.kind !== 'github' && marketplace.kind !== 'git') return null
    if (!collected) collect()
    const address = normalAddress(marketplace.location)
    const checkout = known.get(name)?.find(({ remotes }) => remotes.includes(address))
    if (!checkout) return null
    return { path: checkout.path, why: `It has a plugin named ${name} and the git remote ${address}.` }
  }

  function collect() {
    collected = true
    const folders = directories.flatMap((directory) => [directory, workTreeOf(look, directory) ?? directory])
    for (const folder of new Set(folders)) {
      if (isInside(folder, notBelow)) continue
      for (const checkout of checkoutsIn(look, folder)) {
        if (isInside(look.real(checkout.path) ?? checkout.path, look.real(notBelow) ?? notBelow)) continue
        known.set(checkout.name, [...(known.get(checkout.name) ?? []), checkout])
      }
    }
  }
}

type Checkout = { name: string; path: string; remotes: readonly string[] }

function checkoutsIn(look: Look, folder: string): Checkout[] {
  const workTree = look.stat(join(folder, '.claude-plugin')) ? workTreeOf(look, folder) : null
  if (!workTree) return []
  const remotes = remotesOf(look, workTree)
  const catalogue = readCatalogue(look, join(folder, '.claude-plugin', 'marketplace.json')).value
  const named = (catalogue?.entries ?? []).flatMap(({ name }) => {
    const found = pluginInCheckout(look, name, folder)
    return found.by === 'catalogue' && found.refused === null ? [{ name, path: found.path, remotes }] : []
  })
  const manifest = readManifest(look, folder).value
  return manifest ? [...named, { name: manifest.name, path: folder, remotes }] : named
}
