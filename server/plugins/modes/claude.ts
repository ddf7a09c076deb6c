import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runPluginCommand } from '../../claude/commands.ts'
import { findProgram } from '../../claude/program.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { processStart } from '../../processes.ts'
import { recordOf } from '../reinstall/settle.ts'
import type { ModeWork } from './log.ts'

/** What a command of a switch needs: the action's work, and who is told which program runs. */
export type Driven = {
  panel: Panel
  work: ModeWork
  onChild: (child: { pid: number; start: string } | null) => void
  step: (what: string) => void
}

/** Runs `claude` in the folder that this step is for; throws HotplugError with what it said when it did not succeed. */
export async function drive(
  { panel, work, onChild, step }: Driven,
  args: readonly string[],
  where: 'anywhere' | 'aside',
) {
  const program = findProgram(panel.config.claudePath, panel.config.searchPath)
  if (program === null)
    throw new HotplugError(
      422,
      'No `claude` was found, and only Claude Code itself can do that.',
      'Set HOTPLUG_CLAUDE to its path.',
    )
  step(`claude ${args.join(' ')}`)
  const project = where === 'aside' ? asideOf(panel, work) : panel.config.project
  const places = work.mode.move ? [work.mode.move.former] : []
  const onStart = (pid: number) => onChild({ pid, start: processStart(pid) ?? '' })
  const { sentence } = await runPluginCommand(program, args, { ...panel.config, project }, onStart, places)
  onChild(null)
  panel.survey.lookAgain()
  if (sentence !== null) throw new HotplugError(422, sentence)
}

/** An empty folder of our own: what is said of it counts nowhere else. */
export const asideOf = ({ config }: Panel, { token }: ModeWork) => join(config.stateDir, 'aside', token)

export const leaveAside = (panel: Panel, work: ModeWork) =>
  rmSync(asideOf(panel, work), { recursive: true, force: true })

export const isHeld = (panel: Panel, id: string, work: ModeWork) =>
  recordOf(panel, id, { scope: 'local', projectPath: asideOf(panel, work) }) !== null
