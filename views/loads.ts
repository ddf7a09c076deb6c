import { html } from 'hono/html'
import type { LoadsModel } from '../server/loading/history-model.ts'
import { historyTabs } from './history-tabs.ts'
import { type Content, type Html, join } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { loadItem, silentItem } from './load-item.ts'
import { isFiltered, loadsFilter } from './loads-filter.ts'
import { groupsPlot, latencyPlot } from './plots.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** What was loaded and what was not, each with its reasons. */
export const loadsPage = (model: LoadsModel, alert?: string): Html => {
  const { shell, query, lines, silent, figures } = model
  const isEmpty = lines.length === 0 && silent.length === 0
  return page({
    title: 'What was loaded, and why',
    place: 'history',
    topics: ['history', 'claude'],
    shell,
    alert,
    content: html`
      <div class="head"><h1>${headline(model)}</h1>${historyTabs('loads')}</div>
      ${figures.total + figures.measured > 0 && html`<div class="plots">${latencyPlot(figures)}${groupsPlot(figures)}</div>`}
      ${loadsFilter(model)}
      ${isEmpty ? empty(model) : html`<ol class="loads">${lines.map(loadItem)}${silent.map(silentItem)}</ol>`}
      ${more(model)}
      ${keeping(model)}`,
  })

  function more({ next, looked }: LoadsModel): Content {
    if (next === null) return null
    const limit = looked > 0 && lines.length + silent.length < 50
    return html`<p class="more">${limit && html`<i>${count(looked, 'row')} were looked through. </i>`}<a href="${urls.loads({ ...query, before: next })}">${limit ? 'Look further back' : 'Older'}</a></p>`
  }
}

function headline({ figures }: LoadsModel): Content {
  const { total, asked, wrong } = figures
  if (total === 0) return 'Nothing was decided in the last 30 days'
  const right = asked === 0 ? null : (100 * (asked - wrong)) / asked
  const words =
    right === null
      ? ''
      : wrong === 0
        ? 'none called wrong'
        : `${wrong.toLocaleString('en')} called wrong: ${right.toFixed(1)} % right as far as you said`
  return html`${count(total, 'decision')} in 30 days${words && `, ${words}`}`
}

function empty({ query, shell }: LoadsModel): Content {
  if (isFiltered(query))
    return html`<div class="empty"><p><b>Nothing fits.</b></p><p><a href="${urls.loads()}">Show everything</a></p></div>`
  return html`
    <div class="empty"><p><b>Nothing is recorded yet.</b></p><p>As soon as a hook looks at a project or a prompt, or you load a group, it is told here with its reasons. ${shell.program === null ? '' : html`<a href="${urls.autoload}">See whether the hooks are installed</a>, or <a href="${urls.tryIt}">try a prompt</a>.`}</p></div>`
}

const keeping = ({ limits, keepsPrompts }: LoadsModel) => html`
  <section class="limits" id="keeping"><h2>What is kept</h2>
    <form method="post" action="${urls.historyLimits}" ${SAME_ADDRESS}>
      <label>Days <input name="days" type="text" inputmode="numeric" value="${limits.days}" size="5" required></label>
      <label>Rows of each kind <input name="rows" type="text" inputmode="numeric" value="${limits.rows}" size="10" required></label>
      <button>Save</button></form>
    <form method="post" action="${urls.historyPrompts}" ${SAME_ADDRESS}><input type="hidden" name="keep" value="${keepsPrompts ? 'no' : 'yes'}"><button class="switch" role="switch" aria-checked="${keepsPrompts ? 'true' : 'false'}" id="keep-prompts">Keep the text of prompts</button></form>
    <p>${join(
      [
        'What is beyond either goes at once.',
        keepsPrompts
          ? 'Prompts themselves are kept, without what looks like a secret, so that rules can be tried on them. Switching this off removes those that were kept.'
          : 'Of a prompt only the words of the vocabulary that were found in it are kept, and where they stood.',
      ],
      ' ',
    )} <a href="${urls.historyExport}" hx-boost="false" download>Export as JSON lines</a></p>
  </section>`
