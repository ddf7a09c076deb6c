import { spawnSync } from 'node:child_process'

/** A repository's own settings may name programs to run; none of them is wanted for a question about names. */
const QUIET = ['-c', 'core.fsmonitor=false', '--no-optional-locks']

/**
 * Those of the paths below a folder that git ignores there; tracked files are never among them. None when the folder
 * is in no repository, or there is no git.
 */
export function ignoredByGit(folder: string, paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set()
  const asked = spawnSync('git', [...QUIET, 'check-ignore', '-z', '--stdin'], {
    cwd: folder,
    input: paths.map((path) => `${path}\0`).join(''),
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return new Set(asked.status === 0 ? asked.stdout.split('\0').filter((path) => path !== '') : [])
}
