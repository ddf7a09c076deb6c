import type { Command } from 'commander'
import * as say from '../../views/terminal.ts'
import { why } from '../../views/terminal-why.ts'
import { diffReport } from '../plugins/diff.ts'
import { history } from '../plugins/history.ts'
import { statusReport } from '../plugins/report.ts'
import { proofFor, receiptsIn } from '../plugins/why/proof.ts'
import { whyFile } from '../plugins/why/why.ts'
import { wholeNumber } from './arguments.ts'
import type { Define, Options } from './define.ts'

/** Commands that only look. */
export function defineInspect({ command, answering }: Define) {
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

  command('why <file>', 'why an edit of this file is live or not, and what makes it so')
    .option('--session <pid>', 'in this running session, by its version and driver', wholeNumber)
    .action((file: string, { session }: { session?: number }, self: Command) =>
      answering(self, async (panel) => {
        const answer = await whyFile(panel, file, { session })
        const receipts = receiptsIn(await proofFor(panel, answer))
        return { json: { ...answer, receipts }, text: why(answer, receipts) }
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
}
