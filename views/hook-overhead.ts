import { html } from 'hono/html'
import type { EventCost, HookCost } from '../server/plugins/doctor/hook-traces.ts'
import { type Content, time } from './html.ts'
import { count, duration } from './text.ts'

/** What all hooks of an event cost each time, in a line; nothing where nobody measured it. */
export function eventCost({ event, measured, bench }: EventCost): Content {
  if (measured !== null) {
    const most = measured.slowest > measured.typical && html`, at worst ${duration(measured.slowest)}`
    return html`<span class="cost" title="${aboutMeasured(measured)}">${about(measured.typical)} per ${occasionOf(event)}${most}${isPartial(measured) && ' (at least)'}</span>`
  }
  if (bench === null) return null
  return html`<span class="cost" title="${count(bench.hooks, 'hook')} of ${bench.of} in effect ran on the bench. They run at the same time: the slowest counts.">${about(bench.slowest)} per ${occasionOf(event)} on the bench</span>`
}

/** What a hook costs by itself, and with the others of its event. */
export function hookCost({ measured, own, event }: HookCost): Content {
  return html`
    <section class="group" id="cost"><h2>What it costs</h2>
    ${
      measured === null
        ? html`<p class="calm">No session left a record of how long it took. A session started with <code>--debug</code> records every run; without it only those that say something or fail.</p>`
        : html`<div class="cost-of-hook"><p><b>${duration(measured.typical)}</b> typically, ${duration(measured.slowest)} at worst, in ${count(measured.times, 'recorded run')}.</p>${measured.last.length > 1 && spark(measured.last)}</div>`
    }
    ${own !== null && html`<p>By its own history: <b>${duration(own.typical)}</b> typically, ${duration(own.slowest)} at worst, in ${count(own.times, 'answer')}; the start of its process is not in it.</p>`}
    ${eventLine(event)}</section>`
}

function eventLine(cost: EventCost): Content {
  const { measured, event } = cost
  if (measured === null) return cost.bench !== null && html`<p>All hooks of ${event}: ${eventCost(cost)}.</p>`
  return html`<p>All hooks of ${event} together: ${eventCost(cost)}, ${count(measured.times, 'time')}, the first ${time(measured.since)} ago. ${isPartial(measured) && html`Those that said nothing are not in it: sessions record them only with <code>--debug</code>.`}</p>`
}

const isPartial = ({ whole }: { whole: number }) => whole === 0

const aboutMeasured = (measured: NonNullable<EventCost['measured']>) =>
  `Recorded by sessions, ${count(measured.times, 'time')}. Hooks run at the same time: the slowest counts.${isPartial(measured) ? ' Hooks that said nothing are not recorded without --debug.' : ''}`

const about = (ms: number) => html`<b>${duration(ms)}</b>`

/** 'prompt', 'tool call', 'session', or the event itself. */
function occasionOf(event: string): string {
  if (event.startsWith('UserPrompt')) return 'prompt'
  if (/^(?:Pre|Post)Tool|^Permission/.test(event)) return 'tool call'
  if (event === 'Stop') return 'answer'
  return event.startsWith('Session') ? 'session' : 'time'
}

const WIDTH = 240
const HEIGHT = 48

/** Its latest runs, oldest first; the words say the same. */
function spark(last: readonly number[]): Content {
  const most = Math.max(...last, 1)
  const step = Math.min(12, WIDTH / last.length)
  const wide = Math.max(2, step - 2).toFixed(1)
  return html`<svg class="spark" viewbox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>Its latest ${last.length} recorded runs, oldest first: ${last.map(duration).join(', ')}</title>${last.map(
    (ms, index) => {
      const high = Math.max(1.5, (ms / most) * HEIGHT)
      return html`<rect class="p50" x="${(index * step).toFixed(1)}" y="${(HEIGHT - high).toFixed(1)}" width="${wide}" height="${high.toFixed(1)}"></rect>`
    },
  )}</svg>`
}
