import { execFile } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { QUIET } from './git.ts'
import { pathBelow } from './inside.ts'

/** What git would hand on: path below the folder, and whether it will be executable where it is cloned. */
export type Tracked = ReadonlyMap<string, { executable: boolean; link: boolean }>

/** The repository's own folder that a folder lies in, by looking for `.git`; null when it lies in none. */
export function repositoryOf(folder: string): string | null {
  for (let here = realOf(folder); ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here
    if (dirname(here) === here) return null
  }
}

/** Everything below a folder that is in the index of its repository; null when there is no repository, or no git. */
export async function trackedBelow(folder: string): Promise<Tracked | null> {
  const repository = repositoryOf(folder)
  if (repository === null) return null
  const below = pathBelow(repository, realOf(folder))
  const all = below === null ? null : await indexOf(repository)
  if (all === null || below === null) return null
  const start = below === '' ? '' : `${below}/`
  return new Map([...all].flatMap(([path, how]) => (path.startsWith(start) ? [[path.slice(start.length), how]] : [])))
}

/** Which files changed in a folder since a commit, uncommitted ones too; null when git cannot tell. */
export async function changedFilesSince(folder: string, commit: string): Promise<readonly string[] | null> {
  if (!/^[0-9a-f]{7,64}$/.test(commit)) return null
  const names = ['diff', '--name-only', '-z', '--relative', '--no-ext-diff', '--no-textconv', '--ignore-submodules']
  const said = await git(folder, [...names, commit, '--', '.'])
  return said?.split('\0').filter((path) => path !== '') ?? null
}

/** A marketplace's plugins lie in one repository: its index is read once for all of them. */
const known = new Map<string, { stamp: string; index: Promise<Tracked | null> }>()
const MOST_KNOWN = 50

function indexOf(repository: string): Promise<Tracked | null> {
  const stamp = stampOf(join(repository, '.git', 'index'))
  const before = known.get(repository)
  if (before?.stamp === stamp && stamp !== '') return before.index
  const index = readIndex(repository)
  known.delete(repository)
  known.set(repository, { stamp, index })
  for (const [oldest] of known) if (known.size > MOST_KNOWN) known.delete(oldest)
  return index
}

async function readIndex(repository: string): Promise<Tracked | null> {
  const said = await git(repository, ['ls-files', '--stage', '-z'])
  if (said === null) return null
  return new Map(
    said.split('\0').flatMap((line) => {
      const [, mode, path] = /^(\d{6}) [0-9a-f]+ \d\t(.*)$/s.exec(line) ?? []
      return path === undefined ? [] : [[path, { executable: mode === '100755', link: mode === '120000' }]]
    }),
  )
}

const git = (folder: string, args: readonly string[]) =>
  new Promise<string | null>((resolve) => {
    const options = { cwd: folder, timeout: 10_000, maxBuffer: 64 * 1024 * 1024 }
    execFile('git', [...QUIET, ...args], options, (error, output) => resolve(error ? null : output)).stdin?.end()
  })

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats ? [stats.size, stats.mtimeMs, stats.ino].join(' ') : ''
}
