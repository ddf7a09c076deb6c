import { type Environment, gitFiles } from './git-files.ts'
import type { Budget } from './limits.ts'
import type { ProjectFiles } from './read.ts'
import { walkProject } from './walk.ts'

export type Listing = { readonly files: number; readonly by: 'git' | 'walking'; readonly unreadable: readonly string[] }

/** Hands over the paths of all files of a project, those that git tracks while it still looks for others. */
export async function handOverFiles(
  files: ProjectFiles,
  environment: Environment,
  budget: Budget,
  take: (paths: readonly string[]) => void,
): Promise<Listing> {
  const known = await gitFiles(files.root, environment, budget)
  const tracked = known ? atMost(known.tracked, budget, 0) : []
  take(tracked)
  const untracked = known ? atMost(await known.untracked(), budget, tracked.length) : []
  take(untracked)
  const count = tracked.length + untracked.length
  if (count > 0) return { files: count, by: 'git', unreadable: [] }
  // No repository; or an empty one; or an outer one that ignores this folder, which is no part of it then.
  const { paths, unreadable } = walkProject(files, budget)
  take(paths)
  return { files: paths.length, by: 'walking', unreadable }
}

function atMost(paths: readonly string[], budget: Budget, before: number): readonly string[] {
  const { files } = budget.limits
  if (before + paths.length <= files) return paths
  budget.stop(`Only the first ${files.toLocaleString('en')} files were looked at.`)
  return paths.slice(0, files - before)
}
