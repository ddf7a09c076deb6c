import { runPluginCommand } from '../claude/commands.ts'
import { findProgram } from '../claude/program.ts'
import type { Enablement } from '../claude/types.ts'
import { HotplugError } from '../errors.ts'
import { waitFor } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { factsIn, projectOf } from './circumstances.ts'
import { logLine } from './log.ts'

/** `message`: what went wrong, or what a person should know of one that went well; '' when there is nothing to say. */
export type Installed = { outcome: 'loaded' | 'already there' | 'failed' | 'timed out'; message: string }

/**
 * Makes a plugin installed and enabled for the user, by Claude Code's own commands; the caller has the turn. Whatever a
 * command says, the settings are read afterwards: of twelve that ran at once all said ok and five were not enabled
 * (measured with 2.1.329), so what is missing there, of this plugin or of any other that was enabled before, is put right.
 */
export async function installPlugin(panel: Panel, id: string): Promise<Installed> {
  const before = look(panel, id)
  if (before.isThere || before.isEnabled) return { outcome: 'already there', message: before.against ?? '' }
  const failure = await run(panel, before.recorded.has(id) ? 'enable' : 'install', id)
  const wrong = await verifyAndRepair(panel, id, before.enabled)
  const now = look(panel, id)
  if (now.isEnabled) return { outcome: 'loaded', message: now.against ?? '' }
  const message =
    wrong ?? failure ?? `${id} is not enabled in the settings, although Claude Code said it was installed.`
  return { outcome: /gave no answer within/.test(message) ? 'timed out' : 'failed', message }
}

/** Enables what was enabled, or should be by now, and is not. Why that did not work, as a sentence; else null. */
async function verifyAndRepair(panel: Panel, id: string, before: ReadonlySet<string>): Promise<string | null> {
  let wrong: string | null = null
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { said, recorded } = look(panel, id)
    const lost = [...before].filter((one) => one !== id && recorded.has(one) && !said.has(one))
    const missing = recorded.has(id) && said.get(id) !== true ? [...lost, id] : lost
    if (missing.length === 0) return null
    wrong = null
    for (const one of missing) wrong = (await run(panel, 'enable', one)) ?? wrong
  }
  return wrong
}

const MOST_ATTEMPTS = 3

/** What the files say now: of the plugin, and of everything in the user's settings. */
function look(panel: Panel, id: string) {
  panel.survey.lookAgain()
  const inventory = panel.survey.inventory()
  const { installed, enabled } = factsIn(inventory, projectOf(panel))(id)
  const plugin = inventory.plugins.find((one) => one.id === id)
  const mine = inventory.plugins.filter(({ records }) => records.some(({ scope }) => scope === 'user'))
  const recorded = new Set(mine.map((one) => one.id))
  const said = new Map(
    mine.flatMap((one) => {
      const own = one.enablements.find(({ layer }) => layer === 'user')
      return own ? [[one.id, own.value] as const] : []
    }),
  )
  const isEnabled = recorded.has(id) && said.get(id) === true
  return {
    said,
    enabled: new Set([...said].filter(([, value]) => value).map(([one]) => one)),
    isThere: installed && enabled,
    recorded,
    isEnabled,
    against: isEnabled && !enabled ? disabledBy(id, plugin?.enabledBy ?? null) : null,
  }
}

const disabledBy = (id: string, by: Enablement | null) =>
  by ? `${id} is installed, but ${by.file} disables it here.` : `${id} is installed, but not enabled here.`

/** In a folder of our own: whatever the project's settings declare has no say in what gets installed. */
async function run(panel: Panel, what: 'install' | 'enable', id: string): Promise<string | null> {
  const { config } = panel
  const program = findProgram(config.claudePath, config.searchPath)
  if (program === null)
    throw new HotplugError(422, 'No `claude` was found.', 'Install Claude Code, or set HOTPLUG_CLAUDE.')
  const args = ['plugin', what, id, '--scope', 'user']
  const at = { ...config, project: config.stateDir }
  const { sentence, milliseconds } = await runPluginCommand(program, args, at, (pid) => waitFor(panel.store, pid))
  logLine(config.stateDir, what, id, sentence ?? 'ok', `${Math.round(milliseconds)} ms`)
  return sentence
}
