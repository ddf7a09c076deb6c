import { basename } from 'node:path'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { Store, TrashRow } from '../../store.ts'
import { timeOfToken } from '../../trees/places.ts'
import {
  type InTrash,
  isUnfinished,
  listTrash,
  lookInTrash,
  type Stranger,
  type TrashMemo,
} from '../../trees/trash-list.ts'

/**
 * What the trash holds of one action. kept: it can be put back. running: its action is under way, or will be brought to
 * its end. unfinished: the same of an action that no history knows. emptied: it has no list, or the history says that it
 * went, so it was interrupted while going. damaged: its list cannot be read.
 */
export type TrashItem = {
  token: string
  at: number
  state: 'kept' | 'running' | 'unfinished' | 'emptied' | 'damaged'
  /** null: no history knows of it. */
  row: TrashRow | null
  bytes: number
}

export type Trash = {
  folder: string
  /** Newest first. */
  items: readonly TrashItem[]
  bytes: number
  strangers: readonly Stranger[]
  problem: string | null
}

/** Everything in the trash. The history is its index: only what it does not know is read from the lists themselves. */
export function trashOf(panel: Panel): Trash {
  const { folder, tokens, strangers, problem } = listTrash(panel.trashDir)
  const rows = new Map(panel.store.trashRows().map((row) => [row.token, row]))
  const needed = neededTokens(panel.store)
  const items = tokens.map((token) => itemOf(panel, folder, token, rows.get(token) ?? null, needed))
  return { folder, items, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0), strangers, problem }
}

/** What lies under one token, read now. */
export const contentOf = (panel: Panel, folder: string, token: string): InTrash =>
  lookInTrash(folder, token, memoOf(panel))

/** The action in the trash with this number (of the history) or token. */
export function findInTrash(panel: Panel, name: string): { trash: Trash; item: TrashItem } {
  const trash = trashOf(panel)
  if (trash.problem !== null) throw new HotplugError(422, trash.problem)
  const token = /^\d{1,15}$/.test(name) ? panel.store.action(Number(name))?.token : name
  const item = trash.items.find((one) => one.token === token)
  if (item) return { trash, item }
  const emptied = /^\d{1,15}$/.test(name) ? panel.store.action(Number(name))?.emptied : null
  throw new HotplugError(
    404,
    `The trash holds nothing of action ${name}${emptied ? `: ${emptied}` : ''}.`,
    'See `hotplug trash` for what it holds.',
  )
}

/** Tokens of actions that are under way, or have to be brought to their end, and of those they take from. */
export function neededTokens(store: Store): ReadonlySet<string> {
  return new Set(
    store.runningActions().flatMap(({ work }) => {
      const { token, plan } = (JSON.parse(work) ?? {}) as { token?: string; plan?: { of?: string; from?: string } }
      return [token, plan?.of, plan?.from && basename(plan.from)].filter((name) => typeof name === 'string')
    }),
  )
}

function itemOf(
  panel: Panel,
  folder: string,
  token: string,
  row: TrashRow | null,
  needed: ReadonlySet<string>,
): TrashItem {
  const item = { token, row, at: timeOfToken(token) }
  if (needed.has(token)) return { ...item, state: 'running', bytes: row?.trashed ?? 0 }
  if (row?.kept === 0) return { ...item, state: 'emptied', bytes: row.trashed ?? 0 }
  if (row !== null && row.trashed !== null) return { ...item, state: 'kept', bytes: row.trashed }
  const content = contentOf(panel, folder, token)
  if (content.is === 'damaged') return { ...item, state: 'damaged', bytes: 0 }
  if (content.is === 'begun') return { ...item, state: 'emptied', bytes: 0 }
  const { bytes, into } = content.summary
  if (row !== null) panel.store.setTrashed(row.id, bytes)
  return { ...item, state: row === null && isUnfinished(into, token) ? 'unfinished' : 'kept', bytes }
}

const memos = new WeakMap<Panel, TrashMemo>()

/** What no history knows is read once, as long as it stays the same. */
function memoOf(panel: Panel): TrashMemo {
  const memo = memos.get(panel) ?? new Map()
  memos.set(panel, memo)
  return memo
}
