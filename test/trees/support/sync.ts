import { join } from 'node:path'
import { applyPlan } from '../../../server/trees/apply.ts'
import { readManifest } from '../../../server/trees/manifest.ts'
import { comparePair, type Pair } from '../../../server/trees/pair.ts'
import { type Direction, type Plan, planSync } from '../../../server/trees/plan.ts'
import type { FileDelta } from '../../../server/trees/types.ts'
import { undoAction } from '../../../server/trees/undo.ts'
import { openFileJournal } from './journal.ts'

export type Place = ReturnType<typeof placeIn>

/** Where the tests keep things inside a temporary folder, and the verbs they need. */
export function placeIn(folder: string) {
  const [source, loaded, trashDir] = [join(folder, 'source'), join(folder, 'loaded'), join(folder, 'state', 'trash')]
  const journal = openFileJournal(join(folder, 'journal.json'))
  const compare = (more: Partial<Pair> = {}) => comparePair({ key: 'a@b', source, loaded, ...more })
  const plan = (
    direction: Direction = 'to-loaded',
    choose?: (delta: FileDelta) => boolean,
    more?: Partial<Pair>,
  ): Plan => planSync(compare(more), direction, choose)
  return {
    folder,
    source,
    loaded,
    settings: { trashDir },
    journal,
    compare,
    plan,
    sync: (direction?: Direction, choose?: (delta: FileDelta) => boolean) =>
      applyPlan(plan(direction, choose), journal, { trashDir }),
    apply: (ready: Plan) => applyPlan(ready, journal, { trashDir }),
    undo: (token: string, only?: ReadonlySet<string>) => undoAction(token, journal, { trashDir }, only),
    manifest: (token: string) => readManifest(join(trashDir, token)),
  }
}
