import { HotplugError, planChanged } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { applyRestore, type Newer, type Restoring } from '../../trees/restore.ts'
import { journalOf } from '../journal.ts'
import { refuseUnfinished } from '../sync.ts'
import { restoreFolders } from './restore-folders.ts'
import { areFolders, locate, planRestoring, type Wanted } from './restore-plan.ts'

export type RestoreOptions = Wanted & {
  /** Also replace what is newer; it goes to the trash. */
  overwrite: boolean
  /** The fingerprint of the list, or with `overwrite` of the plan, that was shown; null: whatever there is now. */
  shown: string | null
}

export type Restored = {
  done: boolean
  action: number | null
  message: string
  files: readonly string[]
  lost: Restoring['lost']
}

/** Puts back what an action replaced or removed, as an action of its own; never over newer work unless that was said. */
export async function restoreFromTrash(panel: Panel, options: RestoreOptions): Promise<Restored> {
  const found = locate(panel, options)
  if (areFolders(found)) return restoreFolders(panel, found, options.shown)
  return withLock(panel.store, found.owner, async () => {
    refuseUnfinished(panel, found.owner)
    const located = locate(panel, options)
    const { name, row, plugin, summary } = located
    const restoring = planRestoring(panel, located)
    const { plan, newer, lost } = restoring
    if (options.shown !== null) {
      const now = options.overwrite ? plan?.fingerprint : summary.fingerprint
      if (options.shown !== now) throw planChanged(plugin ?? `action ${name}`)
    }
    if (plan === null) return nothing(restoring)
    if (newer.length > 0 && !options.overwrite) throw newerWork(name, newer)
    const files = plan.operations.map(({ path }) => path)
    const what = files.length === 1 ? files[0] : `${files.length} files`
    const title = `Restored ${what}${row ? ` from before “${row.summary}”` : ''}`
    const journal = journalOf(panel.store, { kind: 'restore', plugin: plugin ?? '', summary: title })
    const { action } = await panel.activities.run(`Restoring ${what}`, (task) =>
      applyRestore(plan, journal, { trashDir: panel.trashDir, task }),
    )
    if (plugin !== null) await panel.changedById(plugin)
    panel.live.publish('history')
    return { done: true, action, files, lost, message: `${title}.${lostSentence(lost)}` }
  })
}

function nothing({ already, lost }: Restoring): Restored {
  const message =
    already > 0
      ? `Nothing was restored: ${already === 1 ? 'the file is' : `all ${already} files are`} as before already.`
      : 'There is nothing to restore.'
  return { done: false, action: null, files: [], lost, message: `${message}${lostSentence(lost)}` }
}

const lostSentence = (lost: Restoring['lost']) =>
  lost.length === 0 ? '' : ` ${lost.length === 1 ? '1 file' : `${lost.length} files`} could not be: ${lost[0]?.message}`

function newerWork(name: string, newer: readonly Newer[]) {
  const paths = newer.slice(0, 5).map(({ path }) => path)
  const more = newer.length > paths.length ? ` and ${newer.length - paths.length} more` : ''
  const one = newer.length === 1
  return new HotplugError(
    409,
    `${paths.join(', ')}${more} ${one ? 'was' : 'were'} edited since: restoring replaces ${one ? 'it' : 'them'}; what is there now goes to the trash.`,
    `\`hotplug trash restore ${name} --overwrite\` does so.`,
  )
}
