import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Around, Examined, Place, Subject } from '../../doctor/types.ts'
import { isInside } from '../../trees/inside.ts'

/** In which a person's own things lie, and a project's. */
const OWN = ['skills', 'commands', 'agents', 'output-styles', 'hooks']

/** The folders of a place whose every change means that it is to be examined again; not all of them exist. */
export function treesOf(place: Place): readonly string[] {
  if (place.kind === 'plugin') return [place.root, ...(place.loaded ? [place.loaded.path] : [])].map(realOf)
  const folder = place.kind === 'user' ? place.root : join(place.root, '.claude')
  return OWN.map((name) => realOf(join(folder, name)))
}

/**
 * What else it rests on: files that lie outside of its folders, such as a script in the home folder or what a link
 * leads to. Nobody tells when one of those changes, so they are to be looked at now and then.
 */
export function filesOutside({ place, subjects }: Examined, { config }: Around): readonly string[] {
  const trees = treesOf(place)
  const files = new Set([...namedBy(place, config), ...subjects.flatMap(filesOf)])
  return [...files].filter((file) => !trees.some((tree) => isInside(realOf(file), tree)))
}

/** Files that count whether they are there or not. */
function namedBy(place: Place, { configDir, home }: Around['config']): string[] {
  const trust = [join(configDir, '.claude.json'), join(home, '.claude.json')]
  if (place.kind === 'user') return trust
  return place.kind === 'project' ? [...trust, join(place.root, '.mcp.json'), join(place.root, 'CLAUDE.md')] : []
}

function filesOf({ of, value }: Subject): string[] {
  if (of === 'hook' || of === 'loaded hook')
    return [value.hook.file, ...(value.launch?.scripts.map(({ path }) => path) ?? [])]
  if (of === 'hook file' || of === 'server file') return [value.file]
  return of === 'definition' ? [value.definition.file] : []
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
