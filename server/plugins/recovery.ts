import type { Panel } from '../panel.ts'
import { isAlive } from '../processes.ts'
import { recover } from '../trees/recover.ts'
import { journalOf, unfinished } from './journal.ts'

/**
 * Brings actions to their end whose process was killed, and says of each whether it was finished or taken back; the
 * history says so too.
 */
export async function recoverActions(panel: Panel): Promise<string[]> {
  const messages: string[] = []
  for (const row of panel.store.runningActions()) {
    if (isAlive(row.pid, row.process_start)) continue
    const undoes = row.undoes === null ? null : (panel.store.action(row.undoes) ?? null)
    const { outcome, message } = await recover(
      unfinished(row),
      journalOf(panel.store, { ...row, after: [] }, undoes),
      panel,
    )
    if (outcome === 'finished') panel.store.noteOn(row.id, message)
    messages.push(message)
  }
  return messages
}
