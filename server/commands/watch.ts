import type { Command } from 'commander'
import * as say from '../../views/watch-lines.ts'
import { watchPlugins } from '../plugins/watching/run.ts'
import type { Define, Options } from './define.ts'

/** Sync on save from a terminal, with the panel or without it. */
export function defineWatch({ around, command, answering }: Define) {
  command('watch [ids...]', 'sync on every save until stopped')
    .option('--all', 'every plugin that has a source and a copy of its own')
    .action((ids: string[], options: Options, self: Command) =>
      answering(self, async (panel) => {
        const out = options.json ? () => {} : around.out
        const tell = {
          began: (...words: Parameters<typeof say.began>) => out(say.began(...words)),
          synced: (...words: Parameters<typeof say.synced>) => out(say.synced(...words)),
          changed: (...words: Parameters<typeof say.changed>) => out(say.changed(...words)),
        }
        const result = await watchPlugins(panel, options.all ? null : ids, tell, around.stopped())
        return { json: result, text: say.ended(result.watched), exitCode: result.watched.length === 0 ? 1 : 0 }
      }),
    )
}
