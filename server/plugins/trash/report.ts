import type { Panel } from '../../panel.ts'
import type { Limits } from '../../trees/retention.ts'
import type { Stranger } from '../../trees/trash-list.ts'
import type { Kept } from '../../trees/trash-summary.ts'
import type { Emptying } from './empty.ts'
import { limitsOf } from './limits.ts'
import { lineOf, type TrashLine } from './model.ts'
import { findInTrash, trashOf } from './trash.ts'

export type TrashReport = {
  actions: readonly ReportedAction[]
  /** How many there are, and the bytes of all. */
  count: number
  bytes: number
  limits: Limits
  folder: string
  strangers: readonly Stranger[]
  problem: string | null
}

export type ReportedAction = {
  /** Its number in the history, and what names it where there is none. */
  action: number | null
  token: string
  /** Epoch milliseconds. */
  at: number
  plugin: string | null
  folder: string | null
  summary: string
  state: TrashLine['state']
  files: number
  bytes: number
  /** Why it cannot be put back; null when it can. */
  problem: string | null
  kept: readonly Kept[]
}

/** Of one action everything; of many the first files of each, and of the newest so many. */
const FILES_OF_MANY = 100
const MOST_REPORTED = 1000

/** `trash --json`, newest first. */
export function trashReport(panel: Panel, name: string | null): TrashReport {
  const { trash, items } = name === null ? everything(panel) : one(panel, name)
  const most = name === null ? FILES_OF_MANY : Number.POSITIVE_INFINITY
  return {
    actions: items.slice(0, MOST_REPORTED).map((item) => reported(lineOf(panel, trash, item, most))),
    count: trash.items.length,
    bytes: trash.bytes,
    limits: limitsOf(panel.store),
    folder: trash.folder,
    strangers: trash.strangers,
    problem: trash.problem,
  }
}

/** What would be removed for good, as far as it is listed. */
export type EmptyingReport = {
  actions: readonly ReportedAction[]
  count: number
  bytes: number
  tokens: readonly string[]
  stays: number
}

const MOST_EMPTIED = 60

export function emptyingReport(panel: Panel, { items, bytes, stays }: Emptying): EmptyingReport {
  const trash = trashOf(panel)
  return {
    actions: items.slice(0, MOST_EMPTIED).map((item) => reported(lineOf(panel, trash, item, 0))),
    count: items.length,
    bytes,
    tokens: items.map(({ token }) => token),
    stays: stays.length,
  }
}

const everything = (panel: Panel) => {
  const trash = trashOf(panel)
  return { trash, items: trash.items }
}

const one = (panel: Panel, name: string) => {
  const { trash, item } = findInTrash(panel, name)
  return { trash, items: [item] }
}

const reported = ({ action, token, at, plugin, summary, state, bytes, problem, kept }: TrashLine): ReportedAction => ({
  action: action?.id ?? null,
  token,
  at,
  plugin: plugin || null,
  folder: summary?.into ?? null,
  summary: action?.summary ?? 'An action that no history knows',
  state,
  files: summary?.files ?? 0,
  bytes,
  problem,
  kept,
})
