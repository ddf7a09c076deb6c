import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { strongest } from '../../reload/actions.ts'
import { anatomyOf } from '../../reload/components.ts'
import { sequenceOf } from '../../reload/sequence.ts'
import type { Change } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { scanTree } from '../../trees/scan.ts'
import { situationOf } from '../examine.ts'
import { textsBelow } from '../texts.ts'
import type { Step } from '../types.ts'

/** What sessions that use the copy need once these of its files have changed. */
export function stepsAfter(
  panel: Panel,
  plugin: Plugin,
  folder: string,
  changes: readonly { path: string; change: Change }[],
): readonly Step[] {
  if (changes.length === 0 || plugin.loaded.how === 'in-place') return []
  const paths = new Set([...scanTree(folder).entries.keys(), ...changes.map(({ path }) => path)])
  const { components, servers } = anatomyOf(paths, textsBelow(folder))
  const situation = situationOf(panel, plugin)
  const changed = changes.flatMap(({ path, change }) => {
    const component = components.get(path) ?? 'other'
    const verdict = strongest([verdictOf({ component, change }, situation)])
    return verdict ? [{ path, verdict }] : []
  })
  return sequenceOf(changed, { needs: null, plugin: plugin.id, servers, driver: situation.driver })
}
