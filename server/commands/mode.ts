import type { Command } from 'commander'
import * as say from '../../views/terminal-modes.ts'
import { modesModel } from '../plugins/modes/model.ts'
import { modeNamed } from '../plugins/modes/plan.ts'
import { type Switched, switchMode } from '../plugins/modes/switch.ts'
import type { ModesModel } from '../plugins/modes/types.ts'
import type { Answer, Define, Options } from './define.ts'

/** Shows the ways to develop a plugin, and switches between them; what that would do is always said first. */
export function defineMode({ around, command, answering }: Define) {
  const print = (options: Options) => (options.json ? around.err : around.out)

  command('mode <id> [mode]', 'the ways to develop a plugin; with one of them: switch to it')
    .option('--yes', 'do it without asking')
    .option('--dry-run', 'only print what would be done')
    .action((id: string, mode: string | undefined, options: Options, self: Command) =>
      answering(self, async (panel) => {
        await panel.survey.ask()
        if (mode === undefined) return listed(modesModel(panel, id, null))
        const to = modeNamed(mode)
        const planned = await switchMode(panel, id, to, { dryRun: true, shown: null })
        const plan = say.modePlan(planned.plan)
        if (options.dryRun) return answer(planned, plan, 0)
        if (!options.yes) {
          if (around.confirm === null || options.json)
            return answer(planned, `${plan}Nothing was done. Add --yes to do it.\n`, 1)
          print(options)(plan)
          if (!(await around.confirm('Switch now?'))) return answer(planned, 'Nothing was done.\n', 1)
        }
        const done = await switchMode(panel, id, to, { dryRun: false, shown: planned.plan.fingerprint })
        return answer(done, say.switched(done), 0)
      }),
    )
}

const listed = (model: ModesModel): Answer => ({
  json: {
    id: model.plugin.id,
    current: model.current?.mode ?? null,
    switched: model.facts.switched,
    modes: model.options.map(({ steps, remedies, ...option }) => ({
      ...option,
      remedies: remedies.map(({ words, remedy, certain }) => ({ what: words, remedy, certain })),
      steps: steps?.map(say.stepLine) ?? null,
    })),
  },
  text: say.modes(model),
})

const answer = ({ plan, ...result }: Switched, text: string, exitCode: 0 | 1): Answer => ({
  json: {
    ...result,
    from: plan.from,
    to: plan.to,
    becomes: plan.becomes,
    steps: plan.steps.map(say.stepLine),
    lost: plan.option.lost,
    sessions: plan.sessions,
    after: plan.after,
  },
  text,
  exitCode,
})
