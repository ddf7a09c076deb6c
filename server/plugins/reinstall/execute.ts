import { rmSync } from 'node:fs'
import type { Task } from '../../activities.ts'
import { commandLine, runPluginCommand } from '../../claude/commands.ts'
import { findProgram } from '../../claude/program.ts'
import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { processStart } from '../../processes.ts'
import type { OpenLog } from './log.ts'
import type { Command, CommandName } from './sequence.ts'
import { recordOf } from './settle.ts'
import type { RanStep, ReinstallPlan } from './types.ts'

/** One reinstall that is being carried out. */
export type Run = {
  panel: Panel
  plan: ReinstallPlan
  task: Task
  log: OpenLog
  /** Told when a step begins and when it ends. */
  tell: (step: RanStep) => void
  done: number
}

export const planned = ({ plan }: Run, name: CommandName) => plan.commands.find((command) => command.name === name)

/** Runs a command, written down before and after. Why it failed, as a sentence; null when it did not, or is none. */
export async function execute(run: Run, command: Command | undefined): Promise<string | null> {
  if (!command) return null
  const { panel, plan, task, log, tell } = run
  const program = findProgram(panel.config.claudePath, panel.config.searchPath) ?? 'claude'
  const project = command.where === 'aside' ? (log.work.reinstall.aside ?? '') : plan.folder
  const index = log.stepOf(command, project)
  task.step(commandLine(command.args))
  task.progress(run.done++, log.work.reinstall.steps.length)
  tell(log.step(index, { state: 'running', folder: project }))
  // Only what changes nothing of the plugin may be ended midway.
  const at = { ...panel.config, project, ...(command.name === 'refresh' && { signal: task.signal }) }
  const onStart = (pid: number) => log.save({ child: { pid, start: processStart(pid) ?? '' } })
  const ran = await runPluginCommand(program, command.args, at, onStart).catch(notRun)
  log.save({ child: null })
  const { output, sentence, milliseconds } = ran
  const state = sentence === null ? 'done' : 'failed'
  tell(log.step(index, { state, output, milliseconds: Math.round(milliseconds) }))
  return sentence
}

/** Takes the second installation back, if there is one; where that fails the next start tries again. */
export async function letGo(run: Run) {
  const { panel, plan, log } = run
  const { aside } = log.work.reinstall
  if (aside === null) return
  panel.survey.lookAgain()
  const isHeld = recordOf(panel, plan.id, { scope: 'local', projectPath: aside }) !== null
  if (isHeld && (await execute(run, planned(run, 'release'))) !== null) return
  rmSync(aside, { recursive: true, force: true })
  log.save({ aside: null })
}

const notRun = (error: unknown) => ({ output: '', sentence: sentenceOf(error), milliseconds: 0 })
