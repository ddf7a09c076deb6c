import { existsSync } from 'node:fs'
import { runPluginCommand } from '../../claude/commands.ts'
import { findProgram } from '../../claude/program.ts'
import { HotplugError } from '../../errors.ts'
import { inTurn } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import { recordAction } from '../../plugins/journal.ts'
import { logLine } from '../log.ts'
import { outdatedSince } from './generate.ts'
import { isSameFolder, OWN, OWN_ID, placesIn } from './places.ts'
import { ownPlugin, type Planned, shown } from './plan.ts'
import { removeGenerated, writeGenerated } from './written.ts'

export type HooksStatus = {
  installed: boolean
  enabled: boolean
  /** `outdated`: made from another version, or for other places. */
  state: 'none' | 'current' | 'outdated'
  /** Why it is not current, in sentences. */
  why: readonly string[]
  folder: string
  /** When a hook last wrote something down (milliseconds). */
  lastRun: number | null
}

export function hooksStatus({ config, survey, store }: Panel): HooksStatus {
  survey.lookAgain()
  const { plugins, marketplaces } = survey.inventory()
  const own = ownPlugin(plugins)
  const { marketplace: folder, plugin } = placesIn(config.stateDir)
  const known = marketplaces.find(({ name }) => name === OWN)?.folder ?? null
  const isThere = existsSync(plugin)
  const elsewhere =
    known !== null && !isSameFolder(known, folder) ? [`Claude Code knows it at ${known}, which is another place.`] : []
  const why = own === null ? [] : [...elsewhere, ...(isThere ? outdatedSince(config) : [`${plugin} is missing.`])]
  return {
    installed: own !== null,
    enabled: own?.enabled === true,
    state: own === null ? 'none' : why.length > 0 ? 'outdated' : 'current',
    why,
    folder,
    lastRun: store.autoload.lastRun(),
  }
}

/** Writes the files, then makes them known by Claude Code's own commands. Doing it again changes nothing. */
export async function installHooks(panel: Panel, { plan, generated }: Planned): Promise<HooksStatus> {
  if (plan.commands.length > 0) programOf(panel)
  writeGenerated(plan.folder, generated)
  for (const command of plan.commands) await run(panel, command)
  const status = hooksStatus(panel)
  if (!status.installed || !status.enabled)
    throw new HotplugError(
      500,
      `${OWN_ID} is not ${status.installed ? 'enabled' : 'installed'}, although Claude Code said so.`,
      'Run `hotplug hooks install` again.',
    )
  recordAction(panel.store, { kind: 'hooks', plugin: '', summary: 'Installed the hooks' })
  panel.live.publish('inventory')
  return status
}

/** What takes it all back, in order; none when there is nothing. */
export function planUninstall({ config, survey }: Panel): {
  commands: readonly (readonly string[])[]
  folder: string | null
} {
  survey.lookAgain()
  const { plugins, marketplaces } = survey.inventory()
  const { marketplace: folder } = placesIn(config.stateDir)
  return {
    commands: [
      ...(ownPlugin(plugins) ? [['plugin', 'uninstall', OWN_ID, '--scope', 'user']] : []),
      ...(marketplaces.some(({ name }) => name === OWN) ? [['plugin', 'marketplace', 'remove', OWN]] : []),
    ],
    folder: existsSync(folder) ? folder : null,
  }
}

/** The folder goes last: as long as Claude Code knows the hooks, they are there. */
export async function uninstallHooks(panel: Panel): Promise<HooksStatus> {
  const { commands, folder } = planUninstall(panel)
  for (const command of commands) await run(panel, command)
  if (folder !== null) removeGenerated(folder)
  if (commands.length > 0 || folder !== null)
    recordAction(panel.store, { kind: 'hooks', plugin: '', summary: 'Uninstalled the hooks' })
  panel.live.publish('inventory')
  return hooksStatus(panel)
}

async function run(panel: Panel, args: readonly string[]) {
  const { config, store } = panel
  const program = programOf(panel)
  const at = { ...config, project: config.stateDir }
  const ran = await inTurn(store, AbortSignal.timeout(PATIENCE), () => runPluginCommand(program, args, at))
  logLine(config.stateDir, 'hooks', shown(args), ran.sentence ?? 'ok')
  if (ran.sentence !== null)
    throw new HotplugError(
      500,
      `\`${shown(args)}\` failed: ${ran.sentence}`,
      'What was done before it stays; doing it again goes on from there.',
    )
}

/** How long another Hotplug that drives Claude Code is waited for (milliseconds). */
const PATIENCE = 180_000

function programOf({ config }: Panel): string {
  const program = findProgram(config.claudePath, config.searchPath)
  if (program === null)
    throw new HotplugError(
      422,
      'No `claude` was found, and the hooks are installed by it.',
      'Install Claude Code, or set HOTPLUG_CLAUDE.',
    )
  return program
}
