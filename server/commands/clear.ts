import type { Command } from 'commander'
import * as say from '../../views/terminal-cache.ts'
import { type ClearReport, clearJson, clearReported, reportClearing } from '../plugins/cache/clear-report.ts'
import type { Define, Options } from './define.ts'

/** Frees space in the cache; what it would clear, and why the rest stays, is always said first. */
export function defineClear({ around, command, answering }: Define) {
  command('clear [names...]', 'free space in the cache; says why each folder may go or stays')
    .option('--orphans', 'versions that were replaced or uninstalled and that nobody uses')
    .option('--temp', 'temporary clones of processes that are gone')
    .option('--all', 'everything that may go')
    .option('--dry-run', 'only print what would be cleared')
    .option('--yes', 'clear it without asking')
    .action((names: string[], options: Options, self: Command) =>
      answering(self, async (panel) => {
        const wanted = {
          names,
          orphans: Boolean(options.orphans),
          temp: Boolean(options.temp),
          all: Boolean(options.all),
        }
        const answer = (report: ClearReport, text: string, exitCode: 0 | 1) => ({
          json: clearJson(panel, report),
          text,
          exitCode,
        })
        const planned = await reportClearing(panel, wanted)
        const plan = say.clearPlan(planned, names)
        if (planned.clearing.plan === null) return answer(planned, plan, 1)
        if (options.dryRun) return answer(planned, plan, 0)
        if (!options.yes) {
          if (around.confirm === null || options.json)
            return answer(planned, `${plan}Nothing was cleared. Add --yes to clear it.\n`, 1)
          around.out(plan)
          if (!(await around.confirm(say.clearQuestion(planned)))) return answer(planned, 'Nothing was cleared.\n', 1)
        }
        const done = await clearReported(panel, wanted, planned)
        return answer(done, say.cleared(done), 0)
      }),
    )
}
