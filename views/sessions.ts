import { html } from 'hono/html'
import type { SessionReport, SessionsModel } from '../server/plugins/sessions/report.ts'
import { type Content, type Html, idOf, join, path, time, visible } from './html.ts'
import { page } from './layout.ts'
import { current, heldPlugin } from './session-plugin.ts'
import { STANDINGS } from './session-words.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** Every running session: what it really has of its plugins, and what brings it up to date. */
export const sessionsPage = (model: SessionsModel): Html =>
  page({
    title: model.pid === null ? 'Sessions' : `Session ${model.pid}`,
    place: 'sessions',
    topics: ['inventory', 'drift', 'history', 'claude', 'sessions'],
    shell: model.shell,
    content: model.sessions.length === 0 ? empty(model) : full(model),
  })

const empty = ({ plugin }: SessionsModel) =>
  plugin === null
    ? html`
  <div class="head"><h1>No session is running</h1></div>
  <div class="empty"><p><b>Start Claude Code anywhere with this config folder and its session appears here by itself.</b></p>
    <p>For each one you then see which folder it has a plugin from, which of its files changed since it read them, and the least that brings it up to date.</p></div>`
    : html`
  <div class="head"><h1>No running session has to do with ${visible(plugin)}</h1></div>
  <div class="empty"><p>The next session starts with what is on the disk.</p><p><a href="${urls.sessions()}">Show all sessions</a></p></div>`

const full = (model: SessionsModel) => html`
  <div class="head"><h1>${headline(model)}</h1>${(model.plugin !== null || model.pid !== null) && html`<a href="${urls.sessions()}">Show all sessions and plugins</a>`}</div>
  ${model.looking !== null && html`<p class="checking"><progress max="${model.looking.total}" value="${model.looking.done}"></progress> Looking at ${count(model.looking.total, 'folder')} that they read…</p>`}
  ${model.sessions.map((report) => session(report, model))}`

function headline({ sessions, plugin, pid, looking }: SessionsModel): Content {
  const stale = sessions.filter(({ holdings }) =>
    holdings.some(({ state }) => STANDINGS[state].mark === 'needs-action'),
  )
  const what = plugin === null ? null : html` with ${visible(plugin)}`
  if (pid !== null) return `Process ${pid}`
  const all = count(sessions.length, 'session')
  return html`${stale.length === 0 ? (looking === null ? `${all}, none is stale` : all) : `${stale.length} of ${all} ${stale.length === 1 ? 'is' : 'are'} stale`}${what}`
}

function session({ session, holdings }: SessionReport, { plugin, pid, looking }: SessionsModel): Content {
  const id = idOf('session', String(session.pid))
  const told = holdings.filter(({ state }) => plugin !== null || state !== 'current')
  const rest = plugin === null ? holdings.filter(({ state }) => state === 'current') : []
  return html`
  <section class="session" id="${id}" aria-labelledby="${id}-title">
    <header>
      <h2 id="${id}-title">${place(session.cwd)}</h2>
      <p>${join(facts(session), html`<i> · </i>`)}</p>
    </header>
    ${told.length > 0 && html`<ul>${told.map((holding) => heldPlugin(holding))}</ul>`}
    ${current(rest, pid !== null)}
    ${holdings.length === 0 && looking === null && html`<p class="nothing">No plugin is installed and enabled for this folder.</p>`}
  </section>`
}

const place = (cwd: string | null): Content =>
  cwd === null ? 'In a folder that it does not tell' : html`<span title="${spelled(cwd)}">${path(cwd, 72)}</span>`

function facts({ pid, version, driver, status, startedAt }: SessionReport['session']): Content[] {
  return [
    version === null ? 'version not known yet' : html`Claude Code ${visible(version)}`,
    driver ?? 'driver not known',
    ...(status === null ? [] : [html`<b class="${status === 'busy' ? 'busy' : 'idle'}">${visible(status)}</b>`]),
    ...(startedAt === null ? [] : [html`up ${time(startedAt)}`]),
    html`<a href="${urls.session(pid)}">process ${pid}</a>`,
  ]
}
