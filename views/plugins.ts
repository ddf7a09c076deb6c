import { html } from 'hono/html'
import type { Tally } from '../server/plugins/doctor/types.ts'
import type { HomeModel, HomeQuery, PluginStatus } from '../server/plugins/types.ts'
import { firstRun } from './first-run.ts'
import { type Content, type Html, visible } from './html.ts'
import { IN_PLACE, SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { isQuietlyWatched, pluginRow } from './plugin-row.ts'
import { probeOffer } from './probe-offer.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'
import { watchAllSwitch } from './watch.ts'

/** The home: one row per plugin with what is true of it and what to do. */
export const homePage = (model: HomeModel, alert?: string): Html =>
  page({
    title: 'Plugins',
    place: 'plugins',
    topics: ['inventory', 'drift', 'history', 'claude', 'doctor'],
    shell: model.shell,
    alert,
    content: model.counts.all === 0 ? firstRun(model.shell) : list(model),
  })

const list = (model: HomeModel) => html`
  ${probeOffer(model.offer)}
  <div class="head"><h1>${headline(model)}</h1>${doctorWord(model)}${syncAll(model)}${watchAllSwitch(model)}${checking(model)}
    <form class="again" method="post" action="${urls.checks}" ${SAME_ADDRESS}><button class="quiet">Check again</button></form></div>
  <div class="tools" ${IN_PLACE}>
    ${searchForm(model.query)}
    <nav class="filters" aria-label="Show">${SHOWS.map((show) => filter(show, model))}</nav>
  </div>
  ${model.rows.length === 0 ? nothingFound(model) : table(model)}`

function headline({ counts, shell }: HomeModel): Content {
  const plugins = count(counts.all, 'plugin')
  const none = shell.checking > 0 ? plugins : `No drift in ${plugins}`
  const drifted = counts.drifted === 0 ? none : `${counts.drifted} of ${plugins} drifted`
  return counts.problems === 0 ? drifted : `${drifted}, ${count(counts.problems, 'problem')}`
}

const doctorWord = ({ found }: HomeModel) => {
  const errors = sum(found, ({ error }) => error)
  return (
    errors > 0 &&
    html`<a class="mark problem" href="${urls.doctor({ show: 'errors' })}">${count(errors, 'error')} found</a>`
  )
}

const sum = (found: HomeModel['found'], amount: (tally: Tally) => number) =>
  [...(found?.values() ?? [])].reduce((total, tally) => total + amount(tally), 0)

const syncAll = ({ together }: HomeModel) =>
  together > 1 && html`<a class="button primary" href="${urls.syncAll}">Sync all ${together}…</a>`

const checking = ({ shell, counts }: HomeModel) =>
  shell.checking > 0 &&
  html`<p class="checking"><progress max="${counts.all}" value="${counts.all - shell.checking}"></progress> Comparing ${count(shell.checking, 'plugin')}…</p>`

const searchForm = ({ q, show, sort }: HomeQuery) => html`
  <form id="search" role="search" action="/" hx-get="/" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <input id="q" name="q" type="search" value="${q}" placeholder="Search plugins" aria-label="Search plugins" autocomplete="off" spellcheck="false"><kbd>/</kbd>
    ${show !== 'all' && html`<input type="hidden" name="show" value="${show}">`}${sort !== 'status' && html`<input type="hidden" name="sort" value="${sort}">`}</form>`

const SHOWS = ['all', 'drifted', 'problems', 'disabled'] as const
const WORDS = { all: 'All', drifted: 'Drifted', problems: 'Problems', disabled: 'Disabled' }

const filter = (show: HomeQuery['show'], { query, counts }: HomeModel) =>
  html`<a href="${urls.home({ ...query, show })}"${show === query.show ? CURRENT : ''}>${WORDS[show]} <b>${counts[show]}</b></a>`

const CURRENT = html` aria-current="true"`

const nothingFound = ({ query, counts }: HomeModel) => html`
  <div class="empty">
    <p><b>${query.q === '' ? `No plugin is ${query.show === 'problems' ? 'a problem' : query.show}.` : html`Nothing matches “${visible(query.q)}”${query.show !== 'all' && html` among the ${query.show}`}.`}</b></p>
    <p><a href="${urls.home({ sort: query.sort })}">Show all ${count(counts.all, 'plugin')}</a></p>
  </div>`

/** Closing tags that HTML does not need are left out: 200 rows have to stay below 50 KB. */
const table = ({ rows, plans, query, found }: HomeModel) => html`
  <form method="post" action="/" ${SAME_ADDRESS}><input type="hidden" name="back" value="home">
  <table class="plugins"${marksOf(rows, found)}><thead><tr>${COLUMNS.map(([word, sort]) => heading(word, sort, query))}
${runsOf(rows).map((run) => html`<tbody class="${classOf(run[0])}">${run.map((status) => pluginRow(status, plans.get(status.plugin.id)))}`)}</table></form>`

/** What the doctor found, row by row: app.js draws it. As markup it would not fit, should every row have something. */
function marksOf(rows: readonly PluginStatus[], found: HomeModel['found']): Content {
  const marks = rows
    .map(({ plugin }) => markOf(found?.get(plugin.id)))
    .join()
    .replace(/,+$/, '')
  return marks !== '' && html` data-found="${marks}"`
}

const markOf = (tally: Tally | undefined) => {
  if (!tally) return ''
  return tally.error > 0 ? `e${tally.error}` : tally.warning > 0 ? `w${tally.warning}` : ''
}

/** Neighbours of the same status share its colour and shape. */
function runsOf(rows: readonly PluginStatus[]): PluginStatus[][] {
  const runs: PluginStatus[][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (last && classOf(last[0]) === classOf(row)) last.push(row)
    else runs.push([row])
  }
  return runs
}

const classOf = (row: PluginStatus | undefined) => row && (isQuietlyWatched(row) ? `${row.status} watched` : row.status)

const COLUMNS: readonly (readonly [string, HomeQuery['sort'] | null])[] = [
  ['Status', 'status'],
  ['Plugin', 'name'],
  ['Loaded from', null],
  ['Version', null],
  ['Scope', null],
  ['Edited', 'edited'],
  ['Synced', null],
  ['Do this', null],
  ['On save', null],
]

function heading(word: string, sort: HomeQuery['sort'] | null, query: HomeQuery): Content {
  if (sort === null) return html`<th>${word}`
  return html`<th${sort === query.sort ? SORTED : ''}><a href="${urls.home({ ...query, sort })}">${word}</a>`
}

const SORTED = html` aria-sort="other"`
