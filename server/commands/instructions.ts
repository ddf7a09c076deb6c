import type { Command } from 'commander'
import { instructionsText } from '../../views/terminal-instructions.ts'
import type { Define, Options } from './define.ts'

/** The section of CLAUDE.md that says which groups there are, for when nothing else has loaded them. */
export function defineInstructions({ command, answering }: Define) {
  command('update-instructions [folder]', 'write the groups into the CLAUDE.md of a folder, between two markers')
    .option('--dry-run', 'only print what would change')
    .action((folder: string | undefined, options: Options, self: Command) =>
      answering(self, async (panel) => {
        const { updateInstructions } = await import('../loading/instructions.ts')
        const dryRun = Boolean(options.dryRun)
        const { patch, ...result } = await updateInstructions(panel, folder ?? '.', { dryRun })
        return { json: result, text: instructionsText(result) }
      }),
    )
}
