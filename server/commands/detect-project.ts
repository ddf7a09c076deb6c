import type { Command } from 'commander'
import { groupsProblems } from '../../views/terminal-detect.ts'
import { detectedProject } from '../../views/terminal-detect-project.ts'
import type { Answer, Define } from './define.ts'
import { loadAsDetected } from './load-detected.ts'

type Asked = { install?: boolean; silent?: boolean }

/**
 * Looks at a project's files; without --install nothing of ours is opened and nothing is written. Other commands do not
 * load its tables.
 */
export function defineDetectProject(define: Define) {
  const { command, printing, answering, around } = define
  const { home, searchPath, project, stateDir } = around.config
  command('detect-project [folder]', 'which groups of plugins the files of a project ask for; exit code 1 when none')
    .option('--install', 'also install the plugins of these groups')
    .option('--silent', 'print nothing but errors')
    .action(async (folder: string | undefined, { install, silent }: Asked, self: Command) => {
      const { detectProject } = await import('../autoload/detect-project.ts')
      const { readGroups, groupsPath } = await import('../autoload/read-groups.ts')
      const { groups, problems } = readGroups(stateDir)
      if (problems.length > 0) around.err(groupsProblems(groupsPath(stateDir), problems))
      const began = performance.now()
      const options = { environment: { home, searchPath }, base: project }
      const detection = await detectProject(folder ?? '.', groups, options)
      const milliseconds = performance.now() - began
      const answer: Answer = {
        ...{ json: detection, text: detectedProject(detection), exitCode: detection.plugins.length > 0 ? 0 : 1 },
        ...(silent && { printed: true }),
      }
      if (!install || detection.plugins.length === 0) return printing(self, async () => answer)
      const detected = { ...detection, event: 'project' as const, milliseconds, prompt: null }
      return answering(self, (panel) => loadAsDetected(around, panel, detected, answer), detection.folder)
    })
}
