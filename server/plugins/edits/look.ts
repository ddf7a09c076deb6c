import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { verdictOf } from '../../reload/verdict.ts'
import type { Comparison } from '../../trees/pair.ts'
import type { Entry, FileDelta } from '../../trees/types.ts'
import { rowsOf, situationOf } from '../examine.ts'
import { type Lying, noticed, type Saved } from './noticed.ts'
import type { EditRow, NewEdit } from './types.ts'

/** What is older was not edited now: it came with a checkout, or the plugin has drifted for long. */
const NEW = 7 * 86_400_000
/** Of one plugin, or one sync, at a time. */
const MOST = 50

/** Records what a plugin's source has that its loaded copy has not, and what has come there. True when that was news. */
export function lookAtCopy(panel: Panel, plugin: Plugin, compared: Comparison): boolean {
  const { edits } = panel.store
  const differing = new Map(compared.deltas.map((delta) => [delta.path, delta]))
  const onTheWay = edits.onTheWay(plugin.id)
  const fresh = compared.deltas.filter(isFresh).sort(latestFirst).slice(0, MOST)
  const changes = noticed(
    onTheWay,
    savedIn(panel, plugin, fresh),
    (path) => differing.has(path),
    (path) => lyingAt(join(plugin.loaded.path, path)),
  )
  for (const saved of changes.add) edits.add(newEdit(plugin, saved))
  for (const { id, saved } of changes.again) edits.saved(id, { ...saved, saved_at: saved.savedAt })
  for (const { edit, putAt } of changes.reached)
    edits.loaded(edit.id, arrived(panel, plugin, { ...edit, loaded_at: putAt, loaded_by: 'update' }))
  for (const { id } of changes.drop) edits.drop(id)
  return Object.values(changes).some((list) => list.length > 0)
}

/** Records what a sync has brought to the loaded folder: with sync on save it was there before anybody looked. */
export function lookAtSync(panel: Panel, plugin: Plugin, paths: readonly string[], span: { from: number; to: number }) {
  const { edits } = panel.store
  const onTheWay = new Map(edits.onTheWay(plugin.id).map((edit) => [edit.path, edit]))
  const written = paths.slice(0, MOST).flatMap((path) => {
    const lying = lyingAt(join(plugin.loaded.path, path))
    const isOfIt = lying !== null && lying.putAt >= span.from - LEEWAY && lying.putAt <= span.to + LEEWAY
    return isOfIt && span.to - lying.savedAt < NEW && lying.savedAt <= span.to ? [{ path, savedAt: lying.savedAt }] : []
  })
  const rows = savedIn(panel, plugin, written.filter(({ path }) => !onTheWay.has(path)).map(asDelta))
  for (const { path, savedAt } of written) {
    const known = onTheWay.get(path)
    const saved =
      known ??
      newEditOf(
        plugin,
        rows.find((row) => row.path === path),
      )
    if (!saved) continue
    const edit = arrived(panel, plugin, { ...saved, saved_at: savedAt, loaded_at: span.to, loaded_by: 'sync' })
    if (known) edits.loaded(known.id, edit)
    else edits.add(edit)
  }
  return written.length > 0
}

/** Records files that were saved where Claude Code reads them. */
export function lookInPlace(panel: Panel, plugin: Plugin, saved: readonly SavedInPlace[]) {
  const latest = saved.filter(({ savedAt }) => Date.now() - savedAt < NEW).slice(0, MOST)
  for (const row of savedIn(panel, plugin, latest.map(asDelta))) {
    const isAdded = latest.find(({ path }) => path === row.path)?.isAdded
    const edit = newEdit(plugin, { ...row, change: isAdded ? 'added' : changeOf(row) })
    panel.store.edits.add(arrived(panel, plugin, { ...edit, loaded_at: edit.saved_at, loaded_by: 'in place' }))
  }
  return latest.length > 0
}

export type SavedInPlace = { path: string; savedAt: number; isAdded: boolean }

/** Nobody knows what was in it before; of what an agent may need, the most. */
const changeOf = ({ component, change }: Saved) => (component === 'agent' ? 'description' : change)

/** The clock of a file system may be a moment behind ours. */
const LEEWAY = 1000

const isFresh = ({ state, edited, source }: FileDelta) =>
  state !== 'same' &&
  (edited === 'source' || edited === 'both') &&
  source?.kind === 'file' &&
  Math.abs(Date.now() - source.mtimeMs) < NEW

const latestFirst = (one: FileDelta, other: FileDelta) => (other.source?.mtimeMs ?? 0) - (one.source?.mtimeMs ?? 0)

/** What these files are, and what was changed about them. Files that are nothing to Claude Code are never live. */
function savedIn(panel: Panel, plugin: Plugin, deltas: readonly FileDelta[]): Saved[] {
  if (deltas.length === 0) return []
  return rowsOf(panel, plugin, deltas).flatMap(({ path, component, verdict, mtimeMs }) =>
    component === 'other' || verdict === null ? [] : [{ path, component, change: verdict.change, savedAt: mtimeMs }],
  )
}

const newEdit = ({ id }: Plugin, { path, component, change, savedAt }: Saved): NewEdit => ({
  plugin: id,
  path,
  component,
  change,
  saved_at: savedAt,
  loaded_at: null,
  loaded_by: null,
  live_at: null,
  live_by: null,
})

const newEditOf = (plugin: Plugin, saved: Saved | undefined) => saved && newEdit(plugin, saved)

/** What needs nothing done is live as soon as it is where Claude Code reads it. */
function arrived<T extends NewEdit | EditRow>(panel: Panel, plugin: Plugin, edit: T): T {
  const { remedy } = verdictOf(edit, situationOf(panel, plugin)).rule
  const isLive = remedy.length === 1 && remedy[0] === 'none'
  return isLive ? { ...edit, live_at: edit.loaded_at, live_by: 'use' } : edit
}

function lyingAt(file: string): Lying | null {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    return stats?.isFile() ? { savedAt: stats.mtimeMs, putAt: stats.ctimeMs } : null
  } catch {
    return null
  }
}

/** A file that is the same on both sides by now, as a comparison would tell of it. */
function asDelta({ path, savedAt }: { path: string; savedAt: number }): FileDelta {
  const entry: Entry = {
    path,
    kind: 'file',
    size: 0,
    mode: 0,
    mtimeMs: savedAt,
    ctimeMs: savedAt,
    ino: 0,
    target: null,
  }
  return { path, state: 'same', aspects: [], edited: null, source: entry, loaded: entry }
}
