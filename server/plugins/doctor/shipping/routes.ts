import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isLocal } from '../../../claude/marketplaces.ts'
import type { Marketplace, Plugin } from '../../../claude/types.ts'
import { isInside } from '../../../trees/inside.ts'
import { repositoryOf } from '../../../trees/tracked.ts'
import type { Route } from './types.ts'

type Ways = { routes: readonly Route[]; cannot: { sentence: string; next: string } | null }

/** How what lies in a plugin's source would get to those who install it; the usual way first. */
export function routesOf({ id, source, entry }: Plugin, marketplace: Marketplace | null): Ways {
  if (source === null) return { routes: [], cannot: NO_SOURCE }
  if (source.by === 'skills-dir') return { routes: [], cannot: NOT_HANDED_ON }
  const repository = repositoryOf(source.path)
  const inRepository = repository !== null && existsSync(join(repository, CATALOGUE)) ? repository : null
  const isRelative = entry?.source.kind === 'relative'
  const own = marketplace !== null && isLocal(marketplace) && isRelative ? marketplace.folder : null
  const folder = holds(own, source.path) ? own : inRepository
  const routes: Route[] = []
  if (folder !== null) routes.push({ way: 'directory', from: 'marketplace', folder })
  if (inRepository !== null && isRelative) routes.push({ way: 'git', from: 'marketplace', folder: inRepository })
  else if (repository !== null && realOf(source.path) === repository && !isRelative)
    routes.push({ way: 'git', from: 'alone', folder: repository })
  if (routes.length === 0) return { routes, cannot: notKnown(id) }
  return { routes: own === null ? routes.reverse() : routes, cannot: null }
}

const CATALOGUE = '.claude-plugin/marketplace.json'

const holds = (folder: string | null, path: string) => folder !== null && isInside(realOf(path), realOf(folder))

const NO_SOURCE = {
  sentence: 'No folder on this machine is known as its source.',
  next: 'Link your checkout on the plugin’s page, then ship from that.',
}
const NOT_HANDED_ON = {
  sentence: 'It lies in a skills folder and belongs to no marketplace, so nobody installs it from here.',
  next: 'Put it into a marketplace to hand it on.',
}
const notKnown = (id: string) => ({
  sentence: `Its source lies in no marketplace and in no repository of its own, so it is not known how ${id} gets to people.`,
  next: 'Link the checkout of the marketplace that it is published in.',
})

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
