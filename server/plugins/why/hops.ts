import { lstatSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from '../../claude/types.ts'
import type { Place } from './places.ts'
import type { Compared } from './row.ts'
import type { Hop } from './types.ts'

/** The stages on the disk that an edit of a plugin's file passes, before it is loaded. */
export function hopsOnDisk(plugin: Plugin, place: Place, compared: Compared): Hop[] {
  const hops = [editedHop(place, compared)]
  const isEditOfCopy = place.kind === 'loaded' && compared.row.edited === 'cache'
  if (plugin.source) hops.push(sourceHop(plugin.source.path, compared))
  if (plugin.loaded.how === 'cache' || plugin.loaded.how === 'link') hops.push(cacheHop(plugin, compared, isEditOfCopy))
  return hops
}

function editedHop({ root, path, kind }: Place, { row }: Compared): Hop {
  const at = lstatSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null
  const hop = (detail: string): Hop => ({ hop: 'edited', ok: true, detail, at })
  const where = kind === 'source' ? 'in the source' : 'in the loaded copy'
  if (at === null) return hop(row.state === 'removed' ? `deleted ${where}` : `not there ${where}`)
  return hop(kind === 'loaded' && row.edited === 'cache' ? 'saved in the loaded copy itself' : `last saved ${where}`)
}

function sourceHop(folder: string, { row, delta }: Compared): Hop {
  const file = join(folder, row.path)
  const at = delta.source?.mtimeMs ?? null
  if (row.state === 'removed' && row.edited === 'cache')
    return { hop: 'source', ok: true, detail: `${file} does not exist; it was made in the loaded copy alone`, at }
  if (row.state === 'removed') return { hop: 'source', ok: true, detail: `${file} was deleted`, at }
  return { hop: 'source', ok: true, detail: row.edited === 'cache' ? `${file} has something else` : file, at }
}

function cacheHop({ loaded, source }: Plugin, { row, delta }: Compared, isEditOfCopy: boolean): Hop {
  const copy = join(loaded.path, row.path)
  const hop = (ok: boolean, detail: string): Hop => ({ hop: 'cache', ok, detail, at: delta.loaded?.mtimeMs ?? null })
  if (loaded.how === 'link') return hop(true, `the cached version is a link to ${loaded.path}, so there is no copy`)
  if (!source) return hop(true, `${copy}; its source is not known on this machine`)
  if (isEditOfCopy) return hop(true, `${copy} is where it was edited; the next sync or update would replace it`)
  if (row.state === 'same') return hop(true, `${copy} is the same as the source`)
  if (row.state === 'added') return hop(false, `${copy} does not exist yet`)
  if (row.state === 'removed' && row.edited !== 'cache')
    return hop(false, `${copy} is still there, though the source no longer has it`)
  if (row.edited === 'both') return hop(false, `${copy} was edited too, so a sync asks which of the two to keep`)
  return row.edited === 'cache'
    ? hop(false, `${copy} was edited itself and differs from the source`)
    : hop(false, `${copy} differs from the source`)
}

/** '0.1.0', of a version's folder in the cache. */
export const versionOf = (folder: string) => basename(folder)
