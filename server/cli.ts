import { Command, CommanderError, Option } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { portNumber } from './commands/arguments.ts'
import { defineChange } from './commands/change.ts'
import { defineClear } from './commands/clear.ts'
import type { Define, Options, Surroundings } from './commands/define.ts'
import { defineDetectIntent } from './commands/detect-intent.ts'
import { defineDetectProject } from './commands/detect-project.ts'
import { defineDoctor } from './commands/doctor.ts'
import { defineGroups } from './commands/groups.ts'
import { defineHooks } from './commands/hooks.ts'
import { defineInspect } from './commands/inspect.ts'
import { defineInstructions } from './commands/instructions.ts'
import { defineLoad } from './commands/load.ts'
import { defineMode } from './commands/mode.ts'
import { defineProbe } from './commands/probe.ts'
import { defineReinstall } from './commands/reinstall.ts'
import { defineSessions } from './commands/sessions.ts'
import { defineTestHook } from './commands/test-hook.ts'
import { defineTrash } from './commands/trash.ts'
import { defineWatch } from './commands/watch.ts'
import { HotplugError, sentenceOf } from './errors.ts'
import { openPanel, type Panel } from './panel.ts'
import { recoverActions } from './plugins/recovery.ts'
import { keepTrash } from './plugins/trash/keeper.ts'
import { newLinkFromRunning } from './running.ts'
import { comparePair } from './trees/pair.ts'

/** Runs one command and returns the exit code: 0 done, 1 the answer is no or none, 2 an error, said in one sentence. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  let exitCode = 0
  const printing: Define['printing'] = async (command, work) => {
    const answer = await work()
    if (!answer.printed) around.out(command.opts().json ? `${JSON.stringify(answer.json)}\n` : answer.text)
    exitCode = answer.exitCode ?? 0
  }
  const answering: Define['answering'] = (command, work, project = around.config.project) =>
    printing(command, () => withPanel({ ...around, config: { ...around.config, project } }, work))
  try {
    await programOf({ around, answering, printing }).parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const sentence = sentenceOf(error).replace(/[^.!?]$/, '$&.')
    around.err(`${[sentence, error instanceof HotplugError ? error.next : ''].filter(Boolean).join(' ')}\n`)
    return 2
  }
}

/** Opens everything for one command; an action that was killed earlier is brought to its end first. */
async function withPanel<T>({ config, err }: Surroundings, work: (panel: Panel) => Promise<T>): Promise<T> {
  const panel = openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  const trash = keepTrash(panel, { thorough: false })
  try {
    for (const message of await recoverActions(panel)) err(`${message}\n`)
    return await work(panel)
  } finally {
    await trash.close()
    panel.close()
  }
}

/** Runs the panel until it is stopped. What only the panel needs is loaded only for it. */
async function serve({ config, out, stopped }: Surroundings, options: { port: number | null; open: boolean }) {
  const stop = stopped()
  const { servePanel } = await import('./serve.ts')
  const served = await servePanel(config, options)
  out(`${served.link}\n`)
  await stop
  await served.close()
}

function programOf({ around, answering, printing }: Omit<Define, 'command'>): Command {
  const program = new Command('hotplug')
    .description(
      'Which plugins Claude Code really loads, how they differ from their source, and what makes an edit live.',
    )
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: around.out,
      writeErr: around.err,
      outputError: (message, write) =>
        write(message.replace(/^error: /, '').replace(/^./, (first) => first.toUpperCase())),
    })

  const json = () => new Option('--json', 'print one JSON value')
  const command = (name: string, description: string) =>
    program.command(name).description(description).addOption(json())

  program
    .command('serve', { isDefault: true })
    .description('open the panel in the browser (the default)')
    .argument('[nothing]')
    .option('--port <number>', 'the port to listen on; without it 7077, or a free one when that is taken', portNumber)
    .option('--no-open', 'do not open a browser')
    .action((command: string | undefined, options: { port?: number; open: boolean }) => {
      if (command !== undefined) throw new HotplugError(422, `There is no command ${command}.`, 'See `hotplug --help`.')
      return serve(around, { port: options.port ?? null, open: options.open })
    })

  program
    .command('open')
    .description('print a new one-time link to the panel that is running')
    .addOption(json())
    .action(async (options: Options) => {
      const link = await newLinkFromRunning(around.config.stateDir)
      around.out(options.json ? `${JSON.stringify({ link })}\n` : `${link}\n`)
    })

  const define: Define = { around, command, answering, printing }
  defineInspect(define)
  defineSessions(define)
  defineChange(define)
  defineDetectIntent(define)
  defineDetectProject(define)
  defineClear(define)
  defineWatch(define)
  defineTrash(define)
  defineReinstall(define)
  defineMode(define)
  defineProbe(define)
  defineDoctor(define)
  defineGroups(define)
  defineLoad(define)
  defineHooks(define)
  defineInstructions(define)
  defineTestHook(define)
  return program
}
