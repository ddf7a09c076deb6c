import type { Command } from 'commander'
import * as say from '../../views/terminal.ts'
import { HotplugError } from '../errors.ts'
import { sessionsNow } from '../plugins/action-now.ts'
import { linkPlugin, unlinkPlugin } from '../plugins/links.ts'
import { syncJson } from '../plugins/sync.ts'
import { syncPlugins } from '../plugins/sync-plugins.ts'
import { undoAction } from '../plugins/undo.ts'
import { actionNumber } from './arguments.ts'
import type { Define, Options } from './define.ts'
import { cancellable } from './progress.ts'

/** Commands that change a plugin's folders, or where they lie, and can be taken back. */
export function defineChange({ around, command, answering }: Define) {
  command('sync [ids...]', 'make the loaded copy equal to the source')
    .option('--all', 'every plugin that drifts')
    .option('--dry-run', 'only print what would be done')
    .option('--from-cache', 'bring edits of the loaded copy back to the source instead')
    .option('--overwrite', 'also replace files that were edited in the loaded copy itself')
    .option('--file <path>', 'only this file; may be said several times', gathered)
    .action((ids: string[], options: Options, self: Command) =>
      answering(self, (panel) =>
        cancellable(around, panel, async () => {
          const { results, failed } = await syncPlugins(panel, options.all ? null : ids, {
            dryRun: Boolean(options.dryRun),
            fromCache: Boolean(options.fromCache),
            overwrite: Boolean(options.overwrite),
            only: onlyFiles(ids, options),
          })
          return {
            json: { results: results.map(syncJson) },
            text: say.sync(results, sessionsNow(panel)),
            exitCode: failed ? 1 : 0,
          }
        }),
      ),
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
}

const gathered = (file: string, before: readonly string[] = []) => [...before, file]

/** A file is named within one plugin. */
function onlyFiles(ids: readonly string[], { file, all }: Options): readonly string[] | undefined {
  if (!Array.isArray(file)) return undefined
  if (all || ids.length !== 1) throw new HotplugError(422, 'Say the one plugin that --file is about.')
  return file as string[]
}
