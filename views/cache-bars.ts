import { html } from 'hono/html'
import type { Bar, CacheModel } from '../server/plugins/cache/model.ts'
import { SHOW_WORDS } from './cache-words.ts'
import { type Content, visible } from './html.ts'
import { count, size } from './text.ts'
import * as urls from './urls.ts'

/** How the cache's size is made up; what may go stands out. */
export const cacheBars = ({ byReason, byPlugin }: CacheModel): Content => html`
  <div class="plots">
    ${plot('bars-reason', 'By reason', byReason)}
    ${plot('bars-plugin', 'By plugin', byPlugin)}
  </div>`

function plot(id: string, title: string, bars: readonly Bar[]): Content {
  const most = Math.max(1, ...bars.map(bytesOf))
  return html`
    <section class="plot" id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title} <i><span class="swatch goes"></span>may go <span class="swatch stays"></span>stays</i></h2>
      <ul>${bars.map((bar) => html`<li>${label(bar)}${drawing(bar, most)}<span class="amount">${total(bar)}</span></li>`)}</ul>
    </section>`
}

const label = ({ label, group }: Bar): Content =>
  group === null
    ? html`<span class="label">${visible(label)}</span>`
    : html`<a class="label" href="${urls.cache({ show: group })}">${SHOW_WORDS[group]}</a>`

/** In per cent of the longest bar; something that is there is never drawn as nothing. */
function drawing({ goes, stays }: Bar, most: number): Content {
  const width = (bytes: number) => (bytes === 0 ? 0 : Math.max(0.6, (bytes / most) * 99))
  const words = [
    goes.folders > 0 && `${count(goes.folders, 'folder')}, ${size(goes.bytes)}, may go`,
    stays.folders > 0 && `${count(stays.folders, 'folder')}, ${size(stays.bytes)}, stays`,
  ]
  const [first, second] = [width(goes.bytes), width(stays.bytes)].map((part) => part.toFixed(1))
  return html`<svg role="img"><title>${words.filter(Boolean).join('; ')}</title><rect class="goes" width="${first}%" height="100%"></rect><rect class="stays" x="${first}%" width="${second}%" height="100%"></rect></svg>`
}

const bytesOf = ({ goes, stays }: Bar) => goes.bytes + stays.bytes
const total = (bar: Bar): string =>
  bar.goes.measuring + bar.stays.measuring > 0 && bytesOf(bar) === 0 ? 'measuring…' : size(bytesOf(bar))
