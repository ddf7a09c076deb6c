import { Command, CommanderError, Option } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import * as say from '../views/terminal.ts'
import { actionNumber, portNumber, wholeNumber } from './arguments.ts'
import type { Config } from './config.ts'
import { HotplugError, sentenceOf } from './errors.ts'
import { openPanel, type Panel } from './panel.ts'
import { diffReport } from './plugins/diff.ts'
import { history } from './plugins/history.ts'
import { linkPlugin, unlinkPlugin } from './plugins/links.ts'
import { recoverActions } from './plugins/recovery.ts'
import { statusReport } from './plugins/report.ts'
import { syncJson, syncPlugins } from './plugins/sync.ts'
import { undoAction } from './plugins/undo.ts'
import { whyFile } from './plugins/why.ts'
import { newLinkFromRunning } from './running.ts'
import { comparePair } from './trees/pair.ts'

/** What a command answers: one JSON value, the same for people, and 1 when the answer is no, or none. */
export type Answer = { json: unknown; text: string; exitCode?: 0 | 1 }

/** What the command line needs of the process it runs in. `stopped` is settled when the user wants the panel to end. */
export type Surroundings = {
  config: Config
  out: (text: string) => void
  err: (text: string) => void
  stopped: () => Promise<void>
}

/** Runs one command and returns the exit code: 0 done, 1 the answer is no or none, 2 an error, said in one sentence. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  let exitCode = 0
  const answering: Answering = async (command, work) => {
    const answer = await withPanel(around, work)
    around.out(command.opts().json ? `${JSON.stringify(answer.json)}\n` : answer.text)
    exitCode = answer.exitCode ?? 0
  }
  try {
    await programOf(around, answering).parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    around.err(`${[sentenceOf(error), error instanceof HotplugError ? error.next : ''].filter(Boolean).join(' ')}\n`)
    return 2
  }
}

/** Opens everything for one command; an action that was killed earlier is brought to its end first. */
async function withPanel<T>({ config, err }: Surroundings, work: (panel: Panel) => Promise<T>): Promise<T> {
  const panel = openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  try {
    for (const message of await recoverActions(panel)) err(`${message}\n`)
    return await work(panel)
  } finally {
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

type Answering = (command: Command, work: (panel: Panel) => Promise<Answer>) => Promise<void>

function programOf(around: Surroundings, answering: Answering): Command {
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
  type Options = Record<string, unknown>

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

  command('status [id]', 'plugins with their loaded folder, drift and remedy; exit code 1 when anything drifts').action(
    (id: string | undefined, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const report = await statusReport(panel, id)
        return { json: report.json, text: say.status(report.rows, report.inventory), exitCode: report.drifted ? 1 : 0 }
      }),
  )

  command('diff <id> [file]', 'what differs, file by file; with a file, the patch').action(
    (id: string, file: string | undefined, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const report = await diffReport(panel, id, file)
        return { json: report, text: say.diff(report) }
      }),
  )

  command('why <file>', 'why an edit of this file is live or not, and what makes it so').action(
    (file: string, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const answer = await whyFile(panel, file)
        return { json: answer, text: say.why(answer) }
      }),
  )

  command('sync [ids...]', 'make the loaded copy equal to the source')
    .option('--all', 'every plugin that drifts')
    .option('--dry-run', 'only print what would be done')
    .option('--from-cache', 'bring edits of the loaded copy back to the source instead')
    .option('--overwrite', 'also replace files that were edited in the loaded copy itself')
    .action((ids: string[], options: Options, self: Command) =>
      answering(self, async (panel) => {
        const { results, failed } = await syncPlugins(panel, options.all ? null : ids, {
          dryRun: Boolean(options.dryRun),
          fromCache: Boolean(options.fromCache),
          overwrite: Boolean(options.overwrite),
        })
        return { json: { results: results.map(syncJson) }, text: say.sync(results), exitCode: failed ? 1 : 0 }
      }),
    )

  command('link <id> <directory>', 'say where you edit a plugin').action(
    (id: string, directory: string, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const linked = await linkPlugin(panel, id, directory)
        return { json: linked, text: `${linked.message}\n` }
      }),
  )

  command('unlink <id>', 'forget where you edit a plugin').action((id: string, _: Options, self: Command) =>
    answering(self, async (panel) => {
      const unlinked = await unlinkPlugin(panel, id)
      return { json: unlinked, text: `${unlinked.message}\n`, exitCode: unlinked.done ? 0 : 1 }
    }),
  )

  command('undo [action]', 'take back the latest action, or the one with this number').action(
    (action: string | undefined, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const undone = await undoAction(panel, action === undefined ? null : actionNumber(action))
        return { json: undone, text: `${undone.message}\n`, exitCode: undone.done ? 0 : 1 }
      }),
  )

  command('history', 'what was done, when, and how long it took')
    .option('--plugin <id>', 'only this plugin')
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .action((options: { plugin?: string; limit: number }, self: Command) =>
      answering(self, async (panel) => {
        const actions = history(panel, { plugin: options.plugin ?? null, limit: options.limit })
        return { json: { actions }, text: say.history(actions) }
      }),
    )

  return program
}
