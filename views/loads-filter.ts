import { html } from 'hono/html'
import type { LoadsModel } from '../server/loading/history-model.ts'
import { type Content, visible } from './html.ts'
import { OUTCOMES } from './outcomes.ts'
import { age, cut, tilde } from './text.ts'
import * as urls from './urls.ts'

/** Filters that look again as soon as one is chosen. */
export const loadsFilter = ({ query, choices, here }: LoadsModel): Content => html`
  <form class="loads-filter" role="search" method="get" action="/history/loads" hx-get="/history/loads" hx-trigger="change, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph show:none" hx-push-url="true">
    ${select('span', 'When', query.span === 'all' ? null : query.span, SPANS)}
    ${select('outcome', 'Outcome', query.outcome, [...Object.entries(OUTCOMES).map(([value, [, word]]) => [value, word] as const), ['nothing', 'Nothing was asked for']])}
    ${select(
      'group',
      'Group',
      query.group,
      including(choices.groups, query.group).map((name) => [name, name]),
    )}
    ${select(
      'plugin',
      'Plugin',
      query.plugin,
      including(choices.plugins, query.plugin).map((name) => [name, name]),
    )}
    ${select(
      'project',
      'Project',
      query.project,
      including(choices.projects, query.project).map((name) => [
        name,
        name === here ? `${cut(tilde(name), 36)} (this)` : cut(tilde(name), 36),
      ]),
    )}
    ${select('session', 'Session', query.session, sessions(choices.sessions, query.session))}
    <noscript><button>Show</button></noscript>
    ${isFiltered(query) && html`<a href="${urls.loads()}">Show all</a>`}
  </form>`

const SPANS = [
  ['hour', 'Last hour'],
  ['day', 'Last day'],
  ['week', 'Last week'],
  ['month', 'Last 30 days'],
] as const

const select = (
  name: string,
  label: string,
  chosen: string | null,
  options: readonly (readonly [string, string])[],
) => html`
  <label>${label} <select name="${name}"><option value="">any</option>${options.map(([value, word]) => html`<option value="${value}"${value === chosen ? SELECTED : ''}>${visible(word)}</option>`)}</select></label>`

const SELECTED = html` selected`

/** What is chosen is always among the choices. */
const including = (choices: readonly string[], chosen: string | null) =>
  chosen === null || choices.includes(chosen) ? choices : [chosen, ...choices]

function sessions(all: LoadsModel['choices']['sessions'], chosen: string | null): (readonly [string, string])[] {
  const known = all.map(
    ({ id, project, started_at }) => [id, `${age(started_at)}, ${cut(tilde(project ?? ''), 24)}`] as const,
  )
  return chosen === null || known.some(([id]) => id === chosen) ? known : [[chosen, cut(chosen, 24)], ...known]
}

/** Whether anything is left out. */
export const isFiltered = (query: LoadsModel['query']) =>
  Object.entries(query).some(([name, value]) => (name === 'span' ? value !== 'all' : value !== null))
