import { html } from 'hono/html'
import type { DirectorySaid } from '../server/claude/validate.ts'
import type { ShippingModel } from '../server/plugins/doctor/shipping/types.ts'
import { severityMark } from './findings.ts'
import { type Content, visible, withCode } from './html.ts'
import { count } from './text.ts'

/** What else is to be known before a plugin is handed on. */
export function shippingNotes({ run, directory }: ShippingModel): Content {
  const shipped = run?.state === 'done' ? run.shipped : null
  return html`
    ${shipped && shipped.errors.length > 0 && html`<section class="group" id="ship-errors"><h2>What Claude Code says once it is installed <i>${shipped.errors.length}</i></h2><ul class="lines">${shipped.errors.map((said) => html`<li>${severityMark('error')} <span>${visible(said)}</span></li>`)}</ul></section>`}
    ${shipped && shipped.secrets.length > 0 && html`<p class="note" id="ship-secrets"><b>${count(shipped.secrets.length, 'file')} that usually ${shipped.secrets.length === 1 ? 'holds' : 'hold'} secrets ${shipped.secrets.length === 1 ? 'arrives' : 'arrive'} with it:</b> ${shipped.secrets.map((name) => html`<code>${visible(name)}</code> `)}</p>`}
    ${shipped?.packages && html`<p class="note" id="ship-packages"><b>${shipped.packages.installed ? 'Its packages were installed.' : 'Its packages were not installed.'}</b> ${withCode(shipped.packages.sentence)}</p>`}
    ${directory !== null && directory.length > 0 && directorySection(directory)}`
}

const directorySection = (said: readonly DirectorySaid[]): Content => html`
    <details class="group" id="ship-directory"><summary><h2>If you submit it to Anthropic’s plugin directory <i>${said.length}</i></h2></summary>
      <ul class="findings">${said.map(({ title, blocking, message, fix }) => html`<li class="finding"><p class="what">${severityMark(blocking ? 'warning' : 'note', blocking ? 'Refused' : 'Noted')} <b>${visible(title)}</b></p><p class="message">${visible(message)}</p><p class="fix"><b>Do</b> ${visible(fix)}</p></li>`)}</ul></details>`
