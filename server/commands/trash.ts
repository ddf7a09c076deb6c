import { type Command, Option } from 'commander'
import * as say from '../../views/terminal-trash.ts'
import { emptyTrash, planEmptying } from '../plugins/trash/empty.ts'
import { emptyingReport, trashReport } from '../plugins/trash/report.ts'
import { restoreFromTrash } from '../plugins/trash/restore.ts'
import type { Define, Options } from './define.ts'

/** What was replaced or removed, put back or removed for good. */
export function defineTrash({ around, command, answering }: Define) {
  const trash = command('trash', 'what syncs, clearings, undos and restores replaced or removed')
    .argument('[action]', 'the files of this action')
    .enablePositionalOptions()
    .action((action: string | undefined, _: Options, self: Command) =>
      answering(self, async (panel) => {
        const report = trashReport(panel, action ?? null)
        return { json: report, text: say.trash(report) }
      }),
    )

  /** `--json` may stand before the verb too. */
  const verb = (name: string, description: string) =>
    trash
      .command(name)
      .description(description)
      .addOption(new Option('--json', 'print one JSON value'))
      .hook('preAction', (_, self) => {
        if (trash.opts().json) self.setOptionValue('json', true)
      })

  verb('restore <action> [files...]', 'put back what an action replaced or removed, or some of its files')
    .option('--overwrite', 'also over files that were edited since; what is there now goes to the trash')
    .action((name: string, files: string[], options: Options, self: Command) =>
      answering(self, async (panel) => {
        const wanted = { name, files: files.length > 0 ? files : null }
        const restored = await restoreFromTrash(panel, {
          ...wanted,
          overwrite: Boolean(options.overwrite),
          shown: null,
        })
        return { json: restored, text: say.restored(restored), exitCode: restored.done ? 0 : 1 }
      }),
    )

  verb('empty [actions...]', 'remove what these actions left in the trash, or all of it, for good')
    .option('--yes', 'do it without asking')
    .action((actions: string[], options: Options, self: Command) =>
      answering(self, async (panel) => {
        const names = actions.length > 0 ? actions : null
        const plan = planEmptying(panel, names)
        const json = emptyingReport(panel, plan)
        const no = (text: string) => ({ json: { ...json, done: false }, text, exitCode: 1 as const })
        const shown = say.emptying(json)
        if (plan.items.length === 0) return no(shown)
        if (!options.yes) {
          if (around.confirm === null || options.json) return no(`${shown}Nothing was removed. Add --yes to do it.\n`)
          around.out(shown)
          if (!(await around.confirm('Remove it for good?'))) return no('Nothing was removed.\n')
        }
        const { message, left } = await emptyTrash(panel, { names, shown: plan.fingerprint })
        return { json: { ...json, done: true, message, left }, text: `${message}\n`, exitCode: left.length > 0 ? 1 : 0 }
      }),
    )
}
