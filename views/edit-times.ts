import { html } from 'hono/html'
import type { ComponentEdits, EditFigures, Span } from '../server/plugins/edits/types.ts'
import type { Content } from './html.ts'
import { count } from './text.ts'

/** How long edits took from being saved to being live: drawn on a scale of powers, and the same as a table. */
export function editTimes({ components }: EditFigures): Content {
  if (components.length === 0)
    return html`<p class="nothing">No edit was seen in the last 30 days. While the panel runs, it records how long each takes from being saved to being live in a session.</p>`
  const timed = components.filter(({ loaded }) => loaded !== null)
  return html`
    ${timed.length > 0 && plot(timed)}
    <table class="edit-times">
      <thead><tr><th scope="col">Kind of file</th><th scope="col">Edits</th><th scope="col">Loaded after</th><th scope="col">Live after</th><th scope="col">Not live</th></tr></thead>
      <tbody>${components.map(row)}</tbody>
    </table>
    <p class="nothing">The middle and the worst of the last 30 days. An edit counts as live once a session shows it: by a reload in its transcript, its start, a new server process; or at once, where nothing more is needed.</p>`
}

const row = ({ component, edits, loaded, live, unproven, onTheWay }: ComponentEdits) => html`
  <tr><th scope="row">${component}</th><td>${edits}</td><td>${span(loaded)}</td><td>${span(live)}</td><td>${notLive(unproven, onTheWay)}</td></tr>`

const span = (found: Span | null): Content =>
  found === null
    ? '–'
    : html`${length(found.median)}${found.worst > found.median && html` <i>worst ${length(found.worst)}</i>`}`

const notLive = (unproven: number, onTheWay: number): Content =>
  [unproven > 0 && `${unproven} without proof`, onTheWay > 0 && `${onTheWay} not loaded`].filter(Boolean).join(', ') ||
  '–'

const WIDTH = 480
const LABEL = 118
const RIGHT = 16
const ROW = 22
const AXIS = 20

function plot(components: readonly ComponentEdits[]): Content {
  const height = components.length * ROW
  return html`
    <p class="key"><span class="swatch p50"></span>saved to loaded <span class="swatch p95"></span>loaded to live <span class="worst-key"></span>worst</p>
    <svg class="bars" viewbox="0 0 ${WIDTH} ${height + AXIS}" role="img"><title>${components.map(inWords).join('; ')}</title>
      ${TICKS.map(([ms, word]) => html`<line class="grid" x1="${x(ms)}" x2="${x(ms)}" y1="0" y2="${height}"></line><text x="${x(ms)}" y="${height + 14}" text-anchor="middle">${word}</text>`)}
      ${components.map((one, index) => bar(one, index * ROW))}</svg>`
}

function bar({ component, loaded, live }: ComponentEdits, top: number): Content {
  const [start, middle] = [LABEL, loaded?.median ?? 0]
  const end = live?.median ?? middle
  const worst = live?.worst ?? loaded?.worst ?? 0
  return html`<text x="${LABEL - 8}" y="${top + 15}" text-anchor="end">${component}</text>
    <line class="reach" x1="${x(end)}" x2="${x(worst)}" y1="${top + 11}" y2="${top + 11}"></line><line class="reach" x1="${x(worst)}" x2="${x(worst)}" y1="${top + 7}" y2="${top + 15}"></line>
    <rect class="p50" x="${start}" y="${top + 6}" width="${wide(x(middle) - start)}" height="10"></rect>
    ${end > middle && html`<rect class="p95" x="${x(middle)}" y="${top + 6}" width="${wide(x(end) - x(middle))}" height="10"></rect>`}`
}

const wide = (width: number) => Math.max(2, Math.round(width * 10) / 10)

/** From a tenth of a second to a day; what takes less stands at the beginning. */
const LEAST = 100
const MOST = 86_400_000

function x(ms: number): number {
  const part = Math.log(Math.min(Math.max(ms, LEAST), MOST) / LEAST) / Math.log(MOST / LEAST)
  return Math.round((LABEL + part * (WIDTH - LABEL - RIGHT)) * 10) / 10
}

const TICKS = [
  [1_000, '1 s'],
  [10_000, '10 s'],
  [60_000, '1 min'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [86_400_000, '1 d'],
] as const

const inWords = ({ component, edits, loaded, live }: ComponentEdits) =>
  `${component}, ${count(edits, 'edit')}: ${loaded === null ? 'not loaded' : `loaded after ${length(loaded.median)}`}, ${live === null ? 'no proof that it is live' : `live after ${length(live.median)}, at worst ${length(live.worst)}`}`

/** '0 s', '0.4 s', '12 s', '3 min', '2 h', '4 d'. */
export function length(ms: number): string {
  if (ms < 50) return '0 s'
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  const { unit, word } = UNITS.find(({ from }) => ms >= from) ?? { unit: 1000, word: 's' }
  return `${Math.round(ms / unit)} ${word}`
}

/** Two of the larger unit are the least that is told in it. */
const UNITS = [
  { from: 2 * 86_400_000, unit: 86_400_000, word: 'd' },
  { from: 2 * 3_600_000, unit: 3_600_000, word: 'h' },
  { from: 2 * 60_000, unit: 60_000, word: 'min' },
]
