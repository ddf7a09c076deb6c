import { html } from 'hono/html'
import type { ClearingModel, SizedFolder } from '../server/plugins/cache/model.ts'
import { nameOf, sizeOf, whyHere } from './cache-row.ts'
import { amount, SHOW_WORDS, SHOWS } from './cache-words.ts'
import { type Content, type Html, path } from './html.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST_SHOWN = 200
const MOST_STAYING = 100

/** What a clearing will take away, folder by folder, before it does it. */
export const clearingPage = (model: ClearingModel, alert?: string): Html =>
  page({
    title: 'Clear the cache',
    place: 'cache',
    topics: ['inventory'],
    shell: model.shell,
    alert: alert ?? model.refusal ?? undefined,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.cache()}">Cache</a> ${model.fingerprint === null ? 'Nothing to clear' : `Clear ${amount(model.tally)}`}</h1></div>
      ${model.fingerprint === null ? nothing(model) : plan(model, model.fingerprint)}
      ${model.stays.length > 0 && staying(model)}`,
  })

const nothing = ({ refusal }: ClearingModel): Content =>
  refusal === null &&
  html`<p class="calm">Nothing of this kind may go. What is here, and why, is in the <a href="${urls.cache()}">cache</a>.</p>`

const plan = ({ root, trash, what, goes, tally }: ClearingModel, fingerprint: string) => html`
  <dl class="facts">
    <div><dt>From</dt><dd>${path(root ?? '', 72)}</dd></div>
    <div><dt>Into</dt><dd>${path(trash, 72)}</dd></div>
  </dl>
  <form class="confirm" method="post" action="${urls.clearing()}">
    <input type="hidden" name="what" value="${what}"><input type="hidden" name="plan" value="${fingerprint}">
    <button class="primary">Clear ${amount(tally)}</button> <a class="button quiet" href="${urls.cache()}">Cancel</a>
    <p>Each folder goes to the trash as a whole, and Undo puts it back. What a session takes up, or an install records, until its turn comes stays.</p>
  </form>
  ${SHOWS.map((group) =>
    section(
      SHOW_WORDS[group],
      goes.filter((folder) => folder.group === group),
    ),
  )}`

function section(title: string, folders: readonly SizedFolder[]): Content {
  if (folders.length === 0) return null
  return html`
    <section class="group"><h2>${title} <i>${count(folders.length, 'folder')}</i></h2>
    ${lines(folders, MOST_SHOWN)}</section>`
}

const staying = ({ stays, fingerprint }: ClearingModel) => html`
  <details class="group" id="staying"${fingerprint === null ? OPEN : ''}><summary>${count(stays.length, 'folder')} ${stays.length === 1 ? 'stays' : 'stay'}, each with its reason</summary>
  ${lines(stays, MOST_STAYING)}</details>`

const OPEN = html` open`

const NOBODY: ReadonlySet<string> = new Set()

const lines = (folders: readonly SizedFolder[], most: number) => html`
  <ul class="lines">${folders.slice(0, most).map((folder) => html`<li><span class="key">${nameOf(folder, NOBODY)}</span><span>${whyHere(folder)}</span><span class="amount">${sizeOf(folder)}</span></li>`)}</ul>
  ${folders.length > most && html`<p class="nothing">and ${count(folders.length - most, 'more', 'more')}</p>`}`
