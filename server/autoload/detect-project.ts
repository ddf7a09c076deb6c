import { lstatSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { HotplugError } from '../errors.ts'
import { handOverFiles } from './project/files.ts'
import type { Environment } from './project/git-files.ts'
import { judge, type ProjectMatch, type Suppressed } from './project/judge.ts'
import { budgetOf, LIMITS, type Limits } from './project/limits.ts'
import { look } from './project/look.ts'
import { openProject } from './project/read.ts'
import { sieveFor } from './project/sift.ts'
import type { Trust } from './trust.ts'
import type { Group } from './types.ts'

export type ProjectDetection = {
  readonly folder: string
  /** Names of the groups that the project wants, and the ids of their plugins. */
  readonly plugins: readonly string[]
  readonly ids: readonly string[]
  readonly matches: readonly ProjectMatch[]
  /** Groups of which something was seen, but not enough. */
  readonly suppressed: readonly Suppressed[]
  readonly files: number
  readonly listedBy: 'git' | 'walking'
  /** Files and folders that could not be read, or only in part. */
  readonly problems: readonly string[]
  /** Why looking ended early, or null when everything was looked at. */
  readonly stopped: string | null
}

type Options = {
  readonly environment: Environment
  readonly limits?: Partial<Limits>
  /** Where a relative path begins. */
  readonly base?: string
  readonly trust?: Trust
}

/** Which groups the files of a project ask for, and why. Reads only below the folder; runs nothing but git. */
export async function detectProject(
  folder: string,
  groups: readonly Group[],
  { environment, limits, base = '', trust }: Options,
): Promise<ProjectDetection> {
  const root = rootOf(resolve(base, folder))
  const budget = budgetOf({ ...LIMITS, ...limits })
  const files = openProject(root)
  const sieve = sieveFor(groups)
  const listing = await handOverFiles(files, environment, budget, sieve.sift)
  const { sightings, problems } = look(files, sieve.sifted, groups, budget)
  return {
    folder: root,
    ...judge(groups, sightings, trust),
    files: listing.files,
    listedBy: listing.by,
    problems: [...listing.unreadable.map((path) => `The folder ${path} cannot be read.`), ...problems],
    stopped: budget.stopped(),
  }
}

function rootOf(folder: string): string {
  try {
    const root = realpathSync(folder)
    if (lstatSync(root).isDirectory()) return root
  } catch (error) {
    throw new HotplugError(422, `The folder ${folder} cannot be read.`, 'Name a folder that is there.', error)
  }
  throw new HotplugError(422, `${folder} is not a folder.`, 'Name the folder of a project.')
}
