import { html } from 'hono/html'
import type { Tried } from '../server/plugins/doctor/bench/types.ts'
import { type Content, visible } from './html.ts'
import { duration, spelled } from './text.ts'

const WIDTH = 480
const HEIGHT = 130
const LEFT = 52
const RIGHT = 10
const TOP = 10
const BOTTOM = 22
/** The scale goes at least so far: a difference of a millisecond is not to look like one (milliseconds). */
const LEAST = 20

/** One bar a run, with the earlier version's beside them; nothing where there was only one. */
export function timesPlot(now: Tried, before: Tried | null, limit: number): Content {
  if (now.times.length < 2) return null
  const all = [...now.times, ...(before?.times ?? [])]
  const most = niceAbove(Math.max(...all, LEAST))
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM)
  const slot = (WIDTH - LEFT - RIGHT) / now.times.length
  const width = (slot * 0.8) / (before ? 2 : 1)
  const bars = ({ times }: Tried, style: 'p50' | 'p95', shift: number) =>
    times.map(
      (value, index) =>
        html`<rect class="${style}" x="${(LEFT + index * slot + slot * 0.1 + shift).toFixed(1)}" y="${y(value).toFixed(1)}" width="${width.toFixed(1)}" height="${Math.max(1, HEIGHT - BOTTOM - y(value)).toFixed(1)}"></rect>`,
    )
  const words = `${now.times.length} runs: ${summary(now.times)}${before ? `; ${before.version}: ${summary(before.times)}` : ''}. At most ${duration(limit)}.`
  return html`
    <section class="plot" aria-labelledby="times-title">
      <h4 id="times-title">${now.times.length} runs <i>${before ? html`<span class="swatch p50"></span>now ${summary(now.times)} <span class="swatch p95"></span>${visible(before.version)} ${summary(before.times)}` : summary(now.times)}</i></h4>
      <svg class="bars" viewbox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${spelled(words)}</title>
      ${[0, 0.5, 1].map((part) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(most * part).toFixed(1)}" y2="${y(most * part).toFixed(1)}"></line><text x="${LEFT - 6}" y="${(y(most * part) + 4).toFixed(1)}" text-anchor="end">${duration(most * part)}</text>`)}
      ${bars(now, 'p50', 0)}${before && bars(before, 'p95', width)}
      <text x="${LEFT}" y="${HEIGHT - 6}">first</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 6}" text-anchor="end">last</text></svg>
    </section>`
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  return `median ${duration(at(0.5))}, fastest ${duration(at(0))}, slowest ${duration(at(1))}`
}

/** 1, 2, 5, 10, 20, 50 …, the next one above. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power
}
