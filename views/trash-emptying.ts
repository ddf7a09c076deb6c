import { html } from 'hono/html'
import type { TrashLine } from '../server/plugins/trash/model.ts'
import type { EmptyingModel } from '../server/plugins/trash/reviews.ts'
import { type Content, type Html, time, visible } from './html.ts'
import { page } from './layout.ts'
import { count, size } from './text.ts'
import { trashTitle } from './trash.ts'
import * as urls from './urls.ts'

/** What would be removed for good, before it is. */
export const emptyingPage = (model: EmptyingModel, alert?: string): Html => {
  const { shell, actions, bytes, lines, stays, limits } = model
  return page({
    title: 'Empty the trash',
    place: 'trash',
    topics: ['history'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.trash()}">Trash</a> ${actions === 0 ? 'Nothing to remove' : `Remove ${count(actions, 'action')}, ${size(bytes)}`}</h1></div>
      ${limits !== null && actions > 0 && html`<p class="calm">This is more than ${count(limits.days, 'day')} or ${size(limits.bytes)} keep. The newest action stays.</p>`}
      ${actions > 0 && confirm(model)}
      ${stays > 0 && html`<p class="note">${count(stays, 'action has', 'actions have')} not come to an end yet; what ${stays === 1 ? 'it' : 'they'} replaced stays.</p>`}
      <section class="group" aria-label="What would go"><ul class="lines">${lines.map(line)}</ul>
      ${actions > lines.length && html`<p class="nothing">and ${count(actions - lines.length, 'older action')}</p>`}</section>`,
  })
}

const confirm = ({ fingerprint, actions, bytes, names, limits }: EmptyingModel) => html`
  <form class="confirm" method="post" action="${limits === null ? urls.emptying() : urls.trashLimits}">
    <input type="hidden" name="plan" value="${fingerprint}">
    ${limits !== null && html`<input type="hidden" name="days" value="${limits.days}"><input type="hidden" name="size" value="${limits.bytes}">`}
    ${names?.map((name) => html`<input type="hidden" name="action" value="${name}">`)}
    <button class="primary" data-primary>${limits === null ? 'Remove' : 'Save, and remove'} ${count(actions, 'action')}, ${size(bytes)}</button> <a class="button quiet" href="${urls.trash()}">Cancel</a>
    <p><b>This cannot be undone.</b> What these actions replaced or removed is gone for good, and they can no longer be undone.</p>
  </form>`

const line = (one: TrashLine): Content => html`
  <li><span class="key">${time(one.at)}</span><span>${trashTitle(one)}${one.problem !== null && one.state !== 'kept' && html` <i>${visible(one.problem)}</i>`}</span><span class="amount">${size(one.bytes)}</span></li>`
