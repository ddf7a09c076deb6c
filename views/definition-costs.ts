import { html } from 'hono/html'
import type { DefinitionsModel, PlaceCost } from '../server/plugins/doctor/definitions-model.ts'
import { type Content, visible } from './html.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST = 12

/** What everything that is used costs, place by place. */
export const definitionCosts = ({ all, places }: DefinitionsModel['cost']): Content =>
  all.alwaysOn > 0 &&
  html`
  <section class="costs" aria-labelledby="costs">
    <h2 id="costs">What the lists cost</h2>
    <p>${tokens(all.alwaysOn)} tokens stand in every session for the names and descriptions that Claude is given; the text of one follows when it is used. These are estimates, as <code>claude plugin details</code> makes them: four characters to a token. <a href="${urls.doctorCheck('definition-name-lost')}">How it is known which one is used</a></p>
    <table><thead><tr><th>From<th class="number">Used<th class="number">Always<th class="number">On use, all of them<th></tr></thead>
      <tbody>${places.slice(0, MOST).map((place) => placeRow(place, all.alwaysOn))}</tbody></table>
    ${places.length > MOST && html`<p class="nothing">and ${count(places.length - MOST, 'place')} more</p>`}
  </section>`

const placeRow = ({ place, plugin, amount, cost }: PlaceCost, all: number) =>
  html`<tr><td>${plugin === null ? html`<a href="${urls.definitions({ plugin: place })}">${place === 'user' ? 'you' : 'this project'}</a>` : html`<a href="${urls.definitions({ plugin })}">${visible(plugin)}</a>`}<td class="number">${amount}<td class="number">${tokens(cost.alwaysOn)}<td class="number">${tokens(cost.onInvoke)}<td><meter min="0" max="${all}" value="${cost.alwaysOn}" title="${Math.round((100 * cost.alwaysOn) / all)} % of all"></meter></tr>`

/** '240', '1.2k'; nothing for none. */
export const tokens = (amount: number): string => {
  if (amount === 0) return '–'
  return amount < 1000 ? `~${amount}` : `~${(amount / 1000).toFixed(amount < 10_000 ? 1 : 0)}k`
}
