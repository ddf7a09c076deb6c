import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HotplugError } from '../../../errors.ts'
import { type Ground, redirectGithub } from './ground.ts'

/** What the clone stands for on GitHub, in the throw-away place alone. */
export const STAND_IN = 'hotplug/checkout'

/** What is committed in a repository, without its history, where Claude Code will clone it from. */
export async function cloneCommitted(ground: Ground, repository: string): Promise<void> {
  const repositories = join(ground.root, 'repositories')
  mkdirSync(join(repositories, 'hotplug'), { recursive: true })
  redirectGithub(ground, repositories)
  const bare = join(repositories, `${STAND_IN}.git`)
  const args = ['clone', '--quiet', '--bare', '--depth', '1', `file://${repository}`, bare]
  const failure = await git(ground, ['-c', 'protocol.file.allow=always', ...args])
  const isEmpty =
    failure === null && (await git(ground, ['--git-dir', bare, 'rev-parse', '--verify', '--quiet', 'HEAD']))
  if (failure !== null || isEmpty !== null)
    throw new HotplugError(
      422,
      failure === null ? `Nothing is committed in ${repository} yet.` : `${repository} could not be cloned: ${failure}`,
      'Commit it, then check again.',
    )
}

/** Null when it succeeded. */
const git = ({ home, project, searchPath, passedOn, signal }: Ground, args: readonly string[]) =>
  new Promise<string | null>((resolve) => {
    const env = { ...passedOn, HOME: home, PATH: searchPath, GIT_TERMINAL_PROMPT: '0' }
    const options = { cwd: project, env, timeout: 60_000, ...(signal && { signal }) }
    const child = execFile('git', args, options, (error, _, complaint) =>
      resolve(
        error === null ? null : `${(complaint.trim() || error.message).split('\n').at(-1)}.`.replace(/\.\.$/, '.'),
      ),
    )
    child.stdin?.end()
  })
