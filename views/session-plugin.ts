import { html } from 'hono/html'
import type { Holding, StaleFile } from '../server/plugins/sessions/types.ts'
import type { Step } from '../server/plugins/types.ts'
import { type Content, chip, idOf, join, mark, path, time, visible } from './html.ts'
import { STANDINGS } from './session-words.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST_FILES = 30
/** Of what is as it should be; the page of one session shows more. */
const MOST_SHOWN = 12
const MOST_PLUGINS = 1000

/** One plugin in one session: what is true of it, what to do, and the files that it has otherwise. */
export function heldPlugin(holding: Holding): Content {
  const { session, plugin, state, sentence, unless, folder, files, steps } = holding
  const standing = STANDINGS[state]
  return html`
      <li id="${idOf('held', `${session.pid} ${plugin}`)}" data-stamp="${`${state}${files.length}`}" class="held">
        <p class="what">${mark(standing.mark, files.length > 0 ? `${standing.word} ${files.length}` : standing.word)}
          ${pluginName(plugin)} <span>${visible(sentence)}</span></p>
        ${steps.length > 0 && html`<p class="do">${stepsOf(steps)}${unless !== null && html` <i>${visible(unless)}</i>`}</p>`}
        ${files.length > 0 && fileList(holding)}
        ${folder !== null && html`<p class="from">from ${path(folder, 72)}</p>`}
      </li>`
}

/** Those that have what is on the disk, out of the way. */
export const current = (holdings: readonly Holding[], isOpen: boolean): Content =>
  holdings.length > 0 &&
  html`
    <details class="current"${isOpen ? OPEN : ''}><summary>${mark('live', count(holdings.length, 'plugin'))} as on the disk now</summary>
      <ul>${holdings.slice(0, isOpen ? MOST_PLUGINS : MOST_SHOWN).map(({ plugin, folder }) => html`<li>${pluginName(plugin)} ${folder !== null && html`<i>from</i> ${path(folder, 56)}`}</li>`)}</ul>
      ${!isOpen && holdings.length > MOST_SHOWN && html`<p class="nothing">and ${holdings.length - MOST_SHOWN} more: <a href="${urls.session(holdings[0]?.session.pid ?? 0)}">all of this session</a></p>`}
    </details>`

const OPEN = html` open`

/** What --plugin-dir gave has no page of its own. */
const pluginName = (id: string): Content =>
  id.endsWith('@inline') ? html`<code>${visible(id)}</code>` : html`<a href="${urls.plugin(id)}">${visible(id)}</a>`

const fileList = ({ session, folder, files }: Holding) => html`
        <table class="stale-files"><thead><tr><th>Changed</th><th>File</th><th>Component</th><th>It takes</th></tr></thead>
          <tbody>${files.slice(0, MOST_FILES).map((file) => fileRow(file, folder, session.pid))}</tbody></table>
        ${files.length > MOST_FILES && html`<p class="nothing">and ${count(files.length - MOST_FILES, 'more file', 'more files')}</p>`}`

const fileRow = ({ path, component, change, changedAt, by, steps }: StaleFile, folder: string | null, pid: number) =>
  html`<tr><td>${WORDS[change]} ${time(changedAt)}${by === 'time' && BY_TIME}</td><td>${folder === null ? html`<code>${visible(path)}</code>` : html`<a href="${urls.why(`${folder}/${path}`, pid)}"><code>${visible(path)}</code></a>`}</td><td>${component}</td><td>${stepsOf(steps)}</td></tr>`

const WORDS: Record<StaleFile['change'], string> = { added: 'added', edited: 'edited', removed: 'removed' }

const BY_TIME = html` <abbr title="It changed after the session had read it; what it held before was not seen, so it may have been set back since.">by its time</abbr>`

const stepsOf = (steps: readonly Step[]): Content =>
  join(
    steps.map((step) => (step.command === null ? visible(step.text) : chip(step.command))),
    ' then ',
  )
