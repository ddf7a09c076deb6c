import { html } from 'hono/html'
import type { ShownLog } from '../server/plugins/doctor/hook-traces.ts'
import { type Content, idOf, path, time, visible } from './html.ts'
import { count, duration, size, spelled } from './text.ts'

const MOST_SESSIONS = 5
const MOST_RUNS = 8

/** What sessions that ran with --debug wrote down about a hook. */
export const hookLog = (logs: readonly ShownLog[]): Content => html`
  <section class="group" id="log"><h2>In debug logs${logs.length > 0 && html` <i>${logs.length}</i>`}</h2>
  ${
    logs.length === 0
      ? html`<p class="calm">No debug log tells of it. <code>claude --debug</code> writes one: which hooks were registered, which ran and for how long, which were skipped.</p>`
      : logs.slice(0, MOST_SESSIONS).map(inSession)
  }</section>`

const inSession = (log: ShownLog) => html`
  <article class="logged" id="${idOf('log-', log.session)}">
    <h3>Session <code title="${spelled(log.session)}">${visible(log.session.slice(0, 8))}</code>${log.pid !== null && html` · process ${log.pid}`}${log.folder !== null && [' in ', path(log.folder, 36)]} <i>${time(log.at)}</i></h3>
    <ul class="told">
      ${log.registered !== null && html`<li>${log.registered ? 'Its plugin’s hooks were read and registered.' : 'Its plugin’s hooks were read and not registered: the plugin is disabled.'}</li>`}
      ${log.posts > 0 && html`<li>Asked ${count(log.posts, 'time')}; for how long is not written.</li>`}
      ${log.problems.map((message) => html`<li class="wrong">${visible(message)}</li>`)}
      ${log.skipped.map(({ why, times }) => html`<li class="wrong">Skipped ${count(times, 'time')}: ${visible(why)}.</li>`)}
      ${log.passed.map(({ subject, times, why }) => html`<li>${subject === null ? 'Its event' : html`<code>${visible(subject)}</code>`} came ${count(times, 'time')} without it: ${PASSED[why]}.</li>`)}
    </ul>
    ${log.runs.length > 0 && runs(log)}
    ${log.passedOver > 0 && html`<p class="fine">${size(log.passedOver)} in the middle of this log were not read.</p>`}
  </article>`

const PASSED: Record<ShownLog['passed'][number]['why'], string> = {
  'did not match': 'its matcher does not match that',
  'matches, but was not there': 'its matcher matches now, so the session did not have it then',
  'cannot be told': 'whether its matcher matches takes too long to tell',
}

const runs = ({ runs }: ShownLog) => html`
  <table class="runs"><thead><tr><th scope="col">When</th><th scope="col">For</th><th scope="col">Ended</th><th scope="col">Took</th></tr></thead>
  <tbody>${runs
    .slice(-MOST_RUNS)
    .reverse()
    .map(
      ({ at, subject, outcome, status, ms }) =>
        html`<tr><td>${time(at)}</td><td>${subject === null ? '–' : html`<code>${visible(subject)}</code>`}</td><td>${outcome === 'finished' ? `exit ${status}` : outcome}</td><td>${ms === null ? '–' : duration(ms)}</td></tr>`,
    )}</tbody></table>
  ${runs.length > MOST_RUNS && html`<p class="fine">and ${count(runs.length - MOST_RUNS, 'earlier run')}</p>`}`
