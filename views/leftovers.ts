import { html } from 'hono/html'
import type { CachedVersion } from '../server/claude/types.ts'
import type { MarketplacesModel } from '../server/plugins/types.ts'
import { cacheReasons } from './cache-reasons.ts'
import { type Content, visible } from './html.ts'
import { count, size, spelled } from './text.ts'

const MOST_SHOWN = 300

/** What lies in the cache without being any plugin's installed version, with why and how large. */
export function alsoInCache(leftovers: MarketplacesModel['leftovers']): Content {
  const sorted = leftovers.toSorted((one, other) => (other.bytes ?? 0) - (one.bytes ?? 0))
  const bytes = leftovers.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
  return html`
    <section class="group" id="leftovers" aria-labelledby="leftovers-title">
      <h2 id="leftovers-title">Also in the cache <i>${count(leftovers.length, 'folder')}, ${size(bytes)}</i></h2>
      <p class="calm">No plugin is installed from these. By its documentation Claude Code itself removes what was replaced or uninstalled, 14 days later; Hotplug only lists it.</p>
      <ul class="lines">${sorted.slice(0, MOST_SHOWN).map(item)}</ul>
      ${leftovers.length > MOST_SHOWN && html`<p class="nothing">and ${count(leftovers.length - MOST_SHOWN, 'more', 'more')}</p>`}
    </section>`
}

const item = ({ version, bytes }: MarketplacesModel['leftovers'][number]) => html`
  <li><code class="key" title="${spelled(version.path)}">${visible(nameOf(version))}</code><span>${cacheReasons(version.reasons)}</span><span class="amount">${bytes === null ? '–' : size(bytes)}</span></li>`

const nameOf = ({ marketplace, plugin, version }: CachedVersion) =>
  plugin === null ? version : `${plugin}@${marketplace} ${version}`
