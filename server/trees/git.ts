import { spawnSync } from 'node:child_process'

/** A repository's own settings may name programs to run; none of them is wanted for a question about names. */
export const QUIET = ['-c', 'core.fsmonitor=false', '--no-optional-locks']

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

/** More names than this do not go on one command line. */
const MOST_PATHS = 500

/**
 * Those of the paths below a folder that are not there as they were in a commit. Null when git cannot tell: no git, no
 * repository, or one that does not know the commit.
 */
export function changedSince(folder: string, commit: string, paths: readonly string[]): ReadonlySet<string> | null {
  if (!/^[0-9a-f]{7,64}$/.test(commit) || paths.length > MOST_PATHS) return null
  const names = ['diff', '--name-only', '-z', '--relative', '--no-ext-diff', '--no-textconv', '--ignore-submodules']
  const literal = paths.map((path) => `:(literal)${path}`)
  const asked = spawnSync('git', [...QUIET, ...names, commit, '--', ...literal], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return asked.status === 0 ? new Set(asked.stdout.split('\0').filter((path) => path !== '')) : null
}

/** What the last commit holds of a file below a folder, as text; null when it holds none, or git cannot tell. */
export function committedText(folder: string, path: string): string | null {
  const asked = spawnSync('git', [...QUIET, 'show', '--no-textconv', `HEAD:./${path}`], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 4 * 1024 * 1024,
  })
  return asked.status === 0 ? asked.stdout : null
}
