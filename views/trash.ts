import { html } from 'hono/html'
import type { TrashLine, TrashModel } from '../server/plugins/trash/model.ts'
import type { Kept } from '../server/trees/trash-summary.ts'
import { actionSentence } from './action-words.ts'
import { type Content, type Html, path, time, visible } from './html.ts'
import { IN_PLACE, SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { count, size } from './text.ts'
import { limitsForm } from './trash-limits.ts'
import * as urls from './urls.ts'

/** What was replaced or removed, by action, newest first. */
export const trashPage = (model: TrashModel, alert?: string): Html =>
  page({
    title: 'Trash',
    place: 'trash',
    topics: ['history', 'inventory'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head">
        <h1>${model.actions === 0 ? 'The trash is empty' : html`${count(model.actions, 'action')}, ${size(model.bytes)} in the trash`}</h1>
        ${model.actions > 0 && html`<a class="button" href="${urls.emptying()}">Empty the trash…</a>`}
      </div>
      ${model.problem !== null && html`<p class="note">${visible(model.problem)}</p>`}
      ${fill(model)}
      ${
        model.actions === 0
          ? html`<div class="empty"><p><b>Nothing has been replaced or removed.</b></p><p>Whatever a sync, a clearing, an undo or “Discard” replaces or removes lies here first, and can be put back from here.</p></div>`
          : html`<ol class="trash">${model.lines.map(trashLine)}</ol>`
      }
      ${model.pages > 1 && pages(model)}
      ${model.strangers.length > 0 && strangers(model)}
      ${limitsForm(model.limits)}`,
  })

/** One action with its first files. */
function trashLine(line: TrashLine): Content {
  const { token, at, bytes, summary, problem, kept } = line
  return html`
  <li id="trash-${token}">
    <span class="when">${time(at)}</span>
    <p>${trashTitle(line)}${problem !== null && html` <i>${visible(problem)}</i>`}</p>
    <span class="amount">${bytes > 0 || problem === null ? size(bytes) : ''}</span>
    <div class="do">
      ${problem === null && html`<form method="post" action="${urls.restoration(token)}" ${SAME_ADDRESS}><input type="hidden" name="plan" value="${summary?.fingerprint ?? ''}"><button>${summary?.files === 1 ? 'Restore' : 'Restore all'}</button></form>`}
      ${problem !== null && line.state !== 'running' && line.state !== 'unfinished' && html`<a class="button quiet" href="${urls.emptying([token])}">Remove…</a>`}
    </div>
    ${
      problem === null &&
      kept.length > 0 &&
      summary !== null &&
      html`
    <details id="kept-${token}"><summary>${things(summary)}${summary.into !== '' && [' in ', path(summary.into, 64)]}</summary>
      ${keptList(line)}
      <p><a href="${urls.trashOf(token)}">${summary.files > kept.length ? `All ${count(summary.files, 'file')}` : 'Show it by itself'}</a></p>
    </details>`
    }
  </li>`
}

/** What was done, as the history says it; or when, where no history knows. */
export function trashTitle({ action, plugin }: TrashLine): Content {
  if (action !== null) return actionSentence(action)
  return [
    'An action that no history knows',
    plugin !== null && html` on <a href="${urls.plugin(plugin)}">${visible(plugin)}</a>`,
    '.',
  ]
}

/** Each thing with its own button: one form for all of them. */
export const keptList = ({ token, summary, kept }: TrashLine): Content => html`
  <form method="post" action="${urls.restoration(token)}" ${SAME_ADDRESS}><input type="hidden" name="plan" value="${summary?.fingerprint ?? ''}">
  <ul class="kept">${kept.map((one) => html`<li><i>${WHAT[one.what]}</i><code>${visible(one.path)}</code><span class="amount">${amount(one)}</span><button class="quiet" name="file" value="${one.path}">Restore</button></li>`)}</ul></form>`

const WHAT = { replaced: 'replaced', removed: 'removed', mode: 'permissions' }

function amount({ kind, what, bytes, files }: Kept): Content {
  if (what === 'mode') return null
  if (kind === 'link') return 'a link'
  return kind === 'folder' ? `${count(files, 'file')}, ${size(bytes)}` : size(bytes)
}

const things = ({ direction, files }: NonNullable<TrashLine['summary']>) =>
  count(files, direction === 'clear' ? 'folder' : 'file')

function fill({ bytes, limits, actions }: TrashModel): Content {
  if (actions === 0) return null
  const part = Math.min(100, Math.round((bytes / limits.bytes) * 100))
  return html`<p class="fill"><progress id="fill" max="100" value="${part}" aria-label="How full the trash is"></progress> ${size(bytes)} of ${size(limits.bytes)} <i>Kept for ${count(limits.days, 'day')}; the oldest go first when it is full. The newest action always stays.</i></p>`
}

const pages = ({ page: now, pages: all }: TrashModel) => html`
  <nav class="filters" aria-label="Older and newer" ${IN_PLACE}>
    ${now > 1 && html`<a href="${urls.trash({ page: now - 1 })}">Newer</a>`}
    <span>Page ${now} of ${all}</span>
    ${now < all && html`<a href="${urls.trash({ page: now + 1 })}">Older</a>`}
  </nav>`

const MOST_STRANGERS = 50

const strangers = ({ strangers }: TrashModel) => html`
  <section class="group" id="strangers"><h2>Also in the folder of the trash <i>${strangers.length}</i></h2>
  <ul class="lines">${strangers.slice(0, MOST_STRANGERS).map(({ name, message }) => html`<li><code class="key">${visible(name)}</code><span>${visible(message)}</span></li>`)}</ul>
  ${strangers.length > MOST_STRANGERS && html`<p class="nothing">and ${count(strangers.length - MOST_STRANGERS, 'more', 'more')}</p>`}</section>`
