import { html } from 'hono/html'
import type { InstructionsReview } from '../server/loading/autoload-model.ts'
import { diffView } from './diff.ts'
import { type Content, type Html, path, withCode } from './html.ts'
import { page } from './layout.ts'
import * as urls from './urls.ts'

/** What would be written into this project's CLAUDE.md, line by line, before it is. */
export const instructionsPage = (model: InstructionsReview, alert?: string): Html =>
  page({
    title: 'CLAUDE.md',
    place: 'autoload',
    topics: ['history', 'inventory'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.autoload}">Auto-load</a> The section in CLAUDE.md</h1></div>
      ${model.refused !== null && html`<p class="note">${withCode(model.refused)}</p>`}
      ${model.result && review(model.result)}`,
  })

function review({ state, file, patch, shown }: NonNullable<InstructionsReview['result']>): Content {
  if (state === 'current' || patch === null)
    return html`<p class="calm">${path(file, 72)} has the section, and it is what would be written now.</p>`
  return html`
    <form class="confirm" method="post" action="${urls.instructions}">
      <input type="hidden" name="plan" value="${shown}">
      <button class="primary" data-primary>${state === 'present' ? 'Update the section' : 'Add the section'}</button> <a class="button quiet" href="${urls.autoload}">Cancel</a>
      <p>Only what stands between the two markers is touched. It can be undone.</p>
    </form>
    <section class="group"><h2>${path(file, 90)}</h2><div class="diff">${diffView(patch, 'unified')}</div></section>`
}
