import type { ActionRow, Store } from '../../store.ts'
import { leftSentence } from '../../trees/clear.ts'
import type { ClearDone, ClearJournal, ClearPhase, ClearWork, UnfinishedClear } from '../../trees/clear-types.ts'
import { folderWords, sizeWords } from '../amounts.ts'

/** Whether an action cleared whole folders, or put them back. */
export function isClear({ work }: Pick<ActionRow, 'work'>): boolean {
  const direction = (JSON.parse(work) as { plan?: { direction?: string } } | null)?.plan?.direction
  return direction === 'clear' || direction === 'unclear'
}

export const clearWorkOf = ({ work }: Pick<ActionRow, 'work'>) => JSON.parse(work) as ClearWork

export const unfinishedClear = (row: ActionRow): UnfinishedClear => ({
  action: row.id,
  phase: row.phase as ClearPhase | null,
  work: clearWorkOf(row),
})

/** Whose locks an action needs that changes these paths below the cache. */
export const ownersOf = (paths: readonly string[]): string[] => [...new Set(paths.map(ownerOf))].sort()

const STRAYS = 'cache'

function ownerOf(path: string): string {
  const [marketplace, plugin, ...version] = path.split('/')
  return version.length > 0 ? `${plugin}@${marketplace}` : STRAYS
}

/** The one plugin that these paths are about, else ''. */
export function pluginOf(paths: readonly string[]): string {
  const [owner, ...others] = ownersOf(paths)
  return owner === undefined || owner === STRAYS || others.length > 0 ? '' : owner
}

/** `undoes`: the clearing that is taken back; 'restore' does so in part, and its rest can still be. */
export type ClearTitle = { kind: 'clear' | 'undo' | 'restore'; undoes: ActionRow | null }

type Amount = { folders: number; bytes: number; known: boolean }

/** '14 folders, 1.2 GiB' */
export const amountWords = ({ folders, bytes, known }: Amount) =>
  known ? `${folderWords(folders)}, ${sizeWords(bytes)}` : folderWords(folders)

/** The journal of a clearing, or of putting it back, kept in the store. */
export function clearJournalOf(store: Store, { kind, undoes }: ClearTitle): ClearJournal {
  const summary = (amount: Amount) => summaryOf(kind, undoes, amount)
  return {
    begin({ token, plan }) {
      const paths = plan.items.map(({ path }) => path)
      const known = plan.items.every(({ bytes }) => bytes !== null)
      return store.beginAction({
        kind,
        plugin: pluginOf(paths),
        summary: summary({ folders: paths.length, bytes: plan.bytes, known }),
        files: filesOf(paths, kind),
        bytes: plan.bytes,
        // The store finds an action's trash by a token at the beginning: what puts back has no trash of its own.
        work: JSON.stringify(plan.direction === 'clear' ? { token, plan } : { plan, token }),
        base_before: '[]',
        undoes: undoes?.id ?? null,
        after: '[]',
      })
    },
    phase: (action, phase) => store.setPhase(action, phase),
    finish(action, { items, left, emptied }: ClearDone) {
      const bytes = items.reduce((sum, item) => sum + item.bytes, 0)
      const paths = items.map(({ path }) => path)
      store.retitle(action, {
        summary: summary({ folders: items.length, bytes, known: true }),
        files: filesOf(paths, kind),
        bytes,
      })
      if (undoes === null) store.setTrashed(action, bytes)
      else {
        if (emptied) store.markUndone(undoes.id, action)
        store.setTrashed(undoes.id, emptied ? 0 : Math.max(0, (store.action(undoes.id)?.trashed ?? bytes) - bytes))
      }
      if (kind === 'restore') store.dropKept(action, 'clear the folders again instead')
      store.endAction(action, { state: 'done', error: left.length > 0 ? leftSentence(left) : null })
    },
    fail(action, outcome, message) {
      store.endAction(action, { state: outcome === 'reverted' ? 'reverted' : 'failed', error: message })
    },
  }
}

function summaryOf(kind: ClearTitle['kind'], undoes: ActionRow | null, amount: Amount): string {
  if (kind === 'clear') return `Cleared ${amountWords(amount)}`
  return kind === 'undo' && undoes ? `Undid “${undoes.summary}”` : `Restored ${amountWords(amount)}`
}

const filesOf = (paths: readonly string[], kind: ClearTitle['kind']) =>
  JSON.stringify(paths.map((path) => ({ path, what: kind === 'clear' ? 'cleared' : 'put back' })))
