import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import { recoverClear } from '../../trees/clear-recover.ts'
import { applyRestore, planRestore } from '../../trees/clear-restore.ts'
import type { Left } from '../../trees/clear-types.ts'
import { tellCacheChanged } from './clear.ts'
import { clearJournalOf, clearWorkOf, ownersOf, unfinishedClear } from './clear-journal.ts'
import { withLocks } from './clear-locks.ts'

export type PutBack = { action: number; paths: readonly string[]; left: readonly Left[] }

/**
 * Puts cleared folders back where they were, in an action of its own. `only`: these paths below the cache; the rest
 * stays in the trash and can still be put back. Throws where something newer stands.
 */
export async function putCleared(panel: Panel, row: ActionRow, only?: ReadonlySet<string>): Promise<PutBack> {
  const { token, plan } = clearWorkOf(row)
  const owners = ownersOf(plan.items.map(({ path }) => path))
  const kind = only ? 'restore' : 'undo'
  return withLocks(panel.store, [...owners, ...(row.plugin === '' ? [token] : [])], async () => {
    const journal = clearJournalOf(panel.store, { kind, undoes: row })
    try {
      return await panel.activities.run('Putting cleared folders back', (task) =>
        applyRestore(planRestore(token, panel, only), journal, { trashDir: panel.trashDir, task }),
      )
    } finally {
      tellCacheChanged(panel)
    }
  })
}

/** Brings a clearing, or the putting back of one, to its end whose process was killed. */
export async function recoverCleared(panel: Panel, row: ActionRow): Promise<string> {
  const undoes = row.undoes === null ? null : (panel.store.action(row.undoes) ?? null)
  const kind = row.kind === 'undo' || row.kind === 'restore' ? row.kind : 'clear'
  const { outcome, message } = await recoverClear(
    unfinishedClear(row),
    clearJournalOf(panel.store, { kind, undoes }),
    panel,
  )
  if (outcome === 'finished' || outcome === 'waiting') panel.store.noteOn(row.id, message)
  panel.survey.lookAgain()
  return message
}

/** The locks under which such an action is brought to its end. */
export const ownersOfAction = (row: Pick<ActionRow, 'work'>): string[] =>
  ownersOf(clearWorkOf(row).plan.items.map(({ path }) => path))
