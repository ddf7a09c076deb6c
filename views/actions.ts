import { html } from 'hono/html'
import type { Action } from '../server/plugins/types.ts'
import { actionSentence, canUndo, whatIsLeft } from './action-words.ts'
import { type Content, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, duration, size } from './text.ts'
import * as urls from './urls.ts'

const MOST_FILES = 200

/** What happened, newest first, each with its files and its undo; `named` says of which plugin. */
export function actionList(actions: readonly Action[], named = true): Content {
  if (actions.length === 0) return html`<p class="nothing">Nothing has been done yet.</p>`
  return html`<ol class="actions">${actions.map((action) => actionItem(action, named))}</ol>`
}

const actionItem = (action: Action, named: boolean) => html`
  <li id="action-${action.id}" data-stamp="${action.state}${action.undoneBy}">
    <span class="when">${time(action.at)}</span>
    <p>${named ? actionSentence(action) : visible(action.summary)} ${state(action)} ${whatIsLeft(action)}</p>
    ${action.error !== null && html`<p class="error">${visible(action.error)}</p>`}
    ${action.files.length > 0 && files(action)}
    ${canUndo(action) && html`<form method="post" action="${urls.undo(action.id)}" ${SAME_ADDRESS}><button>Undo</button></form>`}
  </li>`

function state({ state, undoneBy, durationMs, bytes }: Action): Content {
  if (undoneBy !== null) return html`<i>undone by <a href="#action-${undoneBy}">a later action</a></i>`
  if (state !== 'done') return html`<i class="${state}">${STATES[state]}</i>`
  return html`<i>${durationMs !== null && duration(durationMs)}${bytes > 0 && html`, ${size(bytes)}`}</i>`
}

const STATES = { running: 'under way…', failed: 'failed', reverted: 'taken back at the next start' }

const files = ({ id, files }: Action) => html`
  <details id="files-${id}"><summary>${count(files.length, 'file')}</summary>
  <ul>${files.slice(0, MOST_FILES).map(({ path, what }) => html`<li><span>${what}</span> <code>${visible(path)}</code></li>`)}</ul>
  ${files.length > MOST_FILES && html`<p>and ${count(files.length - MOST_FILES, 'more file', 'more files')}</p>`}</details>`
