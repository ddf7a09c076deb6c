import type { Command } from 'commander'
import { Option } from 'commander'
import * as say from '../../views/terminal-probe.ts'
import { reportedRows, wantedFrom } from '../plugins/probe/report.ts'
import { probe } from '../plugins/probe/run.ts'
import type { ProbeProgress } from '../probe/types.ts'
import type { Define } from './define.ts'

type Asked = { claude?: string; only?: string; driver: 'headless' | 'interactive'; quick?: true; again?: true }

/** Measures what an edit needs, with the person's own `claude`, and shows it beside what Hotplug would have said. */
export function defineProbe({ around, command, answering }: Define) {
  command('probe', 'measure what makes an edit live in your Claude Code: offline, in throw-away folders')
    .option('--claude <path>', 'the program to measure; without it the one that Hotplug found')
    .option('--only <kinds>', 'only these kinds of edits, by their names or how those begin, with commas between')
    .addOption(
      new Option('--driver <driver>', 'how sessions are driven')
        .choices(['headless', 'interactive'])
        .default('headless'),
    )
    .option('--quick', 'the ten kinds that matter, one or two minutes')
    .option('--again', 'also what a probe that was stopped has measured already')
    .action((asked: Asked, self: Command) =>
      answering(self, async (panel) => {
        const wanted = wantedFrom(panel, {
          ...{ claude: asked.claude, only: asked.only, driver: asked.driver === 'interactive' ? 'tui' : 'stream' },
          ...{ quick: asked.quick === true, again: asked.again === true },
        })
        if (wanted.program === null) await panel.survey.ask()
        const stop = new AbortController()
        void around.stopped().then(() => stop.abort())
        let progress: ProbeProgress | null = null
        const result = await probe(panel, wanted, {
          signal: stop.signal,
          step(now) {
            progress = now
            around.progress?.(say.probeStep(now))
          },
          row(row) {
            around.progress?.('')
            around.err(say.probeRow(row, progress))
          },
        }).finally(() => around.progress?.(''))
        const rows = reportedRows(result, wanted)
        return {
          json: {
            claude: { path: result.program, version: result.version },
            ...{ driver: asked.driver, quick: wanted.quick, asked: result.asked, cancelled: result.cancelled },
            ...{ ms: result.ms, rows, failed: result.failed },
          },
          text: say.probed(result, rows),
          exitCode: result.cancelled ? 1 : result.failed.length > 0 ? 2 : 0,
        }
      }),
    )
}
