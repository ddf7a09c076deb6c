import type { Panel } from '../../panel.ts'
import type { Limits } from '../../trees/retention.ts'
import type { Stranger } from '../../trees/trash-list.ts'
import { type Kept, keptFiles, type Summary } from '../../trees/trash-summary.ts'
import { actionOf } from '../journal.ts'
import { shellOf } from '../models.ts'
import type { Action, Shell } from '../types.ts'
import { limitsOf } from './limits.ts'
import { pluginAt } from './owner.ts'
import { contentOf, findInTrash, type Trash, type TrashItem, trashOf } from './trash.ts'

/** One action in the trash with what it keeps. */
export type TrashLine = Omit<TrashItem, 'row'> & {
  /** null: no history knows of it. */
  action: Action | null
  plugin: string | null
  summary: Summary | null
  /** What can be put back, as far as it is shown. */
  kept: readonly Kept[]
  /** Why nothing of it can be put back, as a sentence; null when it can. */
  problem: string | null
}

export type TrashModel = {
  shell: Shell
  lines: readonly TrashLine[]
  actions: number
  bytes: number
  limits: Limits
  page: number
  pages: number
  strangers: readonly Stranger[]
  problem: string | null
  folder: string
}

export type TrashLineModel = { shell: Shell; line: TrashLine; q: string; found: number }

const ON_A_PAGE = 40
const FILES_IN_LIST = 10
const MOST_FILES = 1000

export function trashModel(panel: Panel, asked: number): TrashModel {
  const trash = trashOf(panel)
  const pages = Math.max(1, Math.ceil(trash.items.length / ON_A_PAGE))
  const page = Math.min(Math.max(1, asked), pages)
  const shown = trash.items.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
  return {
    shell: shellOf(panel),
    lines: shown.map((item) => lineOf(panel, trash, item, FILES_IN_LIST)),
    actions: trash.items.length,
    bytes: trash.bytes,
    limits: limitsOf(panel.store),
    page,
    pages,
    strangers: trash.strangers,
    problem: trash.problem,
    folder: trash.folder,
  }
}

/** All that the trash keeps of one action, as far as it fits into a page; `q` finds files by name. */
export function trashLineModel(panel: Panel, token: string, q: string): TrashLineModel {
  const { trash, item } = findInTrash(panel, token)
  const line = lineOf(panel, trash, item, Number.POSITIVE_INFINITY)
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const found = line.kept.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)))
  return { shell: shellOf(panel), line: { ...line, kept: found.slice(0, MOST_FILES) }, q, found: found.length }
}

export function lineOf(panel: Panel, { folder }: Trash, { row, ...item }: TrashItem, mostFiles: number): TrashLine {
  const found = row === null ? null : (panel.store.action(row.id) ?? null)
  const content = contentOf(panel, folder, item.token)
  const summary = content.is === 'kept' ? content.summary : null
  const read = content.is === 'kept' && mostFiles > 0 ? filesOf(`${folder}/${item.token}`) : []
  return {
    ...item,
    ...(summary && row === null ? { at: summary.at } : {}),
    action: found && actionOf(found),
    plugin: found?.plugin || (summary && pluginAt(panel, summary.into)),
    summary,
    kept: read.slice(0, mostFiles),
    problem: problemOf(item.state, content.is === 'damaged' ? content.message : null, summary),
  }
}

function filesOf(folder: string): readonly Kept[] {
  try {
    return keptFiles(folder)
  } catch {
    return []
  }
}

function problemOf(state: TrashItem['state'], damage: string | null, summary: Summary | null): string | null {
  if (state === 'running') return 'Its action has not come to its end yet.'
  if (state === 'unfinished') return 'Its action never came to its end, and no history knows of it any more.'
  if (damage !== null) return `${damage} What lies in it cannot be put back by Hotplug.`
  if (state === 'emptied' || summary === null) return 'It is being removed, and was interrupted; the rest goes soon.'
  return summary.files === 0 ? 'It replaced and removed nothing.' : null
}
