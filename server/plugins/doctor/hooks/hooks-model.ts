import { allHooks } from '../../../doctor/examine.ts'
import { EVENTS } from '../../../doctor/hooks/events.ts'
import { byEvent, inStartingOrder } from '../../../doctor/hooks/order.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import type { Panel } from '../../../panel.ts'
import { shellOf } from '../../models.ts'
import { hookCosts } from '../hook-traces.ts'
import { OUTSIDE } from '../model.ts'
import { showHooks } from './shown-hook.ts'
import type { HooksModel, HooksQuery, ShownHook } from './types.ts'

/** Every hook there is, by event, in the order in which Claude Code starts them. */
export async function hooksModel(panel: Panel, query: HooksQuery): Promise<HooksModel> {
  const { places, findings, looking } = await panel.doctor.soon()
  const all = places.flatMap(({ subjects }) => allHooks(subjects))
  const show = showHooks(all, findings)
  const sought = inStartingOrder(all)
    .map((subject) => ({ subject, shown: show(subject) }))
    .filter(({ subject, shown }) => isSought(query, subject, shown))
  const shown = new Map(sought.map(({ subject, shown }) => [subject, shown]))
  const left = sought.filter(({ shown }) => SHOWN[query.show](shown)).map(({ subject }) => subject)
  const costs = hookCosts(panel, places)
  return {
    shell: shellOf(panel),
    query,
    events: byEvent(left).map(([event, hooks]) => ({
      event,
      rule: EVENTS.get(event) ?? null,
      hooks: hooks.flatMap((subject) => shown.get(subject) ?? []),
      cost: costs.events.get(event) ?? null,
    })),
    counts: {
      all: sought.length,
      effect: sought.filter(({ shown }) => SHOWN.effect(shown)).length,
      off: sought.filter(({ shown }) => SHOWN.off(shown)).length,
      found: sought.filter(({ shown }) => SHOWN.found(shown)).length,
    },
    all: all.length,
    looking,
  }
}

const SHOWN: Record<HooksQuery['show'], (hook: ShownHook) => boolean> = {
  all: () => true,
  effect: ({ effect }) => effect.state === 'in effect',
  off: ({ effect }) => effect.state !== 'in effect',
  found: ({ found }) => found !== null,
}

function isSought({ plugin, event, q }: HooksQuery, { hook, place }: HookSubject, { does }: ShownHook): boolean {
  const of = place.kind === 'plugin' ? place.id : OUTSIDE
  if ((plugin !== null && plugin !== of) || (event !== null && event !== hook.event)) return false
  const owner = hook.owner.kind === 'settings' ? hook.owner.layer : Object.values(hook.owner).join(' ')
  const text = [hook.event, hook.matcher, hook.type, hook.file, owner, does].join(' ').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
