import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runPluginCommand } from '../../claude/commands.ts'
import { findProgram } from '../../claude/program.ts'
import { inTurn } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { isAlive } from '../../processes.ts'
import type { ActionRow } from '../../store.ts'
import { dropKept } from '../../trees/keep.ts'
import { reinstallWork } from './log.ts'
import { finishWith, recordOf, settle } from './settle.ts'
import type { ReinstallWork } from './types.ts'

/**
 * Says in which state a killed reinstall left the plugin, and brings the action to its end. Nothing is installed here:
 * that is for the person to start, with the command that the sentence names.
 */
export async function recoverReinstall(panel: Panel, row: ActionRow): Promise<string> {
  const work = reinstallWork(row)
  await childGone(work)
  panel.survey.lookAgain()
  return endOf(panel, row, work)
}

/** The second installation goes once there is another again: until then it is what keeps the plugin's options. */
export async function releaseLeft(panel: Panel) {
  for (const token of namesIn(join(panel.config.stateDir, 'aside'))) {
    const row = panel.store.actionByToken(token)
    if (row?.kind === 'reinstall' && row.state !== 'running') await letGo(panel, row.plugin, reinstallWork(row))
  }
}

async function endOf(panel: Panel, row: ActionRow, work: ReinstallWork): Promise<string> {
  const { id: action, plugin: id } = row
  const { reinstall } = work
  if (row.phase !== 'change') {
    dropKept(work.token, panel.trashDir)
    panel.store.dropKept(action, 'nothing was replaced')
    return end(panel, row, work, 'reverted', `An interrupted reinstall of ${id} had not begun to change anything.`)
  }
  const record = recordOf(panel, id, reinstall)
  if (record === null) {
    panel.store.changeAction(action, { summary: `${id} was uninstalled and not installed again` })
    const sentence = `An interrupted reinstall left ${id} uninstalled. ${finishWith(id, reinstall)} Its old files are in the trash.`
    return end(panel, row, work, 'failed', sentence)
  }
  const again = record.installedAt !== reinstall.installedAt
  const { message } = await settle(panel, action, id, work, again ? 'was reinstalled' : 'was not uninstalled')
  const left = again ? settingsLeft(panel, id, work) : ''
  const how = again ? 'had installed it again' : 'had not come to the uninstall'
  const sentence = `An interrupted reinstall ${how}: ${message}${left}`
  panel.store.noteOn(action, sentence)
  return sentence
}

function settingsLeft(panel: Panel, id: string, { reinstall }: ReinstallWork): string {
  const plugin = panel.survey.inventory().plugins.find((one) => one.id === id)
  const layer = plugin?.enablements.find(
    ({ layer, project }) => layer === reinstall.scope && (project === null || project === reinstall.projectPath),
  )
  if ((layer?.value ?? false) === reinstall.enabled) return ''
  const verb = reinstall.enabled ? 'enable' : 'disable'
  return ` It was ${verb}d before: run \`claude plugin ${verb} ${id} --scope ${reinstall.scope}\`.`
}

function end(
  { store, live }: Panel,
  row: ActionRow,
  work: ReinstallWork,
  state: 'reverted' | 'failed',
  sentence: string,
) {
  work.reinstall.result = sentence
  store.changeAction(row.id, { work: JSON.stringify(work) })
  store.endAction(row.id, { state, error: sentence })
  live.publish('history')
  return sentence
}

/** A command that outlived us may still be at work. */
async function childGone({ reinstall: { child } }: ReinstallWork) {
  const limit = Date.now() + LONGEST_WAIT
  while (child && isAlive(child.pid, child.start) && Date.now() < limit) await pause(50)
}

const LONGEST_WAIT = 10_000

async function letGo(panel: Panel, id: string, work: ReinstallWork) {
  const aside = join(panel.config.stateDir, 'aside', work.token)
  const program = findProgram(panel.config.claudePath, panel.config.searchPath)
  panel.survey.lookAgain()
  if (program === null || recordOf(panel, id, work.reinstall) === null) return
  const args = ['plugin', 'uninstall', id, '--keep-data', '--scope', 'local']
  const isHeld = recordOf(panel, id, { scope: 'local', projectPath: aside }) !== null
  const released =
    !isHeld ||
    (await inTurn(panel.store, new AbortController().signal, () =>
      runPluginCommand(program, args, { ...panel.config, project: aside }),
    ).then(({ sentence }) => sentence === null))
  if (released) rmSync(aside, { recursive: true, force: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
