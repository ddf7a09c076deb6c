import type { Plugin } from '../claude/types.ts'
import type { Panel } from '../panel.ts'
import { comparePair } from '../trees/pair.ts'
import { scanTree } from '../trees/scan.ts'
import type { Entry, FileDelta } from '../trees/types.ts'
import { rowsOf } from './examine.ts'
import { pairOf, withBase } from './pairs.ts'
import type { FileRow } from './types.ts'

/** Every file of a plugin, compared here and now, by path. */
export function filesOf(panel: Panel, plugin: Plugin): FileRow[] {
  const pair = pairOf(plugin)
  const deltas = pair ? comparePair(withBase(pair, panel.store)).deltas : []
  const root = pair?.source ?? plugin.loaded.path
  const differing = new Set(deltas.map(({ path }) => path))
  const same = [...scanTree(root).entries.values()].filter(({ path }) => !differing.has(path)).map(sameFile)
  return rowsOf(panel, plugin, [...deltas, ...same]).sort((one, other) => (one.path < other.path ? -1 : 1))
}

const sameFile = (entry: Entry): FileDelta => ({
  path: entry.path,
  state: 'same',
  aspects: [],
  edited: null,
  source: entry,
  loaded: entry,
})
