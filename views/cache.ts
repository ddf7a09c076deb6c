import { html } from 'hono/html'
import type { CacheModel, CacheQuery, CacheShow, SizedFolder, Tally } from '../server/plugins/cache/model.ts'
import { cacheBars } from './cache-bars.ts'
import { cacheRow } from './cache-row.ts'
import { amount, SHOW_WORDS, SHOWS } from './cache-words.ts'
import { type Content, type Html, visible } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST_SHOWN = 150

/** Every folder of the cache: how large it is, why it is there, and whether it may go. */
export const cachePage = (model: CacheModel, alert?: string): Html =>
  page({
    title: 'Cache',
    place: 'cache',
    topics: ['inventory', 'history', 'claude'],
    shell: model.shell,
    alert,
    content: model.whole.folders === 0 ? empty : full(model),
  })

const empty = html`
  <div class="head"><h1>The cache is empty</h1></div>
  <div class="empty"><p><b>Claude Code has put nothing into its plugin cache.</b></p><p>It copies a plugin there when one is installed; what lies there and why is then shown here.</p></div>`

const full = (model: CacheModel) => html`
  <div class="head"><h1>${headline(model)}</h1></div>
  ${model.doubt !== null && html`<p class="note">${visible(model.doubt)} Only temporary clones may go until that is put right.</p>`}
  ${clearings(model)}
  ${cacheBars(model)}
  <div class="tools" ${IN_PLACE}>
    ${searchForm(model.query)}
    <nav class="filters" aria-label="Show">${SHOWS.map((show) => filter(show, model))}</nav>
  </div>
  ${model.rows.length === 0 ? nothingFound(model) : lists(model)}`

function headline({ whole, goes }: CacheModel): Content {
  const all = `${amount(whole)} in the cache`
  return goes.folders === 0 ? `${all}, none may go now` : `${all}, ${count(goes.folders, 'folder')} may go`
}

function clearings({ goes, orphans, temp }: CacheModel): Content {
  if (goes.folders === 0) return null
  const parts = [
    ['orphans', 'Only orphaned versions', orphans],
    ['temp', 'Only temporary clones', temp],
  ] as const
  return html`
  <div class="clearings">
    <a class="button primary" href="${urls.clearing('all')}">Review and clear ${amount(goes)}…</a>
    ${parts.map(([what, words, tally]) => isWorthIt(tally, goes) && html`<a class="button" href="${urls.clearing(what)}">${words}: ${amount(tally)}…</a>`)}
    <p>Nothing goes before you have seen the list, and all of it goes to the trash first. What is installed or in use stays.</p>
  </div>`
}

/** A button for a part, where it is not the whole. */
const isWorthIt = (part: Tally, whole: Tally) => part.folders > 0 && part.folders < whole.folders

const searchForm = ({ q, show }: CacheQuery) => html`
  <form id="search" role="search" action="${urls.cache()}" hx-get="${urls.cache()}" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <input id="q" name="q" type="search" value="${q}" placeholder="Search folders and reasons" aria-label="Search folders and reasons" autocomplete="off" spellcheck="false"><kbd>/</kbd>
    ${show !== 'all' && html`<input type="hidden" name="show" value="${show}">`}
  </form>`

const filter = (show: CacheShow, { query, shows }: CacheModel): Content =>
  (shows[show] > 0 || show === query.show || show === 'all') &&
  html`<a href="${urls.cache({ ...query, show })}"${show === query.show ? CURRENT : ''}>${SHOW_WORDS[show]} <b>${shows[show]}</b></a>`

const CURRENT = html` aria-current="true"`

const nothingFound = ({ query, whole }: CacheModel) => html`
  <div class="empty">
    <p><b>${query.q === '' ? `Nothing here is “${SHOW_WORDS[query.show]}”.` : html`Nothing matches “${visible(query.q)}”.`}</b></p>
    <p><a href="${urls.cache()}">Show all ${count(whole.folders, 'folder')}</a></p>
  </div>`

function lists(model: CacheModel): Content {
  const going = model.rows.filter(({ verdict }) => verdict === 'may go')
  const staying = model.rows.filter(({ verdict }) => verdict === 'kept')
  return [list('goes', 'May go', going, model), list('stays', 'Stays', staying, model)]
}

function list(id: string, title: string, rows: readonly SizedFolder[], { installed }: CacheModel): Content {
  if (rows.length === 0) return null
  return html`
    <section class="cache" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title} <i>${count(rows.length, 'folder')}</i></h2>
      <table><thead><tr><th>Size</th><th>Folder</th><th>Why it is here</th><th>Do this</th></tr></thead>
      <tbody>${rows.slice(0, MOST_SHOWN).map((row) => cacheRow(row, installed))}</tbody></table>
      ${rows.length > MOST_SHOWN && html`<p class="nothing">and ${count(rows.length - MOST_SHOWN, 'smaller one', 'smaller ones')}; search finds them</p>`}
    </section>`
}
