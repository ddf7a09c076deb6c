import type { ActionRow, Store } from '../store.ts'
import type { Done, Journal, Phase, Unfinished, Work } from '../trees/journal.ts'
import type { Operation } from '../trees/plan.ts'
import type { Action, ActionKind } from './types.ts'

/** `after`: what sessions need once it is done. */
export type Titled = { kind: ActionKind; plugin: string; summary: string; after?: readonly string[] }

/**
 * The journal of one action, kept in the store: what it is called, what it does, and how it ended. A restored file is
 * an edit by its reader's hand: what the base says of it stays, so the next sync does not take it away unasked.
 */
export function journalOf(
  store: Store,
  { kind, plugin, summary, after = [] }: Titled,
  undoes: ActionRow | null = null,
): Journal {
  let begun: Work | null = null
  return {
    begin(work) {
      begun = work
      return store.beginAction({
        kind,
        plugin,
        summary,
        after: JSON.stringify(after),
        files: JSON.stringify(work.plan.operations.map(fileOf)),
        bytes: work.plan.bytes,
        work: JSON.stringify(work),
        trashed: work.plan.operations.reduce((sum, operation) => sum + keptOf(operation), 0),
        base_before: kind === 'restore' ? '[]' : JSON.stringify(baseBefore(store, work)),
        undoes: undoes?.id ?? null,
      })
    },
    phase: (action, phase) => store.setPhase(action, phase),
    finish(action, done) {
      const row = begun || undoes ? undefined : store.action(action)
      const work = begun ?? (row && workOf(row))
      store.together(() => {
        if (undoes) putBase(store, workOf(undoes), JSON.parse(undoes.base_before) as Bases)
        else if (work && kind !== 'restore') putBase(store, work, [...done.after])
        if (undoes) store.markUndone(undoes.id, action)
        store.endAction(action, { state: 'done', error: leftSentence(done) })
      })
    },
    fail(action, outcome, message) {
      store.endAction(action, { state: outcome === 'reverted' ? 'reverted' : 'failed', error: message })
    },
  }
}

export const workOf = (row: ActionRow) => JSON.parse(row.work) as Work

export const unfinished = (row: ActionRow): Unfinished => ({
  action: row.id,
  phase: row.phase as Phase | null,
  work: workOf(row),
})

/** Actions of Hotplug's own bookkeeping, which change no folder and are done at once. */
export function recordAction(store: Store, titled: Omit<Titled, 'after'>) {
  const id = store.beginAction({
    ...titled,
    files: '[]',
    bytes: 0,
    work: 'null',
    base_before: '[]',
    undoes: null,
    after: '[]',
  })
  store.endAction(id, { state: 'done', error: null })
  return id
}

/** The line for a sync of several plugins: each of them has an action of its own, with its undo. */
const isOfSeveral = ({ kind, plugin }: ActionRow) => kind === 'sync' && plugin === ''

/** Cleared folders that were put back have left the trash: clearing them again is what takes that back. */
const hasTakenFromTrash = ({ kind, token }: ActionRow) => kind === 'restore' && token === null

const UNDOABLE: readonly ActionKind[] = ['sync', 'clear', 'restore', 'instructions', 'mode', 'condition']

export function actionOf(row: ActionRow): Action {
  return {
    id: row.id,
    kind: row.kind,
    plugin: row.plugin,
    state: row.state,
    at: row.at,
    durationMs: row.duration_ms,
    summary: row.summary,
    error: row.error,
    files: JSON.parse(row.files) as Action['files'],
    bytes: row.bytes,
    undoable:
      row.state === 'done' &&
      UNDOABLE.includes(row.kind) &&
      row.undone_by === null &&
      row.kept !== 0 &&
      !isOfSeveral(row) &&
      !hasTakenFromTrash(row),
    kept: row.kept !== 0,
    emptied: row.emptied,
    trash: row.kept !== 0 && row.token !== null && (row.trashed ?? 0) > 0 ? row.token : null,
    undoneBy: row.undone_by,
    dismissed: row.dismissed !== 0,
    after: JSON.parse(row.after) as string[],
    sessions: null,
  }
}

export function fileOf(operation: Operation): Action['files'][number] {
  const { path } = operation
  switch (operation.do) {
    case 'write':
      return { path, what: operation.over === null ? 'written' : 'replaced' }
    case 'remove':
      return { path, what: 'removed' }
    case 'chmod':
      return { path, what: 'mode' }
    case 'link':
      return { path, what: 'link' }
  }
}

/** How many bytes of what stands there now go to the trash. */
function keptOf(operation: Operation): number {
  if (operation.do === 'chmod' || operation.over?.kind !== 'file') return 0
  return operation.over.size
}

type Bases = readonly (readonly [path: string, hash?: string])[]

const baseFolder = ({ plan }: Work) => (plan.direction === 'to-source' ? plan.from : plan.into)

function baseBefore(store: Store, work: Work): Bases {
  const base = store.base(baseFolder(work), 0)
  return work.plan.operations.map(({ path }) => (base.has(path) ? [path, base.get(path) ?? ''] : [path]))
}

/** Later edits of the loaded folder are told from what an action left there; undefined: nothing is known of a file. */
const putBase = (store: Store, work: Work, bases: Bases) => store.changeBase(baseFolder(work), bases)

const leftSentence = ({ left }: Done) =>
  left.length === 0 ? null : `Left as they are, because they changed meanwhile: ${left.join(', ')}.`
