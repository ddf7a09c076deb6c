import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '../../activities.ts'
import { splitId } from '../../claude/ids.ts'
import { marketplaceCopy } from '../../claude/marketplace-copy.ts'
import { HotplugError } from '../../errors.ts'
import { inTurn } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { keepSecrets } from '../../trees/carry.ts'
import { keepFolder } from '../../trees/keep.ts'
import { failed } from './ended.ts'
import { execute, letGo, planned, type Run } from './execute.ts'
import { beginLog } from './log.ts'
import type { Reinstalled, ReinstallOptions } from './reinstall.ts'
import { repairsFor, settingsNow } from './settings.ts'
import { type Settled, settle } from './settle.ts'
import type { ReinstallPlan } from './types.ts'

/** Carries a plan out, one command after the other, when it is its turn. The caller has the plugin's lock. */
export async function carryOut(
  panel: Panel,
  plan: ReinstallPlan,
  task: Task,
  { begun, tell = () => {} }: Pick<ReinstallOptions, 'begun' | 'tell'>,
): Promise<Settled & Pick<Reinstalled, 'steps'> & { action: number }> {
  const log = beginLog(panel, plan)
  const run: Run = { panel, plan, task, log, tell, done: 0 }
  begun?.(log.action)
  task.step('Waiting for its turn')
  try {
    return await inTurn(panel.store, task.signal, async () => {
      await prepare(run)
      const notes = await change(run)
      const settled = await settle(panel, log.action, plan.id, log.work, 'was reinstalled', notes)
      return { ...settled, action: log.action, steps: log.work.reinstall.steps }
    })
  } catch (error) {
    throw failed(run, error)
  }
}

/** Up to the commit nothing of the plugin has changed, and it can be cancelled. */
async function prepare(run: Run) {
  const { panel, plan, task, log } = run
  const stale = await execute(run, planned(run, 'refresh'))
  task.signal.throwIfAborted()
  if (stale !== null) throw new HotplugError(422, `The marketplace could not be updated: ${stale}`, STAYS)
  checkCatalogue(panel, plan.id)
  await keep(run)
  task.signal.throwIfAborted()
  task.commit()
  log.phase('change')
  if (!planned(run, 'hold')) return
  const aside = join(panel.config.stateDir, 'aside', log.work.token)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  log.save({ aside })
  const missing = await execute(run, planned(run, 'hold'))
  if (missing === null) return
  await letGo(run)
  throw new HotplugError(422, `It could not be installed a second time: ${missing}`, STAYS)
}

async function keep({ panel, plan, task, log }: Run) {
  const { installPath } = plan.record
  if (!existsSync(installPath)) return
  task.step('Keeping its files in the trash')
  const { token } = log.work
  const kept = await keepFolder(installPath, token, panel.trashDir, task)
  if (kept === null) return
  panel.store.setTrashed(log.action, kept.bytes)
  log.save({ secrets: keepSecrets(installPath, token, panel.trashDir) })
}

/** From here on it runs to its end. What could not be put right comes back, in sentences. */
async function change(run: Run): Promise<string[]> {
  const { panel, plan } = run
  const before = settingsNow(panel, plan.record)
  const stays = await execute(run, planned(run, 'uninstall'))
  if (stays !== null) {
    await letGo(run)
    throw new HotplugError(422, `Claude Code did not uninstall it: ${stays}`, STAYS)
  }
  const missing = (await execute(run, planned(run, 'install'))) && (await execute(run, planned(run, 'install')))
  if (missing) throw new HotplugError(500, missing)
  await execute(run, planned(run, 'settings'))
  const notes = await repair(run, before)
  await letGo(run)
  return notes
}

async function repair(run: Run, before: ReturnType<typeof settingsNow>): Promise<string[]> {
  const { panel, plan } = run
  const notes: string[] = []
  panel.survey.lookAgain()
  for (const args of repairsFor(plan, before, settingsNow(panel, plan.record))) {
    const why = 'Makes the settings say what they said before.'
    const wrong = await execute(run, { name: 'settings', args, where: 'record', why })
    if (wrong !== null) notes.push(`The settings are not as before, run \`claude ${args.join(' ')}\`: ${wrong}`)
  }
  return notes
}

/** After the update the catalogue has to name the plugin still, and its files have to be there. */
function checkCatalogue({ survey }: Panel, id: string) {
  survey.lookAgain()
  const { name, marketplace: from } = splitId(id)
  const marketplace = survey.inventory().marketplaces.find((one) => one.name === from)
  const entry = marketplace?.entries.find((one) => one.name === name)
  if (!marketplace || !entry)
    throw new HotplugError(422, `The catalogue of ${from}, just updated, does not name ${name} any more.`, STAYS)
  if (marketplaceCopy(marketplace, entry) === null)
    throw new HotplugError(
      422,
      `The catalogue of ${from}, just updated, names a folder for ${name} that is not there.`,
      STAYS,
    )
}

const STAYS = 'Nothing was uninstalled: it stays as it is installed.'
