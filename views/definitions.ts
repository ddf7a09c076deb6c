import { html } from 'hono/html'
import type { DefinitionRow, DefinitionsModel, DefinitionsQuery } from '../server/plugins/doctor/definitions-model.ts'
import { definitionCosts, tokens } from './definition-costs.ts'
import { standingMark, whyStanding } from './definition-words.ts'
import { doctorTabs } from './doctor-tabs.ts'
import { inWords } from './findings.ts'
import { type Content, type Html, join, visible } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count, cut, spelled } from './text.ts'
import * as urls from './urls.ts'

/** More than these are left to the filters. */
const MOST = 300

/** Every skill, command, agent and output style: whether it is used, what it costs, and who takes its name. */
export const definitionsPage = (model: DefinitionsModel): Html =>
  page({
    title: 'Skills',
    place: 'doctor',
    topics: ['doctor', 'inventory', 'claude'],
    shell: model.shell,
    content: html`
      <div class="head"><h1>${headline(model)}</h1>${model.looking !== null && html`<p class="checking"><progress max="${model.looking.total}" value="${model.looking.done}"></progress> Examining ${count(model.looking.total, 'place')}…</p>`}</div>
      <div class="tools" ${IN_PLACE}>${doctorTabs('definitions')}</div>
      <div class="tools" ${IN_PLACE}>
        ${searchForm(model.query)}
        <nav class="filters" aria-label="Kind">${KINDS.map((kind) => kindFilter(kind, model))}</nav>
        <nav class="filters" aria-label="Show">${SHOWS.map((show) => showFilter(show, model))}</nav>
      </div>
      ${model.measuredWith !== null && html`<p class="nothing">What is used, and why, is told as measured with Claude Code ${model.measuredWith}; in the version that is installed here it may differ.</p>`}
      ${model.rows.length === 0 ? nothing(model) : table(model)}
      ${definitionCosts(model.cost)}`,
  })

function headline({ query, rows, cost }: DefinitionsModel): Content {
  const what = query.kind === 'all' ? count(rows.length, 'definition') : count(rows.length, query.kind)
  const where =
    query.plugin === null
      ? null
      : html` of ${visible((Object.hasOwn(PLACES, query.plugin) && PLACES[query.plugin]) || query.plugin)}`
  return html`${what}${where}<i> · ${tokens(cost.all.alwaysOn)} tokens in every session, estimated</i>`
}

const PLACES: Readonly<Record<string, string>> = { user: 'your own', project: 'this project' }

const searchForm = ({ q, kind, show, sort, plugin }: DefinitionsQuery) => html`
  <form id="search" role="search" action="/skills" hx-get="/skills" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <input id="q" name="q" type="search" value="${q}" placeholder="Search names and descriptions" aria-label="Search names and descriptions" autocomplete="off" spellcheck="false"><kbd>/</kbd>
    ${kind !== 'all' && html`<input type="hidden" name="kind" value="${kind}">`}${show !== 'all' && html`<input type="hidden" name="show" value="${show}">`}${sort !== 'name' && html`<input type="hidden" name="sort" value="${sort}">`}${plugin !== null && html`<input type="hidden" name="plugin" value="${plugin}">`}</form>`

const KINDS = ['all', 'skill', 'command', 'agent', 'output style'] as const
const KIND_WORDS = {
  all: 'All',
  skill: 'Skills',
  command: 'Commands',
  agent: 'Agents',
  'output style': 'Output styles',
}
const SHOWS = ['all', 'used', 'unused'] as const
const SHOW_WORDS = { all: 'All', used: 'Used', unused: 'Not used' }

const kindFilter = (kind: DefinitionsQuery['kind'], { query, counts }: DefinitionsModel) =>
  html`<a href="${urls.definitions({ ...query, kind })}"${kind === query.kind ? CURRENT : ''}>${KIND_WORDS[kind]}${kind !== 'all' && html` <b>${counts[kind]}</b>`}</a>`

const showFilter = (show: DefinitionsQuery['show'], { query, counts }: DefinitionsModel) =>
  html`<a href="${urls.definitions({ ...query, show })}"${show === query.show ? CURRENT : ''}>${SHOW_WORDS[show]} <b>${counts[show]}</b></a>`

