import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { detectProject } from '../../server/autoload/detect-project.ts'
import { GROUPS } from '../../server/autoload/groups.ts'
import type { Limits } from '../../server/autoload/project/limits.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** A machine that is busy is no reason to end early. */
const PATIENT = 60_000

/** A project of these files on a real disk. Its own home keeps the settings of whoever runs the test out. */
export function projectFolder(files: Record<string, string> = {}) {
  const folder = temporaryFolder()
  const path = join(folder.path, 'project')
  const environment = { searchPath: process.env.PATH ?? '', home: join(folder.path, 'home') }
  const at = (name: string) => join(path, name)
  const write = (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(at(name)), { recursive: true })
      writeFileSync(at(name), text)
    }
  }
  mkdirSync(path)
  mkdirSync(environment.home)
  write(files)
  return {
    path,
    outside: folder.path,
    environment,
    at,
    write,
    git: (...args: readonly string[]) =>
      execFileSync('git', args, {
        cwd: path,
        env: { PATH: environment.searchPath, HOME: environment.home },
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    detect: (limits: Partial<Limits> = {}, changed: Partial<typeof environment> = {}) =>
      detectProject(path, GROUPS, {
        environment: { ...environment, ...changed },
        limits: { milliseconds: PATIENT, ...limits },
      }),
    [Symbol.dispose]: folder[Symbol.dispose],
  }
}

export const dependsOn = (...names: readonly string[]) =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) })
