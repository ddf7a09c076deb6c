import { spawnSync } from 'node:child_process'
import { QUIET } from './git.ts'

/** How much of a repository is nowhere else: changed or new files, and commits that were not pushed. Null: not known. */
export function onlyHere(folder: string): number | null {
  const asked = spawnSync('git', [...QUIET, 'status', '--porcelain', '--branch', '--ignore-submodules'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 16 * 1024 * 1024,
  })
  if (asked.status !== 0) return null
  const [branch = '', ...files] = asked.stdout.split('\n')
  const ahead = Number(/\[ahead (\d+)/.exec(branch)?.[1] ?? 0)
  return ahead + files.filter((line) => line !== '').length
}
