import { allHooks } from '../../doctor/examine.ts'
import { EVENTS } from '../../doctor/hooks/events.ts'
import { knownMatches } from '../../doctor/hooks/known-values.ts'
import { inStartingOrder } from '../../doctor/hooks/order.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { shellOf } from '../models.ts'
import { type BenchQuery, benchModel } from './bench/model.ts'
import { conditionModel } from './conditions/model.ts'
import { hookCosts, hookLogs } from './hook-traces.ts'
import { maskedValue, showHooks } from './hooks/shown-hook.ts'
import type { HookModel } from './hooks/types.ts'
import type { Known } from './types.ts'

/** One hook: what it is, when it runs, what was found about it, and what can be done with it. */
export async function hookModel(panel: Panel, id: string, query: BenchQuery = { input: null }): Promise<HookModel> {
  const { places, findings, all, subject } = await found(panel, id)
  if (!subject) throw new HotplugError(404, 'There is no such hook any more.', 'The list of hooks shows where it went.')
  const { hook, launch } = subject
  const show = showHooks(all, findings)
  const shown = show(subject)
  return {
    shell: shellOf(panel),
    shown,
    rule: EVENTS.get(hook.event) ?? null,
    launch,
    written: JSON.stringify(maskedValue(hook.handler), null, 2),
    matches: knownMatches(hook.event, shown.meaning),
    beside: all.filter((one) => one.hook.event === hook.event && one !== subject).map(show),
    findings: findings.filter((finding) => finding.hook === id),
    condition: conditionModel(panel, subject),
    cost: hookCosts(panel, places).of(hook),
    logs: hookLogs(panel, places, subject),
    bench: benchModel(panel, subject, query),
  }
}

/** Waits for the whole examination only where what is known so far has no such hook. */
async function found(panel: Panel, id: string) {
  const soon = inKnown(await panel.doctor.soon(), id)
  return soon.subject || soon.looking === null
    ? soon
    : inKnown({ ...(await panel.doctor.diagnose()), looking: null }, id)
}

function inKnown(known: Known, id: string) {
  const all = inStartingOrder(known.places.flatMap(({ subjects }) => allHooks(subjects)))
  return { ...known, all, subject: all.find(({ hook }) => hook.id === id) }
}
