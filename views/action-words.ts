import { html } from 'hono/html'
import type { Action } from '../server/plugins/types.ts'
import { type Content, chip, join, visible } from './html.ts'
import * as urls from './urls.ts'

export const canUndo = (action: Action) => action.undoable && action.undoneBy === null && action.state === 'done'

/** What was done, with the plugin's name as a link where the sentence does not begin with it. */
export function actionSentence({ plugin, summary }: Action): Content {
  const name = html`<a href="${urls.plugin(plugin)}">${visible(plugin)}</a>`
  return summary.startsWith(`${plugin} `)
    ? [name, visible(summary.slice(plugin.length))]
    : [name, ' ', visible(summary)]
}

/** What the sessions need now, for an edit that has reached the loaded copy but not them. */
export const whatIsLeft = ({ after, state, undoneBy }: Action): Content =>
  after.length > 0 &&
  state === 'done' &&
  undoneBy === null &&
  html`<span class="after">Now ${join(
    after.map((step) => (step.startsWith('/') ? chip(step) : visible(step))),
    ' then ',
  )}</span>`
