import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { fileList } from './file-list.ts'
import { filePane } from './file-pane.ts'
import { fileTree } from './file-tree.ts'
import type { Content, Html } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { pluginDetails } from './plugin-details.ts'
import { pluginHead } from './plugin-head.ts'
import * as urls from './urls.ts'

/** One plugin: what is true of it, its files beside what differs in one of them, and everything known below. */
export const pluginPage = (model: PluginModel, alert?: string): Html => {
  const { id } = model.status.plugin
  return page({
    title: model.status.plugin.id,
    place: 'plugins',
    topics: ['inventory', 'drift', 'history', 'claude', 'doctor'],
    shell: model.shell,
    alert,
    content: html`
      ${pluginHead(model)}
      <div class="work" ${IN_PLACE}>
        <aside aria-label="Files">
          ${filters(model)}
          ${sortOf(model) === 'edited' ? fileList(id, model.files, model.query) : fileTree(id, model.files, model.query)}
        </aside>
        ${filePane(model.status.plugin.id, model)}
      </div>
      <div ${IN_PLACE}>${pluginDetails(model)}</div>`,
  })
}

function filters(model: PluginModel): Content {
  const { status, files, query } = model
  const id = status.plugin.id
  const shown = STATES.filter((state) => state === 'all' || state === query.state || amount(files, state) > 0)
  return html`
    <nav class="filters" aria-label="State">${shown.map((state) => html`<a href="${urls.plugin(id, { ...query, state })}"${state === query.state ? CURRENT : ''}>${WORDS[state]} <b>${amount(files, state)}</b></a>`)}</nav>
    ${componentForm(id, files, query)}
    <nav class="filters" aria-label="Order">${SORTS.map((sort) => html`<a href="${urls.plugin(id, { ...query, sort })}"${sort === sortOf(model) ? CURRENT : ''}>${ORDERS[sort]}</a>`)}</nav>`
}

/** Where Claude Code reads the folder itself nothing differs, and what was edited last is what one wants to see. */
const sortOf = ({ query, status }: PluginModel) =>
  query.sort ??
  (status.plugin.loaded.how === 'in-place' || status.plugin.loaded.how === 'skills-dir' ? 'edited' : 'path')

const SORTS = ['path', 'edited'] as const
const ORDERS = { path: 'By folder', edited: 'Latest edit first' }

const STATES = ['changed', 'modified', 'added', 'removed', 'all'] as const
const WORDS = { changed: 'Changed', modified: 'Modified', added: 'Added', removed: 'Removed', same: 'Same', all: 'All' }
const CURRENT = html` aria-current="true"`

const amount = (files: readonly FileRow[], state: PluginModel['query']['state']) =>
  state === 'all'
    ? files.length
    : files.filter((file) => (state === 'changed' ? file.state !== 'same' : file.state === state)).length

const componentForm = (
  id: string,
  files: readonly FileRow[],
  { component, file, view, state, sort }: PluginModel['query'],
) => {
  const present = [...new Set(files.map((row) => row.component))].sort()
  if (present.length < 2) return null
  return html`
    <form class="pick" action="${urls.plugin(id)}" hx-get="${urls.plugin(id)}" hx-trigger="change, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-push-url="true">
      ${hidden('file', file)}${view !== 'auto' && hidden('view', view)}${state !== 'changed' && hidden('state', state)}${hidden('sort', sort)}
      <select id="component" name="component" aria-label="Component">
        <option value="all">Every component</option>
        ${present.map((name) => html`<option value="${name}"${name === component ? SELECTED : ''}>${name}</option>`)}
      </select>
      <noscript><button>Show</button></noscript>
    </form>`
}

const hidden = (name: string, value: string | null) =>
  value !== null && html`<input type="hidden" name="${name}" value="${value}">`

const SELECTED = html` selected`
