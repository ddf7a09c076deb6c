import { statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Component } from '../../reload/types.ts'
import type { FileRow } from '../types.ts'
import { receiptOf } from './receipts.ts'
import type { FileProof } from './types.ts'

type Row = Pick<FileRow, 'path' | 'component' | 'state' | 'mtimeMs'>

/** An edit older than this is no news in any session (milliseconds). */
const NEWS = 7 * 86_400_000

/**
 * What running sessions show of a file, where it is known when its content came to the folder that Claude Code reads;
 * null where it is not there yet, or was there all along.
 */
export function proofOf(panel: Panel, plugin: Plugin, row: Row): FileProof | null {
  const since = reachedAt(panel, plugin, row)
  if (since === null || Date.now() - since > NEWS) return null
  const change = panel.store.edits.latestOf(plugin.id, row.path)?.change ?? 'edited'
  const receipts = receiptOf(panel, plugin, { path: row.path, component: row.component, change }, since)
  return receipts.length > 0 ? { since, receipts } : null
}

/** The same of a file by its whole path, in the source or where it is read; for a plugin that has been compared. */
export function proofAt(panel: Panel, plugin: Plugin, file: string, component: Component): FileProof | null {
  const root = [plugin.source?.path, plugin.loaded.path].find((one) => one !== undefined && file.startsWith(one + sep))
  const stats = statSync(file, { throwIfNoEntry: false })
  if (root === undefined || !stats) return null
  const path = relative(root, file).replaceAll(sep, '/')
  const compared = panel.comparisons.of(plugin)
  const isKnown = compared !== null && compared !== 'nothing' && compared.error === null
  if (!isKnown || compared.deltas.some((delta) => delta.path === path)) return null
  return proofOf(panel, plugin, { path, component, state: 'same', mtimeMs: stats.mtimeMs })
}

function reachedAt(panel: Panel, { id, loaded }: Plugin, { path, state, mtimeMs }: Row): number | null {
  if (loaded.how !== 'cache') return mtimeMs
  return state === 'same' ? (panel.store.edits.latestOf(id, path)?.loaded_at ?? null) : null
}
