import { existsSync, realpathSync } from 'node:fs'
import type { InstallRecord } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { putBackSecrets } from '../../trees/carry.ts'
import { explain } from '../../trees/errors.ts'
import { dropKept, isKept, settleKept } from '../../trees/keep.ts'
import type { Operation, Plan } from '../../trees/plan.ts'
import { fileOf } from '../journal.ts'
import type { Step } from '../types.ts'
import { stepsAfter } from './after.ts'
import type { ReinstallWork } from './types.ts'

/** `replaced`: how many files the trash keeps. */
export type Settled = { message: string; replaced: number; after: readonly Step[] }

type Whose = Pick<InstallRecord, 'scope' | 'projectPath'>

/** The record of a plugin for this scope, as the files have it now. */
export function recordOf(panel: Panel, id: string, { scope, projectPath }: Whose): InstallRecord | null {
  const found = panel.survey.inventory().plugins.find((plugin) => plugin.id === id)
  return found?.records.find((one) => one.scope === scope && one.projectPath === projectPath) ?? null
}

/** The plugin is installed again: the history learns what that changed, and what sessions need now. */
export async function settle(
  panel: Panel,
  action: number,
  id: string,
  work: ReinstallWork,
  how: string,
  more: readonly string[] = [],
): Promise<Settled> {
  const { store, survey } = panel
  survey.lookAgain()
  const plugin = survey.inventory().plugins.find((one) => one.id === id)
  const record = recordOf(panel, id, work.reinstall)
  const notes = [...more, ...keepWhatChanged(panel, action, id, work)]
  const { operations } = work.plan
  const after = plugin && record ? stepsAfter(panel, plugin, record.installPath, operations.map(changeOf)) : []
  const summary = `${id} ${how}${versions(work, record)}: ${outcome(work.plan)}`
  work.reinstall.result = [`${summary}.`, ...notes].join(' ')
  const asked = after.filter(({ by }) => by === 'claude').map(({ command, text }) => command ?? text)
  store.changeAction(action, { summary, work: JSON.stringify(work), after: JSON.stringify(asked) })
  store.endAction(action, { state: 'done', error: notes.join(' ') || null })
  if (plugin) await panel.changed(plugin)
  return { message: work.reinstall.result, replaced: operations.filter(({ over }) => over !== null).length, after }
}

/** The trash is left with what the new copy has otherwise or not at all. Tells what a person should know of that. */
export function keepWhatChanged(panel: Panel, action: number, id: string, work: ReinstallWork): string[] {
  const { store, trashDir } = panel
  const record = recordOf(panel, id, work.reinstall)
  if (!record || !existsSync(record.installPath)) return []
  const folder = realpathSync(record.installPath)
  try {
    if (isKept(work.token, trashDir)) work.plan = settleKept(work.token, folder, trashDir)
    const beside = putBackSecrets(work.reinstall.secrets, folder, work.token, trashDir)
    work.reinstall.secrets = []
    const { operations, bytes } = work.plan
    const replaced = operations.filter(({ over }) => over !== null)
    if (replaced.length === 0) {
      dropKept(work.token, trashDir)
      store.dropKept(action, 'nothing was replaced')
    }
    store.setTrashed(
      action,
      replaced.reduce((sum, { over }) => sum + (over?.kind === 'file' ? over.size : 0), 0),
    )
    store.changeAction(action, {
      ...{ files: JSON.stringify(operations.map(fileOf)), bytes, work: JSON.stringify(work) },
    })
    return beside.length === 0
      ? []
      : [`Files of the same name came along, so yours lie beside them: ${beside.join(', ')}.`]
  } catch (error) {
    return [
      `What was replaced could not be compared with the new copy, so the trash keeps all of it: ${explain(error)}`,
    ]
  }
}

export const finishWith = (id: string, { scope, projectPath }: Whose) =>
  `Run \`claude plugin install ${id} --scope ${scope}\`${projectPath === null ? '' : ` in ${projectPath}`} to finish.`

const versions = ({ reinstall }: ReinstallWork, record: InstallRecord | null) =>
  record && record.version !== reinstall.version ? ` as version ${record.version} instead of ${reinstall.version}` : ''

function outcome({ operations }: Plan): string {
  const amount = operations.length
  return amount === 0 ? 'its files are the same as before' : `${amount === 1 ? '1 file' : `${amount} files`} changed`
}

const changeOf = ({ path, do: what, over }: Operation) => ({
  path,
  change: what === 'remove' ? ('removed' as const) : over === null ? ('added' as const) : ('edited' as const),
})
