import { html } from 'hono/html'
import type { Action } from '../server/plugins/types.ts'
import { actionOutcome, actionSentence, canUndo, whatIsKept, whatIsLeft } from './action-words.ts'
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
    <p>${actionSentence(action, named)} ${undoing(action) ?? actionOutcome(action)} ${isLeft(action) && whatIsLeft(action)} ${whatIsKept(action)}</p>
    ${action.error !== null && html`<p class="error">${visible(action.error)}</p>`}
    ${action.files.length > 0 && files(action)}
    ${canUndo(action) && html`<form method="post" action="${urls.undo(action.id)}" ${SAME_ADDRESS}><button>Undo</button></form>`}
  </li>`

/** That no session has it loaded is news for a moment only. */
const isLeft = ({ sessions }: Action) => sessions === null || sessions.length > 0

const undoing = ({ undoneBy }: Action): Content =>
  undoneBy === null ? null : html`<i>It was undone by <a href="#action-${undoneBy}">a later action</a>.</i>`

const isFolder = (file: Action['files'][number] | undefined) => file?.what === 'cleared' || file?.what === 'put back'

const files = ({ id, files, bytes, durationMs }: Action) => html`
  <details id="files-${id}"><summary>${count(files.length, isFolder(files[0]) ? 'folder' : 'file')}${bytes > 0 && html`, ${size(bytes)}`}${durationMs !== null && html`, in ${duration(durationMs)}`}</summary>
  <ul>${files.slice(0, MOST_FILES).map(({ path, what }) => html`<li><span>${what}</span> <code>${visible(path)}</code></li>`)}</ul>
  ${files.length > MOST_FILES && html`<p>and ${count(files.length - MOST_FILES, 'more file', 'more files')}</p>`}</details>`
