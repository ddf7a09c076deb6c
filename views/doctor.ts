import { html } from 'hono/html'
import type { DoctorModel, DoctorQuery } from '../server/plugins/doctor/model.ts'
import type { ShownFinding, Tally } from '../server/plugins/doctor/types.ts'
import { doctorTabs } from './doctor-tabs.ts'
import { findingList, inWords } from './findings.ts'
import { type Content, type Html, idOf, join, time, visible, withCode } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** More than these are left to the filters. */
const MOST = 200

/** Everything that is wrong, the gravest first, by the plugin it belongs to. */
export const doctorPage = (model: DoctorModel, alert?: string): Html =>
  page({
    title: 'Doctor',
    place: 'doctor',
    topics: ['doctor', 'inventory', 'claude'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1>${headline(model)}</h1>${model.looking !== null && examining(model.looking)}</div>
      <div class="tools" ${IN_PLACE}>${doctorTabs('findings')}</div>
      <div class="tools" ${IN_PLACE}>
        ${searchForm(model.query)}
        <nav class="filters" aria-label="Show">${SHOWS.map((show) => filter(show, model))}</nav>
      </div>
      <div class="doctor">
        ${model.findings.length === 0 ? nothing(model) : groups(model)}
        ${model.query.show === 'muted' && model.gone.length > 0 && gone(model)}
        ${examined(model)}
      </div>`,
  })

function headline({ tally, query, looking }: DoctorModel): Content {
  const where = query.plugin === null ? null : html` in ${visible(query.plugin)}`
  const found = inWords(tally)
  if (found !== '') return html`${found}${where}`
  return html`${looking === null ? 'Nothing is wrong' : 'Nothing wrong so far'}${where}`
}

const examining = ({ done, total }: { done: number; total: number }) =>
  html`<p class="checking"><progress max="${total}" value="${done}"></progress> Examining ${count(total, 'place')}…</p>`

const searchForm = ({ q, show, plugin }: DoctorQuery) => html`
  <form id="search" role="search" action="/doctor" hx-get="/doctor" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <input id="q" name="q" type="search" value="${q}" placeholder="Search findings" aria-label="Search findings" autocomplete="off" spellcheck="false"><kbd>/</kbd>
    ${show !== 'all' && html`<input type="hidden" name="show" value="${show}">`}${plugin !== null && html`<input type="hidden" name="plugin" value="${plugin}">`}</form>`

const SHOWS = ['all', 'errors', 'warnings', 'notes', 'muted'] as const
const WORDS = { all: 'All', errors: 'Errors', warnings: 'Warnings', notes: 'Notes', muted: 'Muted' }

const filter = (show: DoctorQuery['show'], { query, tally }: DoctorModel) =>
  html`<a href="${urls.doctor({ ...query, show })}"${show === query.show ? CURRENT : ''}>${WORDS[show]} <b>${AMOUNTS[show](tally)}</b></a>`

const AMOUNTS: Record<DoctorQuery['show'], (tally: Tally) => number> = {
  all: ({ error, warning, note }) => error + warning + note,
  errors: ({ error }) => error,
  warnings: ({ warning }) => warning,
  notes: ({ note }) => note,
  muted: ({ muted }) => muted,
}

const CURRENT = html` aria-current="true"`

function groups({ findings, query }: DoctorModel): Content {
  const byPlugin = Map.groupBy(findings.slice(0, MOST), ({ plugin }) => plugin)
  return [
    [...byPlugin].map(([plugin, members]) => group(plugin, members, query)),
    findings.length > MOST &&
      html`<p class="nothing">${MOST} of ${count(findings.length, 'finding')} are shown: search, or choose a plugin.</p>`,
  ]
}

function group(plugin: string | null, findings: readonly ShownFinding[], query: DoctorQuery): Content {
  const id = idOf('of', plugin ?? '')
  return html`
    <section aria-labelledby="${id}">
      <h2 id="${id}">${plugin === null ? 'Outside of plugins' : html`<a href="${urls.plugin(plugin)}">${visible(plugin)}</a>`} <i>${findings.length}</i>${plugin !== null && query.plugin === null && html` <a class="only" href="${urls.doctor({ ...query, plugin })}">only these</a>`}</h2>
      ${findingList(findings, MOST)}
    </section>`
}

function nothing({ query, tally, looking }: DoctorModel): Content {
  const isFiltered = query.q !== '' || query.show !== 'all' || query.plugin !== null
  if (!isFiltered)
    return html`<div class="empty"><p><b>${looking === null ? 'Nothing was found.' : 'Nothing was found so far.'}</b></p>
      <p>${tally.muted > 0 ? html`${count(tally.muted, 'finding')} ${tally.muted === 1 ? 'is' : 'are'} <a href="${urls.doctor({ show: 'muted' })}">muted</a>.` : 'What is wrong with a hook, a skill, a manifest or a server appears here by itself, while you type.'}</p></div>`
  return html`<div class="empty"><p><b>Nothing is found that is like that.</b></p><p><a href="${urls.doctor()}">Show everything</a></p></div>`
}

/** A mute outlives what it was about: it counts again when that comes back. */
const gone = ({ gone }: DoctorModel) => html`
    <section aria-labelledby="gone"><h2 id="gone">Muted, and not found any more <i>${gone.length}</i></h2>
      <ul class="lines">${gone.map(
        ({ finding, plugin, message, reason, at }) => html`
        <li id="gone-${finding}"><span class="key">${visible(plugin ?? '')}</span><span>${withCode(message)} <i>Muted ${time(at)} ago: ${visible(reason)}</i></span>
        <button type="button" class="quiet" hx-delete="${urls.mute(finding)}" hx-target="#main" hx-select="#main" hx-swap="outerMorph show:none">Forget</button></li>`,
      )}</ul>
    </section>`

const examined = ({ examined: { plugins, hooks, definitions, checks } }: DoctorModel) => html`
    <p class="examined">Examined: ${join(
      [
        count(plugins, 'plugin'),
        html`your own files and this project’s: <a href="${urls.hooks()}">${count(hooks, 'hook')}</a>`,
        html`<a href="${urls.definitions()}">${count(definitions, 'skill, command, agent or style', 'skills, commands, agents and styles')}</a>`,
      ],
      ', ',
    )}. <a href="${urls.doctorChecks}">${count(checks, 'check')}</a>, each with its evidence.</p>`
