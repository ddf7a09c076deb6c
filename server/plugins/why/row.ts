import type { Plugin, Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Situation } from '../../reload/types.ts'
import { comparePair } from '../../trees/pair.ts'
import { scanTree } from '../../trees/scan.ts'
import type { FileDelta, Skipped } from '../../trees/types.ts'
import { rowsOf, situationOf } from '../examine.ts'
import { pairOf, withBase } from '../pairs.ts'
import type { FileRow } from '../types.ts'

/** One file of a plugin, compared here and now. */
export type Compared = { row: FileRow; delta: FileDelta }

/** Null where neither copy has the file; it may have been left out, which `leftOutOf` tells. */
export function compareFile(panel: Panel, plugin: Plugin, path: string, situation: Situation): Compared | null {
  const pair = pairOf(plugin)
  const differing = pair ? comparePair(withBase(pair, panel.store)).deltas.find((delta) => delta.path === path) : null
  const delta = differing ?? sameFile(pair?.source ?? plugin.source?.path ?? plugin.loaded.path, path)
  const [row] = delta ? rowsOf(panel, plugin, [delta], undefined, undefined, situation) : []
  return delta && row ? { row, delta } : null
}

/** Why a scan of this folder left a path out; null where it did not. */
export const leftOutOf = (root: string, path: string): Skipped | null =>
  scanTree(root).skipped.find((skipped) => path === skipped.path || path.startsWith(`${skipped.path}/`)) ?? null

/** By the version and the driver of a session, as far as it tells them. */
export function situationIn(panel: Panel, plugin: Plugin | null, session: Pick<Session, 'version' | 'driver'> | null) {
  const usual = situationOf(panel, plugin)
  return { ...usual, version: session?.version ?? usual.version, driver: session?.driver ?? usual.driver }
}

function sameFile(root: string, path: string): FileDelta | null {
  const entry = scanTree(root).entries.get(path)
  return entry ? { path, state: 'same', aspects: [], edited: null, source: entry, loaded: entry } : null
}
