import { html } from 'hono/html'
import type { Choice } from '../server/plugins/resolve.ts'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { type Content, visible } from './html.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** What can be done about a file that was edited in the loaded copy; of a conflict neither way is the first. */
export function resolution(id: string, { path, edited }: FileRow, choices: readonly Choice[]): Content {
  if (choices.length === 0) return null
  const words = edited === 'both' ? CONFLICT : EDITED
  return html`
    <div class="resolution ${edited === 'both' ? 'both' : 'one'}" id="resolution">
      <p>${edited === 'both' ? html`<b>Edited on both sides since the last sync.</b> Choose whose file is kept.` : html`<b>Edited in the loaded copy itself.</b> The next sync would replace it.`} What is replaced or removed goes to the <a href="${urls.trash()}">trash</a>; Undo takes it back.</p>
      ${choices.map((choice) => form(id, path, choice, words[choice.keep], edited !== 'both' && choice.keep === 'cache'))}
    </div>`
}

const form = (
  id: string,
  path: string,
  { keep, plan, removes }: Choice,
  [word, what, gone]: Words,
  primary: boolean,
) => html`
  <form method="post" action="${urls.resolution(id)}">
    <input type="hidden" name="file" value="${path}"><input type="hidden" name="keep" value="${keep}"><input type="hidden" name="plan" value="${plan}">
    <button${primary ? PRIMARY : ''}>${word}</button> <span>${removes ? gone : what}</span>
  </form>`

const PRIMARY = html` class="primary"`

type Words = readonly [button: string, what: string, whenRemoved: string]

const EDITED: Record<Choice['keep'], Words> = {
  cache: ['Bring back to source', 'The source gets this file.', 'The source loses this file too.'],
  source: ['Discard', 'The loaded copy gets the source’s file.', 'The file goes: the source has none.'],
}

const CONFLICT: Record<Choice['keep'], Words> = {
  source: ['Keep the source’s', 'The loaded copy gets it.', 'It is gone there, so it goes from the loaded copy.'],
  cache: ['Keep the loaded copy’s', 'The source gets it.', 'It is gone there, so it goes from the source.'],
}

/** At the head of the page: how many files wait for a person, and the first of them. */
export function conflicts({ files, status, query }: PluginModel): Content {
  const both = files.filter(({ edited }) => edited === 'both')
  const [first] = both
  if (first === undefined) return null
  return html`<p class="note" id="conflicts"><b>${count(both.length, 'conflict')}:</b> ${both.length === 1 ? 'a file was' : 'files were'} edited in the source and in the loaded copy. No sync decides that for you: <a href="${urls.plugin(status.plugin.id, { ...query, file: first.path, state: 'changed', component: 'all' })}"><code>${visible(first.path)}</code></a>${both.length > 1 && ` and ${count(both.length - 1, 'more', 'more')}`}.</p>`
}
