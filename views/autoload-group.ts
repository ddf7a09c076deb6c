import { html } from 'hono/html'
import type { AutoloadModel, GroupLine } from '../server/loading/autoload-model.ts'
import type { GroupPlugin } from '../server/loading/groups.ts'
import { groupSignals } from './autoload-signals.ts'
import { type Content, idOf, mark, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { outcomeMark } from './outcomes.ts'
import { spelled } from './text.ts'
import * as urls from './urls.ts'

/** One group: what it does, its plugins, and what can be done about it. */
export const groupItem = (group: GroupLine, { on }: Pick<AutoloadModel, 'on'>): Content => html`
  <li id="group-${spelled(group.name)}" data-row data-stamp="${group.state}${group.last?.at ?? ''}">
    <header><h2>${visible(group.title)}</h2> <code>${visible(group.name)}</code><p>${group.failure === null ? visible(saysOf(group)) : html`<span class="error">${visible(group.failure)}</span>`}</p></header>
    <div class="plugins-of">
      ${group.plugins.length === 0 ? html`<p class="nothing">It has no plugin.</p>` : html`<ul>${group.plugins.map((plugin) => pluginLine(plugin, group.state))}</ul>`}
      ${group.instead && backToOwn(group.name)}
      ${group.candidates.length > 0 && candidates(group)}
      ${group.last !== null && html`<p class="last">${outcomeMark(group.last.outcome)} <i>${time(group.last.at)}</i> ${visible(group.last.why)} <a href="${urls.loads({ group: group.name })}">All</a></p>`}
    </div>
    <div class="do">${stateSwitch(group)} ${loadButton(group)}</div>
    ${groupSignals(group, on)}
  </li>`

/** The plugins stand beside it, so that none of them exists need not be said twice. */
const saysOf = ({ says, plugins, state }: GroupLine) =>
  state !== 'off' && plugins.length > 0 && plugins.every(({ exists, installed }) => !exists && !installed)
    ? 'Installs nothing.'
    : says

function pluginLine(
  { id, exists, installed, enabled, approved, refused }: GroupPlugin,
  group: GroupLine['state'],
): Content {
  const marketplace = id.slice(id.lastIndexOf('@') + 1)
  const state = installed
    ? enabled
      ? mark('live', 'Installed, enabled')
      : mark('needs-action', 'Installed, disabled')
    : exists
      ? mark('not-loaded', `Not installed, in ${marketplace}`)
      : mark(group === 'auto' ? 'problem' : 'not-loaded', 'In no marketplace of yours')
  return html`<li id="${idOf('gp', id)}">${installed ? html`<a href="${urls.plugin(id)}"><code>${visible(id)}</code></a>` : html`<code>${visible(id)}</code>`} ${state}${approved && html` <span class="approved">approved</span>`}${refused !== null && refusedHere(id, refused)}</li>`
}

const refusedHere = (id: string, why: string) => html`
  <form class="refused" method="post" action="${urls.refusals}" ${SAME_ADDRESS}><i>Not by itself in this project: ${visible(why)}.</i> <input type="hidden" name="plugin" value="${id}"><button class="quiet" name="allow" value="yes">Allow again</button></form>`

const backToOwn = (name: string) => html`
  <form class="refused" method="post" action="${urls.groupState(name)}" ${SAME_ADDRESS}><i>You set this instead of its own.</i> <button class="quiet" name="state" value="own">Back to its own</button></form>`

const candidates = ({ name, candidates }: GroupLine) => html`
  <div class="candidates"><p>Plugins of your marketplaces that may be meant:</p><ul>${candidates.map(
    ({ id, why }) =>
      html`<li><code>${visible(id)}</code> <i>${visible(why)}</i> <a href="${urls.approval(name, id)}">Use it…</a></li>`,
  )}</ul></div>`

const stateSwitch = ({ name, title, state }: GroupLine) => html`
  <form class="states" role="group" aria-label="What ${spelled(title)} does" method="post" action="${urls.groupState(name)}" ${SAME_ADDRESS}>
    <button name="state" value="off" aria-pressed="${pressed(state === 'off')}">Off</button><button name="state" value="suggest" aria-pressed="${pressed(state === 'suggest')}">Suggest</button><a class="button" href="${urls.approval(name)}"${state === 'auto' ? CURRENT : ''}>Auto${state !== 'auto' && '…'}</a>
  </form>`

const CURRENT = html` aria-current="true"`
const pressed = (is: boolean) => (is ? 'true' : 'false')

function loadButton({ name, title, loading, loadable }: GroupLine): Content {
  if (loading)
    return html`<button type="button" class="load" id="load-${spelled(name)}" disabled aria-busy="true">Loading…</button>`
  if (!loadable) return null
  return html`<form method="post" action="${urls.groupLoad(name)}" ${SAME_ADDRESS}><button class="load" id="load-${spelled(name)}" aria-label="Load ${spelled(title)} now">Load now</button></form>`
}
