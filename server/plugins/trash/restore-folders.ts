import { planChanged } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { leftSentence } from '../../trees/clear.ts'
import { readClearManifest } from '../../trees/clear-manifest.ts'
import { applyRestore, planRestore } from '../../trees/clear-restore.ts'
import { clearJournalOf, ownersOf } from '../cache/clear-journal.ts'
import { withLocks } from '../cache/clear-locks.ts'
import { type PutBack, putCleared } from '../cache/clear-undo.ts'
import type { Restored } from './restore.ts'
import type { Located } from './restore-plan.ts'

/** Puts cleared folders back; they leave the trash. Nothing that stands in their place is ever replaced. */
export async function restoreFolders(panel: Panel, located: Located, shown: string | null): Promise<Restored> {
  const { name, row, only, summary } = located
  if (shown !== null && shown !== summary.fingerprint) throw planChanged(`action ${name}`)
  const { action, paths, left } = row ? await putCleared(panel, row, only) : await putUnknown(panel, located)
  const what = paths.length === 1 ? paths[0] : `${paths.length} folders`
  const but = left.length > 0 ? ` ${leftSentence(left)}` : ''
  panel.live.publish('history')
  return {
    done: paths.length > 0,
    action,
    files: paths,
    lost: left.map(({ path, why }) => ({ path, message: why })),
    message: `Restored ${what}.${but}`,
  }
}

/** Where no history knows of the clearing. */
function putUnknown(panel: Panel, { token, only }: Located): Promise<PutBack> {
  const plan = planRestore(token, panel, only)
  const owners = ownersOf(readClearManifest(`${panel.trashDir}/${token}`).items.map(({ path }) => path))
  return withLocks(panel.store, [...owners, token], async () => {
    const journal = clearJournalOf(panel.store, { kind: 'restore', undoes: null })
    try {
      return await panel.activities.run('Putting cleared folders back', (task) =>
        applyRestore(plan, journal, { trashDir: panel.trashDir, task }),
      )
    } finally {
      panel.survey.lookAgain()
      panel.live.publish('inventory')
    }
  })
}
