import { html } from 'hono/html'
import type { Marketplace } from '../server/claude/types.ts'
import type { MarketplacesModel } from '../server/plugins/types.ts'
import { type Content, chip, type Html, idOf, mark, path, timeOf, visible } from './html.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST_ENTRIES = 300

/** Where plugins come from: what kind, where the catalogue lies, what it offers. */
export const marketplacesPage = ({ shell, marketplaces, leftovers }: MarketplacesModel, alert?: string): Html =>
  page({
    title: 'Marketplaces',
    place: 'marketplaces',
    topics: ['inventory', 'history', 'claude'],
    shell,
    alert,
    content: html`
      <div class="head"><h1>${headline(marketplaces)}</h1></div>
      ${marketplaces.length === 0 ? none : html`<ul class="markets">${marketplaces.map(item)}</ul>`}
      ${leftovers > 0 && html`<p class="calm">The cache also holds ${count(leftovers, 'folder')} that no plugin is installed from: <a href="${urls.cache()}">see the cache</a>.</p>`}`,
  })

function headline(marketplaces: MarketplacesModel['marketplaces']): string {
  const missing = marketplaces.filter(({ marketplace }) => !marketplace.present).length
  const all = count(marketplaces.length, 'marketplace')
  return missing === 0 ? all : `${all}, ${missing} without a catalogue on this machine`
}

const none = html`
  <div class="empty"><p><b>No marketplace is known yet.</b></p><p>Add one in Claude Code: ${chip('/plugin marketplace add OWNER/REPO')}</p></div>`

const item = ({ marketplace, installed }: MarketplacesModel['marketplaces'][number]) => html`
  <li id="${idOf('m', marketplace.name)}">
    <header>
      <h2>${visible(marketplace.name)}</h2>
      <span class="kind">${marketplace.kind}</span>
      ${marketplace.present ? null : mark('problem', 'Catalogue missing')}
      <span class="amount">${marketplace.lastUpdated !== null && html`updated ${timeOf(marketplace.lastUpdated)}`}</span>
    </header>
    <dl class="facts">
      <div><dt>Declared as</dt><dd>${marketplace.location.startsWith('/') ? path(marketplace.location, 72) : html`<code>${visible(marketplace.location)}</code>`}${marketplace.ref !== null && html` at <code>${visible(marketplace.ref)}</code>`}</dd></div>
      <div><dt>Catalogue</dt><dd>${catalogue(marketplace)}</dd></div>
      <div><dt>Updates</dt><dd>${marketplace.autoUpdate === null ? 'not said' : marketplace.autoUpdate ? 'by itself' : 'by hand'}</dd></div>
    </dl>
    ${entries(marketplace, installed)}
  </li>`

const catalogue = ({ name, catalogue, present, folder }: Marketplace): Content => {
  const place = catalogue ?? folder
  if (place === null) return 'unknown'
  return present
    ? path(place, 72)
    : html`${path(place, 72)} <p>It is not there. Fetch it again: ${chip(`/plugin marketplace update ${name}`)}</p>`
}

function entries({ name, entries }: Marketplace, installed: readonly string[]): Content {
  if (entries.length === 0) return null
  const have = new Set(installed)
  const sorted = entries.toSorted(
    (one, other) => Number(have.has(`${other.name}@${name}`)) - Number(have.has(`${one.name}@${name}`)),
  )
  return html`
    <details id="${idOf('e', name)}"${entries.length <= 12 ? OPEN : ''}>
      <summary>${count(entries.length, 'plugin')}, ${installed.length} installed</summary>
      <ul class="lines">${sorted.slice(0, MOST_ENTRIES).map((entry) => offered(`${entry.name}@${name}`, entry, have))}</ul>
      ${entries.length > MOST_ENTRIES && html`<p class="nothing">and ${count(entries.length - MOST_ENTRIES, 'more', 'more')}</p>`}
    </details>`
}

const OPEN = html` open`

const offered = (
  id: string,
  { name, version, description }: Marketplace['entries'][number],
  have: ReadonlySet<string>,
) => html`
  <li><span class="key">${have.has(id) ? html`<a href="${urls.plugin(id)}">${visible(name)}</a>` : visible(name)}</span><span>${visible(description ?? '')}</span>
  <span class="amount">${version !== null && html`<code>${visible(version)}</code> `}${have.has(id) && html`<b>installed</b>`}</span></li>`
