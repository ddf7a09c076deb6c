import type { Command } from 'commander'
import { loadedLine, loadedLines } from '../../views/terminal-load.ts'
import type { Loaded } from '../loading/load.ts'
import type { Answer, Define } from './define.ts'
import { cancellable } from './progress.ts'

/** Installs the plugins of groups, because a person, or a hook for one, says so. */
export function defineLoad({ around, command, answering }: Define) {
  command('load-plugins <group...>', 'install and enable the plugins of these groups')
    .option('--silent', 'print nothing but errors')
    .action((names: string[], { silent }: { silent?: boolean }, self: Command) =>
      answering(self, async (panel) => {
        const { loadGroups } = await import('../loading/load.ts')
        const complaints: string[] = []
        const loud = silent ? { ...around, progress: null } : around
        const answer = await cancellable(loud, panel, async () => {
          const loaded = await loadGroups(panel, names, { askedBy: 'command' })
          complaints.push(...loaded.filter((one) => isFailed(one) || isMissing(one)).map(loadedLine))
          return loadAnswer(loaded)
        })
        for (const line of complaints) around.err(line)
        return silent ? { ...answer, printed: true } : answer
      }),
    )
}

/** 0 when everything is there, 1 when something was nowhere to be found, 2 when an install failed. stderr says which. */
function loadAnswer(plugins: readonly Loaded[]): Answer {
  const text = loadedLines(plugins.filter((one) => !isFailed(one) && !isMissing(one)))
  return { json: { plugins }, text, exitCode: plugins.some(isFailed) ? 2 : plugins.some(isMissing) ? 1 : 0 }
}

export const isFailed = ({ outcome }: Loaded) => outcome === 'failed' || outcome === 'timed out'

const isMissing = ({ outcome }: Loaded) => outcome === 'not found'
