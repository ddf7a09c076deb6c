import { existsSync } from 'node:fs'
import { scanTree } from '../../trees/scan.ts'
import type { Around, Place, Subject } from '../types.ts'
import { gitFactsOf } from './git-facts.ts'
import { leavingLinks } from './links.ts'
import { manifestOf } from './manifest.ts'
import { outsideOf } from './outside.ts'
import { packagesOf } from './packages.ts'
import { placedSaid } from './said.ts'
import { pluginTarget, type Target } from './targets.ts'
import { unbumpedOf } from './unbumped.ts'

/** A plugin's folder as a thing that is handed on. What `claude plugin validate` says of it is only what is known. */
export async function packagingSubjects(place: Place, around: Around): Promise<readonly Subject[]> {
  if (place.kind !== 'plugin' || !existsSync(place.root)) return []
  const tree = scanTree(place.root)
  const manifest = manifestOf(place.root)
  const [unbumped, git] = await Promise.all([unbumpedOf(place, manifest, tree), gitFactsOf(place, tree)])
  const value = {
    ...{ place, around, manifest, unbumped, git },
    said: await saidOf(pluginTarget(place, tree), place.root, around),
    outside: outsideOf(tree),
    links: leavingLinks(tree, place),
    packages: packagesOf(place),
  }
  return [{ of: 'plugin', value }]
}

export async function saidOf(target: Target | null, root: string, { validated }: Around) {
  const validation = (target && (await validated?.(target))) ?? null
  return validation && placedSaid(validation, root)
}
