import { spawn } from 'node:child_process'
import { delimiter, isAbsolute, sep } from 'node:path'
import type { Budget, Limits } from './limits.ts'

export type Environment = { readonly searchPath: string; readonly home: string }

const MOST_BYTES_PER_FILE = 300
/** What git may take of the time there is; the rest is for looking into the files. */
const PATIENCE = 0.6
/** A repository's settings may name programs to run. */
const QUIET = [
  '--no-pager',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
]

/**
 * What git tracks below a folder, at once, and what else lies there and is not ignored, which takes longer; or null when
 * it cannot tell: there is no git, no repository, or it belongs to somebody else.
 */
export async function gitFiles(root: string, environment: Environment, budget: Budget): Promise<GitFiles | null> {
  const ask = (...which: readonly string[]) => listed(root, which, environment, budget.limits, budget.left() * PATIENCE)
  const asked = ask('-o', '--exclude-standard')
  const tracked = await ask('-c')
  if (tracked.status !== 'done') {
    const { status } = await asked
    if (tracked.status === 'late' || status === 'late') budget.stop('Git took too long to name the files.')
    return null
  }
  return {
    tracked: tracked.paths,
    untracked: async () => {
      const untracked = await asked
      if (untracked.status === 'late')
        budget.stop('Git took too long to look for untracked files: only tracked ones were looked at.')
      return untracked.paths
    },
  }
}

type GitFiles = { readonly tracked: readonly string[]; readonly untracked: () => Promise<readonly string[]> }
type Listed = { status: 'done' | 'late' | 'none'; paths: string[] }

function listed(
  root: string,
  which: readonly string[],
  environment: Environment,
  limits: Limits,
  milliseconds: number,
): Promise<Listed> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const child = spawn('git', [...QUIET, 'ls-files', '-z', ...which], {
      cwd: root,
      env: environmentOf(root, environment),
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    })
    const end = (status: Listed['status']) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      // Whatever git started may hold the other end open for ever.
      child.stdout.destroy()
      resolve({ status, paths: status === 'done' ? pathsIn(Buffer.concat(chunks)) : [] })
    }
    const timer = setTimeout(() => end('late'), milliseconds)
    child.on('error', () => end('none'))
    child.on('close', (code) => end(code === 0 ? 'done' : 'none'))
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > limits.files * MOST_BYTES_PER_FILE) end('done')
    })
  })
}

/** The last one is empty, or cut off where listing ended. */
const pathsIn = (output: Buffer): string[] => output.toString().split('\0').slice(0, -1)

/**
 * Nothing of a repository's own is run: not a `git` in a folder that PATH names relative to it, and no transport, which
 * a partial clone would otherwise start to fetch an ignore file that it lacks.
 */
function environmentOf(root: string, { searchPath, home }: Environment) {
  const safe = searchPath
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && folder !== root && !folder.startsWith(root + sep))
  return {
    PATH: safe.join(delimiter),
    HOME: home,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    ...(process.platform === 'win32' && { USERPROFILE: home, SystemRoot: process.env.SystemRoot ?? 'C:\\Windows' }),
  }
}
