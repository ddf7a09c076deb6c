import { html } from 'hono/html'
import type { Figures } from '../server/loading/figures.ts'
import { type Content, visible } from './html.ts'
import { clock, count, spelled } from './text.ts'

/** Small, drawn here: a title, labels on both axes, and the same in words. */

const WIDTH = 480
const HEIGHT = 170
const LEFT = 46
const BOTTOM = 26
const TOP = 10
const RIGHT = 10

export function latencyPlot({ latency, p50, p95, measured }: Figures): Content {
  const words = `Of the newest ${count(measured, 'detection')}: p50 ${ms(p50)}, p95 ${ms(p95)}`
  return html`
    <section class="plot" aria-labelledby="latency-title">
      <h2 id="latency-title">Detection latency <i><span class="swatch p50"></span>p50 ${ms(p50)} <span class="swatch p95"></span>p95 ${ms(p95)}</i></h2>
      ${latency.length < 2 ? html`<p class="nothing">${measured === 0 ? 'No detection was measured in the last 30 days.' : `${words}.`}</p>` : curve(latency, words)}
    </section>`
}

function curve(points: Figures['latency'], words: string): Content {
  const most = niceAbove(Math.max(...points.map(({ p95 }) => p95)))
  const x = (index: number) => LEFT + (index / (points.length - 1)) * (WIDTH - LEFT - RIGHT)
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM)
  const line = (key: 'p50' | 'p95') =>
    points.map((point, index) => `${x(index).toFixed(1)},${y(point[key]).toFixed(1)}`).join(' ')
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]
  return html`<svg class="curve" viewbox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${words}. From ${clock(first)} to ${clock(last)}.</title>
    ${[0, 0.5, 1].map((part) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(most * part).toFixed(1)}" y2="${y(most * part).toFixed(1)}"></line><text x="${LEFT - 6}" y="${(y(most * part) + 4).toFixed(1)}" text-anchor="end">${Math.round(most * part)} ms</text>`)}
    <polyline class="p95" points="${line('p95')}"></polyline><polyline class="p50" points="${line('p50')}"></polyline>
    <text x="${LEFT}" y="${HEIGHT - 6}">${clock(first).slice(0, 16)}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 6}" text-anchor="end">${clock(last).slice(0, 16)}</text></svg>`
}

const ROW = 20
const LABEL = 110

export function groupsPlot({ groups }: Figures): Content {
  const shown = groups.filter(({ loaded, suggested }) => loaded + suggested > 0).slice(0, 13)
  const most = Math.max(1, ...shown.map(({ loaded, suggested }) => loaded + suggested))
  const width = (amount: number) => (amount === 0 ? 0 : Math.max(2, (amount / most) * (WIDTH - LABEL - 90)))
  const words = shown
    .map(({ group, loaded, suggested }) => `${group}: ${loaded} loaded, ${suggested} suggested`)
    .join('; ')
  return html`
    <section class="plot" aria-labelledby="groups-title">
      <h2 id="groups-title">By group, last 30 days <i><span class="swatch p50"></span>loaded <span class="swatch p95"></span>suggested</i></h2>
      ${
        shown.length === 0
          ? html`<p class="nothing">Nothing was loaded or suggested in the last 30 days.</p>`
          : html`<svg class="bars" viewbox="0 0 ${WIDTH} ${shown.length * ROW}" role="img"><title>${spelled(words)}</title>${shown.map(
              ({ group, loaded, suggested }, index) =>
                html`<text x="${LABEL - 8}" y="${index * ROW + 14}" text-anchor="end">${visible(group)}</text><rect class="p50" x="${LABEL}" y="${index * ROW + 5}" width="${width(loaded).toFixed(1)}" height="10"></rect><rect class="p95" x="${(LABEL + width(loaded)).toFixed(1)}" y="${index * ROW + 5}" width="${width(suggested).toFixed(1)}" height="10"></rect><text x="${(LABEL + width(loaded) + width(suggested) + 6).toFixed(1)}" y="${index * ROW + 14}">${loaded} + ${suggested}</text>`,
            )}</svg>`
      }
    </section>`
}

const ms = (value: number | null) =>
  value === null ? '–' : value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`

/** 1, 2, 5, 10, 20, 50 …, the next one above. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 0.1)))
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power
}
