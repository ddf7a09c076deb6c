import { relative, sep } from 'node:path'
import type { Inventory, Plugin } from '../../claude/types.ts'
import { realOf } from './disk.ts'

/**
 * A folder of a plugin in which a path lies. source: where it is written; loaded: what Claude Code reads; 'other copy':
 * a cached version that it does not read. `path` is below that folder, with forward slashes; '' is the folder itself.
 */
export type Place = { plugin: Plugin; kind: 'source' | 'loaded' | 'other copy'; root: string; path: string }

/** Every plugin that has this path, the nearest folder first, and the enabled one before the others. */
export function placesOf({ plugins }: Pick<Inventory, 'plugins'>, path: string): Place[] {
  const places = plugins.flatMap((plugin) =>
    foldersOf(plugin).flatMap(([kind, folder]): Place[] => {
      const root = [folder, realOf(folder)].find((form) => path === form || path.startsWith(form + sep))
      return root === undefined ? [] : [{ plugin, kind, root, path: relative(root, path).replaceAll(sep, '/') }]
    }),
  )
  const rank = (place: Place) => KINDS.indexOf(place.kind) - (place.plugin.enabled ? KINDS.length : 0)
  return places.sort((one, other) => other.root.length - one.root.length || rank(one) - rank(other))
}

const KINDS: readonly Place['kind'][] = ['source', 'loaded', 'other copy']

const foldersOf = ({ source, loaded, cached }: Plugin): [Place['kind'], string][] => [
  ...(source ? [['source', source.path] as [Place['kind'], string]] : []),
  ['loaded', loaded.path],
  ...cached.map((version): [Place['kind'], string] => ['other copy', version.path]),
]
