import type { Command } from 'commander'
import * as say from '../../views/terminal-reinstall.ts'
import { type Reinstalled, reinstallPlugin } from '../plugins/reinstall/reinstall.ts'
import type { Answer, Define, Options } from './define.ts'

/** Installs a plugin again by Claude Code's own commands; what it would do is always said first. */
export function defineReinstall({ around, command, answering }: Define) {
  const print = (options: Options) => (options.json ? around.err : around.out)

  command('reinstall <id>', 'install a plugin again, from what its marketplace has now')
    .option('--yes', 'do it without asking')
    .option('--dry-run', 'only print what would be done')
    .action((id: string, options: Options, self: Command) =>
      answering(self, async (panel) => {
        await panel.survey.ask()
        const planned = await reinstallPlugin(panel, id, { dryRun: true, shown: null })
        const plan = say.reinstallPlan(planned.plan)
        if (options.dryRun) return answer(planned, plan, 0)
        if (!options.yes) {
          if (around.confirm === null || options.json)
            return answer(planned, `${plan}Nothing was done. Add --yes to do it.\n`, 1)
          print(options)(plan)
          if (!(await around.confirm('Reinstall it now?'))) return answer(planned, 'Nothing was done.\n', 1)
        }
        const done = await reinstallPlugin(panel, id, {
          dryRun: false,
          shown: planned.plan.fingerprint,
          tell: (step) => around.confirm !== null && around.err(say.reinstallStep(step)),
        })
        return answer(done, say.reinstalled(done), 0)
      }),
    )
}

const answer = ({ plan, ...result }: Reinstalled, text: string, exitCode: 0 | 1): Answer => ({
  json: {
    ...result,
    commands: plan.commands.map(({ args, where }) => ({ command: ['claude', ...args].join(' '), where })),
    record: plan.record,
    edited: plan.edited,
    notes: plan.notes,
    sessions: plan.sessions,
  },
  text,
  exitCode,
})
