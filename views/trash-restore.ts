import { html } from 'hono/html'
import type { RestoreModel } from '../server/plugins/trash/reviews.ts'
import { type Content, type Html, path, time, visible } from './html.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import { trashTitle } from './trash.ts'
import * as urls from './urls.ts'

const MOST_SHOWN = 300

/** What restoring will do, before it does it: above all what it replaces although it is newer. */
export const restorePage = (model: RestoreModel, alert?: string): Html =>
  page({
    title: 'Restore',
    place: 'trash',
    topics: ['history', 'inventory', 'drift'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.trash()}">Trash</a> ${model.plan === null ? 'Nothing to restore' : `Restore ${count(model.plan.paths.length, 'file')}`}</h1></div>
      <p class="calm">From before: ${trashTitle(model.line)}</p>
      ${model.problem !== null && html`<p class="note">${visible(model.problem)}</p>`}
      ${model.plan === null ? model.problem === null && nothing(model) : confirm(model, model.plan)}
      ${model.newer.length > 0 && newer(model.newer)}
      ${model.lost.length > 0 && lost(model.lost)}
      ${model.plan !== null && list(model.plan.paths, model.newer)}`,
  })

const nothing = ({ already }: RestoreModel) =>
  html`<p class="calm">${already > 0 ? 'Everything is as it was before already.' : 'This action replaced and removed nothing.'} <a href="${urls.trash()}">Back to the trash</a></p>`

const confirm = ({ name, files, newer }: RestoreModel, plan: NonNullable<RestoreModel['plan']>) => html`
  <form class="confirm" method="post" action="${urls.restoration(name)}">
    <input type="hidden" name="plan" value="${plan.fingerprint}"><input type="hidden" name="overwrite" value="yes">
    ${files?.map((file) => html`<input type="hidden" name="file" value="${file}">`)}
    <button class="primary" data-primary>${newer.length > 0 ? `Replace ${count(newer.length, 'newer file')}` : `Restore ${count(plan.paths.length, 'file')}`}</button> <a class="button quiet" href="${urls.trash()}">Cancel</a>
    <p>Into ${path(plan.into, 64)}. What is there now goes to the trash: Undo takes it back.</p>
  </form>`

const newer = (files: RestoreModel['newer']): Content => html`
  <section class="group" id="group-newer"><h2>Newer than what is restored <i>${files.length}</i></h2>
  <ul class="lines">${files.slice(0, MOST_SHOWN).map(({ path, at, was }) => html`<li><code class="key">${visible(path)}</code><span>was ${was} since, ${time(at)} ago: restoring replaces it; what is there now goes to the trash</span></li>`)}</ul>
  ${more(files)}</section>`

const lost = (files: RestoreModel['lost']): Content => html`
  <section class="group" id="group-lost"><h2>Cannot be restored <i>${files.length}</i></h2>
  <ul class="lines">${files.slice(0, MOST_SHOWN).map(({ path, message }) => html`<li><code class="key">${visible(path)}</code><span>${visible(message)}</span></li>`)}</ul>
  ${more(files)}</section>`

function list(paths: readonly string[], newer: RestoreModel['newer']): Content {
  const known = new Set(newer.map(({ path }) => path))
  const others = paths.filter((path) => !known.has(path))
  if (others.length === 0) return null
  return html`
    <section class="group" id="group-restored"><h2>Restored <i>${others.length}</i></h2>
    <ul class="lines">${others.slice(0, MOST_SHOWN).map((name) => html`<li><code class="key">${visible(name)}</code></li>`)}</ul>
    ${more(others)}</section>`
}

const more = (all: readonly unknown[]) =>
  all.length > MOST_SHOWN && html`<p class="nothing">and ${count(all.length - MOST_SHOWN, 'more', 'more')}</p>`
