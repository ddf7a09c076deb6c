import type { Latency } from '../autoload-history.ts'
import type { Outcome } from '../autoload-store.ts'
import type { Panel } from '../panel.ts'

/** A point of the curve: the middle and the slow end of so many detections that follow one another. */
export type LatencyPoint = { readonly at: number; readonly p50: number; readonly p95: number; readonly amount: number }

export type Figures = {
  /** Of the newest detections, oldest first. */
  readonly latency: readonly LatencyPoint[]
  readonly p50: number | null
  readonly p95: number | null
  readonly measured: number
  /** Over the days that are kept: how often a group's plugins were loaded, suggested, and called wrong. */
  readonly groups: readonly { group: string; loaded: number; suggested: number; wrong: number }[]
  /** Decisions that followed from something that was detected, and how many of them were called wrong. */
  readonly asked: number
  readonly wrong: number
  readonly total: number
}

const DAYS = 30
const DAY = 86_400_000
const MOST_MEASURED = 2_000
const POINTS = 40

/** What asked for a group, whatever became of it; what was off or not there says nothing about the detection. */
const FIRED: ReadonlySet<Outcome> = new Set([
  'loaded',
  'suggested',
  'already there',
  'suppressed',
  'refused',
  'failed',
  'timed out',
])

export function figuresOf({ store }: Panel, now = Date.now()): Figures {
  const days = store.past.days(Math.floor(now / DAY) - DAYS + 1)
  const latencies = store.past.latencies(now - DAYS * DAY, MOST_MEASURED)
  const groups = new Map<string, Figures['groups'][number]>()
  let [asked, wrong, total] = [0, 0, 0]
  for (const { group, outcome, amount, wrong: ofThese } of days) {
    const row = groups.get(group) ?? { group, loaded: 0, suggested: 0, wrong: 0 }
    groups.set(group, row)
    if (outcome === 'loaded') row.loaded += amount
    if (outcome === 'suggested') row.suggested += amount
    row.wrong += ofThese
    total += amount
    if (FIRED.has(outcome)) asked += amount
    wrong += ofThese
  }
  const all = latencies.map(({ ms }) => ms)
  return {
    latency: pointsOf(latencies),
    ...{ p50: quantile(all, 0.5), p95: quantile(all, 0.95), measured: all.length },
    groups: [...groups.values()].sort(
      (a, b) => b.loaded - a.loaded || b.suggested - a.suggested || a.group.localeCompare(b.group),
    ),
    ...{ asked, wrong, total },
  }
}

/** Equal shares of the detections, so that a busy hour takes as much room as it has. */
export function pointsOf(latencies: readonly Latency[]): LatencyPoint[] {
  const size = Math.max(1, Math.ceil(latencies.length / POINTS))
  const points: LatencyPoint[] = []
  for (let from = 0; from < latencies.length; from += size) {
    const some = latencies.slice(from, from + size)
    const values = some.map(({ ms }) => ms)
    points.push({
      at: some.at(-1)?.at ?? 0,
      p50: quantile(values, 0.5) ?? 0,
      p95: quantile(values, 0.95) ?? 0,
      amount: some.length,
    })
  }
  return points
}

/** The smallest value that so great a part of all does not exceed. */
export function quantile(values: readonly number[], part: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? null
}
