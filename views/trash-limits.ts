import { html } from 'hono/html'
import type { Limits } from '../server/trees/retention.ts'
import { SAME_ADDRESS } from './in-place.ts'
import * as urls from './urls.ts'

/** How long what was replaced or removed is kept, and how much of it. */
export const limitsForm = ({ days, bytes }: Limits) => html`
  <form class="limits" id="limits" method="post" action="${urls.trashLimits}" ${SAME_ADDRESS}>
    <h2>How much is kept</h2>
    <label>Days <input name="days" type="text" inputmode="numeric" value="${days}" size="5" required></label>
    <label>Size <input name="size" type="text" value="${exactSize(bytes)}" size="9" required></label>
    <button>Save</button>
    <p>If less is kept than lies here now, you see first what would go.</p>
  </form>`

/** As it was said, so that saving it again changes nothing: '1 GiB', '1.5 GiB', '700 MiB'. */
function exactSize(bytes: number): string {
  for (const [unit, power] of UNITS) {
    const amount = bytes / 1024 ** power
    if (amount >= 1 && Number.isInteger(amount * 10)) return `${amount} ${unit}`
  }
  return String(bytes)
}

const UNITS = [
  ['TiB', 4],
  ['GiB', 3],
  ['MiB', 2],
  ['KiB', 1],
] as const
