import { html } from 'hono/html'
import type { Action } from '../server/plugins/types.ts'
import { type Content, chip, join, visible } from './html.ts'
import { whatIsLeftIn } from './in-sessions.ts'
import * as urls from './urls.ts'

export const canUndo = (action: Action) => action.undoable && action.undoneBy === null && action.state === 'done'

/** What was done, to which plugin if it is one, as a sentence; `named` is false where the page speaks of it anyway. */
export function actionSentence({ plugin, summary }: Action, named = true): Content {
  if (plugin === '') return [visible(summary), '.']
  const name = html`<a href="${urls.plugin(plugin)}">${visible(plugin)}</a>`
  if (summary.startsWith(`${plugin} `))
    return [named ? name : visible(plugin), visible(summary.slice(plugin.length)), '.']
  return [visible(summary), named && [' of ', name], '.']
}

/** Where what it replaced or removed can be looked at; or why that is gone, where an undo would else be offered. */
export function whatIsKept({ id, kind, plugin, trash, emptied, state, undoneBy }: Action): Content {
  if (kind === 'sync' && plugin === '') return html`<a href="${urls.synced(id)}">Each plugin, with its undo</a>`
  if (trash !== null) return html`<a class="in-trash" href="${urls.trashOf(trash)}">What it replaced</a>`
  if (emptied === null || state !== 'done' || undoneBy !== null) return null
  return html`<i>It cannot be undone: ${visible(emptied)}.</i>`
}

/** What became of it, as a sentence; nothing where it was done and still holds. */
export function actionOutcome({ state, undoneBy }: Action): Content {
  if (undoneBy !== null) return html`<i>It was undone since.</i>`
  return state === 'done' ? null : html`<i class="${state}">${OUTCOMES[state]}</i>`
}

const OUTCOMES = { running: 'Under way…', failed: 'It failed.', reverted: 'It was taken back.' }

/** What the sessions need now, for an edit that has reached the loaded copy but not them. */
export const whatIsLeft = (action: Action): Content =>
  action.sessions === null ? inAnySession(action) : whatIsLeftIn(action.sessions, action.after)

const inAnySession = ({ after, state, undoneBy }: Action): Content =>
  after.length > 0 &&
  state === 'done' &&
  undoneBy === null &&
  html`<span class="after">Running sessions need ${join(
    after.map((step) => (step.startsWith('/') ? chip(step) : ['a ', visible(step)])),
    ', then ',
  )}</span>`
