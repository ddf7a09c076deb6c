import type { Plugin } from '../claude/types.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { type Comparison, comparePair } from '../trees/pair.ts'
import { planSync } from '../trees/plan.ts'
import { findPlugin } from './find.ts'
import { pairOf, withBase } from './pairs.ts'
import { takes } from './resolve-files.ts'
import { type SyncResult, syncPlugin } from './sync.ts'
import type { FileRow } from './types.ts'

/** Which side's file is kept, and the fingerprint of the plan that does it to that file alone. */
export type Choice = { keep: 'source' | 'cache'; plan: string; removes: boolean }

/** Both ways to settle a file that was edited in the loaded copy; none where there is nothing to settle. */
export function choicesFor(panel: Panel, plugin: Plugin, { path, edited }: FileRow): readonly Choice[] {
  if (edited !== 'cache' && edited !== 'both') return []
  const pair = pairOf(plugin)
  if (!pair) return []
  const compared = comparePair(withBase(pair, panel.store))
  return (edited === 'both' ? (['source', 'cache'] as const) : (['cache', 'source'] as const)).flatMap((keep) =>
    choiceFor(compared, path, keep),
  )
}

/** Settles one file, as it was shown: the plan is for exactly this file, and refused when it changed since. */
export async function resolveFile(
  panel: Panel,
  id: string,
  { file, keep, plan }: { file: string; keep: string; plan: string },
): Promise<SyncResult> {
  if (keep !== 'source' && keep !== 'cache')
    throw new HotplugError(422, 'Say which side is to be kept: the source, or the loaded copy.')
  const plugin = findPlugin(panel, id)
  const options = { fromCache: keep === 'cache', overwrite: true, dryRun: false, shown: plan }
  const result = await syncPlugin(panel, plugin.id, { ...options, only: [file] })
  if (!result.done) throw new HotplugError(409, result.message)
  return result
}

function choiceFor(compared: Comparison, path: string, keep: Choice['keep']): Choice[] {
  try {
    const plan = planSync(
      compared,
      keep === 'cache' ? 'to-source' : 'to-loaded',
      takes({ fromCache: keep === 'cache', overwrite: true, only: [path] }),
    )
    const [operation] = plan.operations
    return operation ? [{ keep, plan: plan.fingerprint, removes: operation.do === 'remove' }] : []
  } catch {
    return []
  }
}
