import { html } from 'hono/html'
import type { ProbeRun } from '../server/plugins/probe/model.ts'
import { type Content, time, visible, withCode } from './html.ts'
import { count, duration } from './text.ts'

const MOST_FAILURES = 12

/** How the latest run goes, or went. */
export const probeRun = (run: ProbeRun): Content => html`
  <section class="outcome ${OUTCOMES[run.state]}" id="probe-run" role="status" data-stamp="${run.state}">
    <p><b>${TITLES[run.state]}</b> ${about(run)}</p>
    <p>${sentence(run)}</p>
    ${run.failed.length > 0 && html`<details id="probe-failed"><summary>${count(run.failed.length, 'kind')} could not be measured</summary><ul class="lines">${run.failed.slice(0, MOST_FAILURES).map(({ kind, why }) => html`<li><code class="key">${visible(kind)}</code><span>${visible(why)}</span></li>`)}</ul></details>`}
  </section>`

const about = ({ version, driver, quick, began }: ProbeRun) =>
  html`Claude Code ${visible(version)}, ${driver === 'tui' ? 'interactive' : 'headless'}, ${quick ? 'quick' : 'whole'} <span class="when">${time(began)}</span>`

function sentence({ state, results, asked, error, elsewhere, began, ended }: ProbeRun): Content {
  const amount = asked === null ? count(results, 'result') : `${results} of ${count(asked, 'result')}`
  if (state === 'running')
    return html`${amount} so far. ${elsewhere === null ? 'It goes on while you look at other pages.' : `Another Hotplug runs it (process ${elsewhere}); cancel it there.`}`
  if (state === 'done')
    return `${count(asked ?? results, 'result')}${ended === null ? '' : ` in ${duration(ended - began)}`}.`
  const goesOn =
    results > 0
      ? `${amount} came of it and ${results === 1 ? 'is' : 'are'} kept: the next run goes on from there.`
      : 'Nothing was measured.'
  return [error !== null && [withCode(error), ' '], goesOn]
}

const TITLES: Readonly<Record<ProbeRun['state'], string>> = {
  running: 'Probing…',
  done: 'Probed.',
  incomplete: 'Probed, but not all of it.',
  cancelled: 'Cancelled.',
  failed: 'It could not go on.',
  interrupted: 'Interrupted: its process ended.',
}

const OUTCOMES: Readonly<Record<ProbeRun['state'], string>> = {
  running: 'underway',
  done: 'done',
  incomplete: 'halfway',
  cancelled: 'halfway',
  failed: 'failed',
  interrupted: 'halfway',
}
