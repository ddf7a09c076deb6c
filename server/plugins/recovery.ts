import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { isAlive } from '../processes.ts'
import type { ActionRow } from '../store.ts'
import { recover } from '../trees/recover.ts'
import { isClear } from './cache/clear-journal.ts'
import { withLocks } from './cache/clear-locks.ts'
import { ownersOfAction, recoverCleared } from './cache/clear-undo.ts'
import { journalOf, unfinished } from './journal.ts'
import { recoverMode, recoverUndoneMode } from './modes/recovery.ts'
import { recoverReinstall, releaseLeft } from './reinstall/recovery.ts'

/**
 * Brings actions to their end whose process was killed, and says of each whether it was finished or taken back; the
 * history says so too. What another Hotplug is just bringing to its end is left to it.
 */
export async function recoverActions(panel: Panel): Promise<string[]> {
  const messages: string[] = []
  for (const { id, ...begun } of panel.store.runningActions().filter(isOrphaned)) {
    try {
      await withLocks(
        panel.store,
        isClear(begun) && begun.kind !== 'mode' ? ownersOfAction(begun) : [begun.plugin],
        async () => {
          const row = panel.store.action(id)
          if (row?.state === 'running') messages.push(await recoverAction(panel, row))
        },
      )
    } catch (error) {
      if (!(error instanceof HotplugError && error.status === 409)) throw error
    }
  }
  await releaseLeft(panel)
  return messages
}

const isOrphaned = ({ pid, process_start }: ActionRow) => !isAlive(pid, process_start)

async function recoverAction(panel: Panel, row: ActionRow): Promise<string> {
  if (row.kind === 'reinstall') return recoverReinstall(panel, row)
  if (row.kind === 'mode') return recoverMode(panel, row)
  const undoes = row.undoes === null ? null : (panel.store.action(row.undoes) ?? null)
  if (undoes?.kind === 'mode') return recoverUndoneMode(panel, row, undoes)
  if (isClear(row)) return recoverCleared(panel, row)
  const journal = journalOf(panel.store, { ...row, after: [] }, undoes)
  const { outcome, message } = await recover(unfinished(row), journal, panel)
  if (outcome === 'finished' || outcome === 'waiting') panel.store.noteOn(row.id, message)
  return message
}
