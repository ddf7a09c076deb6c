import { html } from 'hono/html'
import type { FileProof, Receipt } from '../server/plugins/receipts/types.ts'
import { type Content, mark, visible } from './html.ts'
import { clock, count, tilde } from './text.ts'

const SHOWN = 20

/** What each running session shows of a file that lies where Claude Code reads it. */
export const receipts = ({ since, receipts }: FileProof): Content => html`
  <div class="receipts" id="receipts">
    <p>In the folder that Claude Code reads since ${clock(since)}. What shows that a running session has it:</p>
    <ul>${receipts.slice(0, SHOWN).map(receiptLine)}</ul>
    ${receipts.length > SHOWN && html`<p>and ${count(receipts.length - SHOWN, 'more session')}</p>`}
  </div>`

const receiptLine = (receipt: Receipt) => html`
  <li>${wordOf(receipt)} <span><b>${visible(placeOf(receipt))}</b> ${visible(receipt.sentence)}</span></li>`

const placeOf = ({ session: { cwd, pid } }: Receipt) => (cwd === null ? `process ${pid}` : `${tilde(cwd)} (${pid})`)

function wordOf({ proven }: Receipt): Content {
  if (proven === null) return mark('not-loaded', 'No proof')
  return proven ? mark('live', 'Has it') : mark('needs-action', 'Not yet')
}
