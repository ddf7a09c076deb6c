import { HotplugError, sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { groupsOf } from './circumstances.ts'
import { loadGroups, unknownGroup } from './load.ts'

/** What the page has started and what became of it, where the history does not tell. */
export type Started = { readonly running: ReadonlySet<string>; readonly failures: ReadonlyMap<string, string> }

const started = new WeakMap<Panel, { running: Set<string>; failures: Map<string, string> }>()

export const startedOf = (panel: Panel): Started => ofPanel(panel)

/** Loads a group because a person said so; the page does not wait for it. */
export function startLoading(panel: Panel, name: string) {
  const { groups } = groupsOf(panel)
  if (!groups.some((group) => group.name === name)) throw unknownGroup(name, groups)
  const { running, failures } = ofPanel(panel)
  if (running.has(name)) throw new HotplugError(409, `The group ${name} is being loaded already.`)
  running.add(name)
  failures.delete(name)
  void loadGroups(panel, [name], { askedBy: 'page' })
    .catch((error: unknown) => void failures.set(name, sentenceOf(error)))
    .finally(() => {
      running.delete(name)
      for (const topic of ['inventory', 'history', 'activity'] as const) panel.live.publish(topic)
    })
}

function ofPanel(panel: Panel) {
  const known = started.get(panel) ?? { running: new Set<string>(), failures: new Map<string, string>() }
  started.set(panel, known)
  return known
}