const CURRENT = html` aria-current="true"`

const table = ({ rows, query }: DefinitionsModel): Content => html`
  <table class="definitions">
    <thead><tr><th>Status<th${query.sort === 'name' && SORTED}><a href="${urls.definitions({ ...query, sort: 'name' })}" ${IN_PLACE}>Name</a><th>From<th>What Claude is told<th class="number"${query.sort === 'cost' && SORTED}><a href="${urls.definitions({ ...query, sort: 'cost' })}" ${IN_PLACE} title="Tokens in every session, estimated">Always</a><th class="number" title="Tokens when it is used, estimated">On use</tr></thead>
    <tbody>${rows.slice(0, MOST).map(row)}</tbody>
  </table>
  ${rows.length > MOST && html`<p class="nothing">${MOST} of ${rows.length.toLocaleString('en')} are shown: search, or choose a kind or a plugin.</p>`}`

const SORTED = html` aria-sort="other"`

function row({ definition, standing, tally }: DefinitionRow): Content {
  const { id, kind, name, aliases, place, description, cost, frontmatter } = definition
  const isTyped = kind === 'skill' || kind === 'command'
  const why = whyStanding(standing) ?? untold(definition)
  const wrong = inWords(tally)
  return html`<tr id="d${id}" data-row data-stamp="${spelled(`${standing.state} ${description.text}`)}"><td>${standingMark(standing)}${wrong !== '' && html` <a class="found" href="${urls.definition(id)}">${wrong}</a>`}<td><a href="${urls.definition(id)}">${isTyped ? '/' : ''}${visible(name)}</a> <small>${kind}${aliases.length > 0 && html`, also ${visible(cut(`/${aliases[0]}`, 40))}`}</small><td>${from(place)}<td>${why === null ? null : html`<b>${why}</b> `}<span class="told">${visible(shortened(description.text))}</span>${traits(frontmatter.fields, definition)}<td class="number">${tokens(standing.state === 'wins' || standing.state === 'undecided' ? cost.alwaysOn : 0)}<td class="number">${tokens(cost.onInvoke)}</tr>
`
}

const LONGEST_TOLD = 220

const shortened = (text: string) =>
  text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD).toWellFormed()}…` : text

/** A plugin’s skill or command that is not described is not in the list that Claude is given. */
const untold = ({ kind, description, use }: DefinitionRow['definition']): Content =>
  (kind === 'skill' || kind === 'command') && use.claude && description.text === ''
    ? 'Claude is not told of it: it has no description.'
    : null

function from(place: DefinitionRow['definition']['place']): Content {
  if (place.kind === 'plugin') return html`<a href="${urls.plugin(place.id)}">${visible(place.id)}</a>`
  return place.kind === 'user' ? 'you' : 'project'
}

/** What its frontmatter says of how it is run. */
function traits(fields: Readonly<Record<string, unknown>>, { kind, use }: DefinitionRow['definition']): Content {
  const said = [
    use.claude ? null : 'only people may use it',
    use.people ? null : 'only Claude may use it',
    fields.context === 'fork' &&
      kind !== 'agent' &&
      html`runs in ${visible(cut(typeof fields.agent === 'string' ? fields.agent : 'general-purpose', 40))}`,
    typeof fields.model === 'string' && html`model ${visible(cut(fields.model, 40))}`,
    use.tools.length > 0 && html`${kind === 'agent' ? 'has' : 'may use'} ${visible(cut(use.tools.join(', '), 80))}`,
  ].filter((one) => one !== null && one !== false)
  return said.length > 0 && html`<small>${join(said, ' · ')}</small>`
}

function nothing({ query, looking }: DefinitionsModel): Content {
  const isFiltered = query.q !== '' || query.kind !== 'all' || query.show !== 'all' || query.plugin !== null
  if (isFiltered)
    return html`<div class="empty"><p><b>Nothing is like that.</b></p><p><a href="${urls.definitions()}">Show everything</a></p></div>`
  if (looking !== null) return null
  return html`<div class="empty"><p><b>There is no skill, command, agent or output style yet.</b></p>
    <p>Put one into <code>~/.claude/skills/NAME/SKILL.md</code>, or install a plugin that has some: it appears here by itself.</p></div>`
}
