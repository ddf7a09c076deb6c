import type { Panel } from '../../panel.ts'
import { actionOf } from '../journal.ts'
import { shellOf } from '../models.ts'
import { developed } from './called.ts'
import { decideModes } from './decide.ts'
import { factsOf } from './facts.ts'
import { planMode } from './plan.ts'
import type { ModeName, ModesModel } from './types.ts'

/** The page of the ways to develop a plugin; `to`: what switching to this one would do. */
export function modesModel(panel: Panel, id: string, to: ModeName | null): ModesModel {
  const plugin = developed(panel, id)
  const facts = factsOf(panel, plugin)
  const options = decideModes(facts)
  const asked = options.find(({ mode }) => mode === to)
  const row = facts.switched === null ? undefined : panel.store.action(facts.switched.action)
  return {
    ...{ shell: shellOf(panel), plugin, facts, options },
    current: options.find(({ isCurrent }) => isCurrent) ?? null,
    switched: row ? actionOf(row) : null,
    plan: asked?.isPossible && asked.mode !== 'plugin-dir' ? planMode(panel, plugin.id, asked.mode) : null,
  }
}
