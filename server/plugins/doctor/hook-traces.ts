import { inLog, type LoggedHook } from '../../doctor/debug-log/of-hook.ts'
import { allHooks } from '../../doctor/examine.ts'
import type { HookSubject } from '../../doctor/hooks/types.ts'
import { occasionsIn } from '../../doctor/overhead/occasions.ts'
import { overheadOf, timesOf } from '../../doctor/overhead/overhead.ts'
import { hookFinder, type KnownHook } from '../../doctor/overhead/same-hook.ts'
import type { EventOverhead, Times } from '../../doctor/overhead/types.ts'
import type { Examined } from '../../doctor/types.ts'
import type { Panel } from '../../panel.ts'

/** What the hooks of an event cost: as sessions recorded it, and as the bench found it. */
export type EventCost = {
  event: string
  measured: EventOverhead | null
  /** The slowest of those that were run on the bench, by their latest runs. */
  bench: { hooks: number; of: number; slowest: number } | null
}

/** `own`: what our own hook wrote down itself, without the start of its process. */
export type HookCost = { measured: (Times & { last: readonly number[] }) | null; own: Times | null; event: EventCost }

/** The plugin that carries our hooks. */
const OURS = 'hotplug@hotplug'
const REMEMBERED = 30 * 86_400_000
const MOST_REMEMBERED = 500

type Places = readonly Pick<Examined, 'subjects'>[]

/** Per event of which hooks are configured, in the order of their names. */
export function hookCosts({ traces, store }: Pick<Panel, 'traces' | 'store'>, places: Places) {
  const subjects = subjectsIn(places)
  const measured = overheadOf(occasionsIn(traces.runs(), traces.logs()), hookFinder(subjects.map(knownOf)))
  const benched = new Map(store.bench.latest().map(({ hook, times }) => [hook, timesOf(numbersIn(times)).typical]))
  const names = [...new Set(subjects.map(({ hook }) => hook.event))].sort()
  const events = new Map(names.map((event) => [event, costOf(event)]))

  const ours = new Set(
    subjects.flatMap(({ hook, place }) => (place.kind === 'plugin' && place.id === OURS ? [hook.id] : [])),
  )

  function ownTimes(): Times | null {
    const times = store.past.latencies(Date.now() - REMEMBERED, MOST_REMEMBERED).map(({ ms }) => ms)
    return times.length === 0 ? null : timesOf(times)
  }

  function costOf(event: string): EventCost {
    const hooks = subjects.filter(({ hook, effect }) => hook.event === event && effect.state === 'in effect')
    const times = hooks.flatMap(({ hook }) => benched.get(hook.id) ?? [])
    const bench = times.length === 0 ? null : { hooks: times.length, of: hooks.length, slowest: Math.max(...times) }
    return { event, measured: measured.events.get(event) ?? null, bench }
  }

  return {
    events,
    of: ({ id, event }: { id: string; event: string }): HookCost => ({
      measured: measured.hooks.get(id) ?? null,
      own: ours.has(id) ? ownTimes() : null,
      event: events.get(event) ?? costOf(event),
    }),
  }
}

/** A log as the page of a hook shows it, with the process where its session still runs. */
export type ShownLog = LoggedHook & { pid: number | null; folder: string | null }

/** What debug logs tell of a hook, newest session first. */
export function hookLogs(
  { traces, survey }: Pick<Panel, 'traces' | 'survey'>,
  places: Places,
  { hook, place }: HookSubject,
): readonly ShownLog[] {
  const hooksOf = hookFinder(subjectsIn(places).map(knownOf))
  const { sessions } = survey.inventory()
  return traces.logs().flatMap((log) => {
    const found = inLog(hook, place.kind === 'plugin' ? place.id : null, log, hooksOf)
    if (found === null) return []
    const session = sessions.find(({ sessionId, alive }) => alive && sessionId === log.session)
    return [{ ...found, pid: session?.pid ?? null, folder: session?.cwd ?? null }]
  })
}

const subjectsIn = (places: Places) => places.flatMap(({ subjects }) => allHooks(subjects))

function knownOf({ hook, place }: HookSubject): KnownHook {
  if (place.kind !== 'plugin') return { hook, plugin: null, roots: [] }
  const roots = [
    place.root,
    place.loaded?.path,
    place.plugin?.source?.path,
    ...(place.plugin?.cached ?? []).map(({ path }) => path),
  ]
  return { hook, plugin: place.id, roots: [...new Set(roots.filter((root) => root !== undefined))] }
}

function numbersIn(json: string): number[] {
  try {
    const times: unknown = JSON.parse(json)
    return Array.isArray(times) ? times.filter((one) => typeof one === 'number') : []
  } catch {
    return []
  }
}
