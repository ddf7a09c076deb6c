import { relative, resolve } from 'node:path'
import type { Plugin } from '../claude/types.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Comparison } from '../trees/pair.ts'
import type { Plan } from '../trees/plan.ts'
import type { FileDelta } from '../trees/types.ts'
import type { SyncOptions } from './sync.ts'

/** What decides which files a sync takes, and which way. */
export type Choosing = Pick<SyncOptions, 'fromCache' | 'overwrite' | 'only'>

/** Whether a sync takes a file: the other way only what was edited in the loaded copy. */
export function takes({ fromCache, overwrite, only }: Choosing): (delta: FileDelta) => boolean {
  const inCache = ({ edited }: FileDelta) => edited === 'cache' || (edited === 'both' && overwrite)
  return (delta) => (only?.includes(delta.path) ?? true) && (!fromCache || inCache(delta))
}

/** What is to be done in sessions is said of these files alone. */
export const limitedTo = (compared: Comparison, only: readonly string[]): Comparison => ({
  ...compared,
  deltas: compared.deltas.filter(({ path }) => only.includes(path)),
})

/** The names of files as a comparison has them: a form ends lines its own way, a person may say where a file lies. */
export function namesIn(panel: Panel, { source, loaded }: Plugin, { deltas }: Comparison, files: readonly string[]) {
  const byName = new Map(deltas.map(({ path }) => [plainName(path), path]))
  return files.map((file) => {
    const absolute = resolve(panel.config.project, file)
    const roots = [source?.path, loaded.path].flatMap((root) => (root ? [relative(root, absolute)] : []))
    return [file, ...roots].map((name) => byName.get(plainName(name))).find((name) => name !== undefined) ?? file
  })
}

/** Refuses a file that was named and that the plan leaves out, with the reason. */
export function refuseOthers(id: string, { deltas }: Comparison, plan: Plan, only: readonly string[]) {
  const taken = new Set(plan.operations.map(({ path }) => path))
  const left = only.find((path) => !taken.has(path))
  if (left === undefined) return
  const edited = deltas.find(({ path }) => path === left)?.edited
  if (edited === undefined)
    throw new HotplugError(422, `${left} does not differ between the source and the loaded copy of ${id}.`)
  if (edited === 'both')
    throw new HotplugError(
      409,
      `${left} was edited on both sides.`,
      'With `--overwrite` the loaded copy’s replaces the source’s; without `--from-cache` it is the other way round.',
    )
  throw new HotplugError(422, `${left} was not edited in the loaded copy, so there is nothing to bring back.`)
}

/** What was done to files that were named, as the history says it. */
export function resolvedSummary({ operations, direction }: Plan, { deltas }: Comparison): string {
  const paths = new Set(operations.map(({ path }) => path))
  const edited = new Set(deltas.filter(({ path }) => paths.has(path)).map((delta) => delta.edited))
  const [only] = operations
  const one = operations.length === 1 && only !== undefined
  const files = one ? only.path : `${operations.length} files`
  const kept = edited.has('both')
  if (direction === 'to-source') {
    if (kept) return `Kept the loaded copy’s ${files}`
    return one && only.do === 'remove' ? `Removed ${files} from the source too` : `Brought ${files} back to the source`
  }
  if (kept) return `Kept the source’s ${files}`
  return edited.has('cache') ? `Discarded the edit of ${files} in the loaded copy` : `Synced ${files}`
}

/** As forms send it: they end every line with both characters. */
const plainName = (name: string) => name.replaceAll(/\r\n?/g, '\n')
