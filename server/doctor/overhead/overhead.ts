import type { hookFinder } from './same-hook.ts'
import type { EventOverhead, Occasion, Overhead, Times } from './types.ts'

/** What the hooks cost, per event and each of them. */
export function overheadOf(occasions: readonly Occasion[], hooksOf: ReturnType<typeof hookFinder>): Overhead {
  const events = new Map<string, Occasion[]>()
  const hooks = new Map<string, { at: number; ms: number }[]>()
  for (const occasion of occasions) {
    const { event, subject, at } = occasion
    listIn(events, event).push(occasion)
    for (const run of occasion.runs)
      for (const { id } of hooksOf({ event, subject, ...run })) listIn(hooks, id).push({ at, ms: run.ms })
  }
  return {
    events: new Map([...events].map(([event, of]) => [event, eventOverhead(of)])),
    hooks: new Map([...hooks].map(([id, runs]) => [id, { ...timesOf(runs.map(({ ms }) => ms)), last: lastOf(runs) }])),
  }
}

function listIn<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? []
  lists.set(name, list)
  return list
}

const MOST_LAST = 40

const lastOf = (runs: readonly { at: number; ms: number }[]) =>
  runs
    .toSorted((one, other) => one.at - other.at)
    .slice(-MOST_LAST)
    .map(({ ms }) => ms)

/** Of Stop even a transcript records all. */
const isWhole = ({ from, event }: Occasion) => from === 'debug log' || event === 'Stop'

function eventOverhead(occasions: readonly Occasion[]): EventOverhead {
  const whole = occasions.filter(isWhole)
  const counted = whole.length > 0 ? whole : occasions
  return {
    ...timesOf(counted.map(({ runs }) => Math.max(...runs.map(({ ms }) => ms)))),
    whole: whole.length,
    since: Math.min(...counted.map(({ at }) => at)),
  }
}

export function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((one, other) => one - other)
  return {
    times: sorted.length,
    typical: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    slowest: sorted.at(-1) ?? 0,
  }
}
