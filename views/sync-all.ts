import { html } from 'hono/html'
import type { SyncAllModel, SyncedManyModel } from '../server/plugins/sync-all-model.ts'
import type { Plan } from '../server/trees/plan.ts'
import { actionOutcome, whatIsLeft } from './action-words.ts'
import { actionList } from './actions.ts'
import { type Content, chip, type Html, idOf, join, visible, withCode } from './html.ts'
import { page } from './layout.ts'
import { plansTally, tally } from './plan-words.ts'
import { count, size } from './text.ts'
import * as urls from './urls.ts'

/** So many of a plugin's removed files are named here; its own page has all of them. */
const MOST_NAMED = 4

/** What syncing everything will do, plugin by plugin, before it does it. */
export const syncAllPage = ({ shell, ready, aside, fingerprint }: SyncAllModel, alert?: string): Html =>
  page({
    title: 'Sync all',
    place: 'plugins',
    topics: ['inventory', 'drift'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.home()}">Plugins</a> ${ready.length === 0 ? 'Nothing to sync together' : verb(ready)}</h1></div>
      ${ready.length === 0 ? html`<p class="calm">${shell.checking > 0 ? 'Still comparing…' : 'No plugin drifts that could be synced without a decision of yours.'}</p>` : confirm(ready, fingerprint)}
      ${aside.length > 0 && section('aside', 'Left for you to decide', aside.map(asideRow))}
      ${ready.length > 0 && section('ready', 'Synced together', ready.map(row))}`,
  })

const verb = (ready: SyncAllModel['ready']) => `Sync ${count(ready.length, 'plugin')}`

function confirm(ready: SyncAllModel['ready'], fingerprint: string): Content {
  const after = [...new Set(ready.flatMap((one) => one.after))]
  return html`
    <dl class="facts"><div><dt>Changes</dt><dd>${plansTally(ready.map(({ plan }) => plan))}</dd></div></dl>
    <form class="confirm" method="post" action="${urls.syncs}">
      <input type="hidden" name="plans" value="${fingerprint}">
      <button class="primary" data-primary>${verb(ready)}</button> <a class="button quiet" href="${urls.home()}">Cancel</a>
      <p>What is replaced or removed goes to the trash first, and each plugin can be taken back by itself.${
        after.length > 0 &&
        html` Afterwards sessions that use them need ${join(
          after.map((step) => (step.startsWith('/') ? chip(step) : html`<b>${visible(step)}</b>`)),
          ' or ',
        )}: each line says which.`
      }</p>
    </form>`
}

const section = (id: string, title: string, rows: readonly Content[]) => html`
  <section class="group" id="group-${id}"><h2>${title} <i>${rows.length}</i></h2><ul class="lines">${rows}</ul></section>`

const row = ({ id, plan, after }: SyncAllModel['ready'][number]) => html`
  <li id="${idOf('s', id)}" data-row><a class="key" href="${urls.sync(id)}">${visible(id)}</a>
  <span>${tally(plan)}${removedNames(plan)}${after.length > 0 && html`, then ${visible(after.join(' + '))}`}${plan.warnings.map(({ message }) => html`<br><i>${visible(message)}</i>`)}${leftOut(plan)}</span>
  <span class="amount">${size(plan.bytes)}</span></li>`

function removedNames({ operations, counts }: Plan): Content {
  if (counts.removed === 0) return null
  const names = operations.filter((operation) => operation.do === 'remove').slice(0, MOST_NAMED)
  const more = counts.removed - names.length
  return html` (${join(
    names.map(({ path }) => html`<code>${visible(path)}</code>`),
    ', ',
  )}${more > 0 && ` and ${more} more`})`
}

const leftOut = ({ skipped }: Plan) =>
  skipped.length > 0 && html`<br><i>${count(skipped.length, 'file')} left as it is: its own list says why.</i>`

const asideRow = ({ id, files, why, sentence }: SyncAllModel['aside'][number]) => html`
  <li id="${idOf('a', id)}" data-row><a class="key" href="${urls.plugin(id)}">${visible(id)}</a>
  <span>${withCode(sentence)}</span>
  ${why === 'edited' ? html`<a class="button" href="${urls.plugin(id)}">Review ${count(files, 'file')}…</a>` : html`<a class="button" href="${urls.plugin(id)}">Open…</a>`}</li>`

/** What a sync of several plugins did, each with its own undo. */
export const syncedPage = ({ shell, action, actions, left }: SyncedManyModel): Html =>
  page({
    title: 'Synced together',
    place: 'history',
    topics: ['history'],
    shell,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.history()}">History</a> ${visible(action.summary)}</h1></div>
      <p class="calm">${actionOutcome(action)} ${whatIsLeft(action)}</p>
      ${left.length > 0 && section('left', 'Not synced', left.map(leftRow))}
      <section class="group" id="group-done"><h2>Done <i>${actions.length}</i></h2>${actionList(actions)}</section>`,
  })

const leftRow = ({ id, message }: SyncedManyModel['left'][number]) => html`
  <li><a class="key" href="${urls.plugin(id)}">${visible(id)}</a><span>${withCode(message)}</span></li>`
