import { html } from 'hono/html'
import type { Plugin } from '../server/claude/types.ts'
import type { Dependencies, PluginModel } from '../server/plugins/types.ts'
import { actionList } from './actions.ts'
import { cacheReasons } from './cache-reasons.ts'
import { editTimes } from './edit-times.ts'
import { findingList } from './findings.ts'
import { type Content, mark, path, timeOf, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, size } from './text.ts'
import * as urls from './urls.ts'

/** Below the files: the copies in the cache, the records and settings, where the source is, what happened. */
export const pluginDetails = (model: PluginModel): Content => html`
  <div class="details">
    ${findings(model)}
    ${section('cached', 'Cached versions', cachedVersions(model))}
    ${model.dependencies !== null && section('dependencies', 'Dependencies', dependencies(model.status.plugin.id, model.dependencies))}
    ${section('source', 'Source', sourceForm(model.status.plugin))}
    ${section('records', 'Installed', records(model.status.plugin))}
    ${section('enabled', 'Enabled', enablements(model.status.plugin))}
    ${section('components', 'Components', components(model))}
    ${model.edits && section('edits', 'Edit to live', editTimes(model.edits))}
    ${section('history', 'History', [actionList(model.actions, false), model.actions.length > 0 && html`<p><a href="${urls.history({ plugin: model.status.plugin.id })}">All of its history</a></p>`])}
  </div>`

/** Those of the file that is open stand there. */
function findings({ findings = [], chosen, status }: PluginModel): Content {
  const others = findings.filter(({ below }) => chosen === null || below !== chosen.row.path)
  if (others.length === 0) return null
  const title = others.length < findings.length ? 'Also found' : 'Found'
  return section('findings', title, [
    findingList(others, MOST_FINDINGS),
    html`<p><a href="${urls.doctor({ plugin: status.plugin.id })}">All of this plugin</a></p>`,
  ])
}

const MOST_FINDINGS = 20

const section = (id: string, title: string, content: Content) =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`

function cachedVersions({ cached, status }: PluginModel): Content {
  if (cached.length === 0) return html`<p class="nothing">None is in the cache.</p>`
  return html`<ul class="lines">${cached.map(
    ({ version, bytes }) => html`
    <li><code class="key">${visible(version.version)}</code><span>${version.path === status.plugin.loaded.path && html`<b>loaded</b>, `}${cacheReasons(version.reasons)}</span>
    <span class="amount">${bytes === null ? '…' : size(bytes)}</span></li>`,
  )}</ul>`
}

const dependencies = (id: string, { state, sentence }: Dependencies): Content =>
  state === 'stale'
    ? html`
  <form method="post" action="${urls.dependencies(id)}" ${SAME_ADDRESS}>
    <p>${mark('problem', 'Out of date')} ${visible(sentence)} A sync keeps <code>node_modules</code>; this installs them again, as Claude Code does it.</p>
    <button>Run npm ci --ignore-scripts</button>
  </form>`
    : html`<p class="nothing">${visible(sentence)}</p>`

const sourceForm = ({ id, source, loaded }: Plugin): Content => html`
  ${source !== null && html`<p>${path(source.path)} ${visible(source.why)}</p>`}
  ${source?.by === 'link' && html`<button type="button" hx-delete="${urls.link(id)}" hx-target="#main" hx-select="#main" hx-swap="outerMorph">Unlink</button>`}
  ${
    source?.by !== 'link' &&
    loaded.how !== 'in-place' &&
    loaded.how !== 'skills-dir' &&
    html`
    <form class="link" method="post" action="${urls.link(id)}" ${SAME_ADDRESS}>
      <label for="directory">Where do you edit this plugin?</label>
      <span><input id="directory" name="directory" type="text" required placeholder="/path/to/your/checkout" autocomplete="off" spellcheck="false"><button>Link</button></span>
    </form>`
  }
  <p><a class="button" href="${urls.modes(id)}">Ways to develop it…</a> In place, by a link, sync on save: what each means here, and how to switch.</p>`

function records({ id, records, installedAt }: Plugin): Content {
  if (records.length === 0)
    return html`<p class="nothing">${installedAt === null ? 'No record: it lies in the skills folder or a project.' : 'No record.'}</p>`
  return html`<ul class="lines">${records.map(
    (record) => html`
    <li><code class="key">${visible(record.version)}</code><span>${record.scope} scope${record.projectPath !== null && html` of ${path(record.projectPath, 40)}`}${record.gitCommitSha !== null && html`, commit <code title="${record.gitCommitSha}">${visible(record.gitCommitSha.slice(0, 10))}</code>`}<br>${path(record.installPath)}</span>
    <span class="amount">${timeOf(record.lastUpdated ?? record.installedAt)}</span></li>`,
  )}</ul>
  <p><a class="button" href="${urls.reinstall(id)}">Reinstall…</a> It copies what the marketplace has now, at the same version too; its data stays. What it will do is shown first.</p>`
}

function enablements({ enablements, enabledBy, enabled }: Plugin): Content {
  if (enablements.length === 0)
    return html`<p class="nothing">No settings file says anything: it is ${enabled ? 'on' : 'off'}.</p>`
  return html`<ul class="lines">${enablements.map(
    (layer) => html`
    <li${layer.file === enabledBy?.file && layer.layer === enabledBy.layer ? WINNER : ''}><span class="key">${layer.layer}</span><span>${path(layer.file)}</span>
    <span class="amount">${layer.value ? 'on' : 'off'}${layer.file === enabledBy?.file && layer.layer === enabledBy.layer && html` <b>decides</b>`}</span></li>`,
  )}</ul>`
}

const WINNER = html` class="winner"`

function components({ files, status, query }: PluginModel): Content {
  if (files.length === 0) return html`<p class="nothing">Not read yet.</p>`
  const groups = Map.groupBy(files, ({ component }) => component)
  return html`<ul class="lines">${[...groups].map(([component, members]) => {
    const differing = members.filter(({ state }) => state !== 'same').length
    return html`<li><a class="key" href="${urls.plugin(status.plugin.id, { ...query, component, state: 'all' })}">${component}</a><span>${differing > 0 && html`<b>${differing} ${differing === 1 ? 'differs' : 'differ'}</b>`}</span><span class="amount">${count(members.length, 'file')}</span></li>`
  })}</ul>`
}
