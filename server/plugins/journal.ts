import type { ActionRow, Store } from '../store.ts'
import type { Done, Journal, Phase, Unfinished, Work } from '../trees/journal.ts'
import type { Operation } from '../trees/plan.ts'
import type { Action, ActionKind } from './types.ts'

/** `after`: what sessions need once it is done. */
export type Titled = { kind: ActionKind; plugin: string; summary: string; after?: readonly string[] }

/** The journal of one action, kept in the store: what it is called, what it does, and how it ended. */
export function journalOf(
  store: Store,
  { kind, plugin, summary, after = [] }: Titled,
  undoes: ActionRow | null = null,
): Journal {
  return {
    begin: (work) =>
      store.beginAction({
        kind,
        plugin,
        summary,
        after: JSON.stringify(after),
        files: JSON.stringify(work.plan.operations.map(fileOf)),
        bytes: work.plan.bytes,
        work: JSON.stringify(work),
        base_before: JSON.stringify(baseBefore(store, work)),
        undoes: undoes?.id ?? null,
      }),
    phase: (action, phase) => store.setPhase(action, phase),
    finish(action, done) {
      const row = store.action(action)
      if (undoes) putBase(store, workOf(undoes), JSON.parse(undoes.base_before) as Bases)
      else if (row) putBase(store, workOf(row), [...done.after])
      if (undoes) store.markUndone(undoes.id, action)
      store.endAction(action, { state: 'done', error: leftSentence(done) })
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

const UNDOABLE: readonly ActionKind[] = ['sync', 'clear', 'restore']

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
    undoable: row.state === 'done' && UNDOABLE.includes(row.kind) && row.undone_by === null && row.kept !== 0,
    kept: row.kept !== 0,
    undoneBy: row.undone_by,
    dismissed: row.dismissed !== 0,
    after: JSON.parse(row.after) as string[],
  }
}

function fileOf(operation: Operation): Action['files'][number] {
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
