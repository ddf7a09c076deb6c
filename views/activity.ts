import { html } from 'hono/html'
import type { Activity, Shell, WatchState } from '../server/plugins/types.ts'
import { type Content, type Html, join, time, visible } from './html.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** What Hotplug itself is doing this moment, on every page; it looks again by itself. */
export const activityLine = ({ activities, watched }: Pick<Shell, 'activities' | 'watched'>): Html => html`
  <section id="activity" aria-label="Activity" hx-get="${urls.activities}" hx-trigger="activity from:#live" hx-swap="outerMorph">${
    activities.length > 0 ? activities.map(running) : watched.size > 0 && idle(watched)
  }</section>`

const running = ({ id, title, progress, step, cancellable, since }: Activity) => html`
  <div class="running" id="activity-${id}">
    <p role="status">${visible(title)}${step !== null && html` <i>${visible(step)}</i>`}</p>
    ${progress === null ? html`<progress aria-label="Progress"></progress>` : html`<progress max="${Math.max(1, progress.total)}" value="${progress.done}" aria-label="Progress"></progress> <span class="amount">${progress.done} of ${progress.total}</span>`}
    <span class="when">${time(since)}</span>
    ${cancellable && html`<button type="button" class="quiet" hx-delete="${urls.activity(id)}" hx-target="#activity" hx-swap="outerMorph">Cancel</button>`}
  </div>`

/** What asks for a person comes first. */
const ORDER: readonly WatchState[] = ['failed', 'conflict', 'waiting', 'syncing', 'up to date']

function idle(watched: Shell['watched']): Content {
  const total = [...watched.values()].reduce((sum, amount) => sum + amount, 0)
  const states = ORDER.filter((state) => watched.has(state))
  const words =
    states.length === 1
      ? [total > 1 && 'all ', state(states[0] as WatchState)]
      : join(
          states.map((one) => html`${watched.get(one)} ${state(one)}`),
          ', ',
        )
  return html`<p class="idle"><b>Sync on save</b> ${count(total, 'plugin')}: ${words}</p>`
}

const state = (name: WatchState) => html`<span class="watch-state ${name.replaceAll(' ', '-')}">${name}</span>`
