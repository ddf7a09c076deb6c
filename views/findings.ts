import { html } from 'hono/html'
import type { Finding, Severity } from '../server/doctor/types.ts'
import type { ShownFinding, Tally } from '../server/plugins/doctor/types.ts'
import { type Content, copyButton, time, visible, withCode } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, cut, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'

const MOST = 100

/** What is wrong, one thing after the other, wherever it is shown: what it is, what it does, what to do about it. */
export const findingList = (findings: readonly ShownFinding[], most = MOST): Content =>
  findings.length > 0 &&
  html`
  <ul class="findings">${findings.slice(0, most).map(oneFinding)}</ul>
  ${findings.length > most && html`<p class="nothing">and ${(findings.length - most).toLocaleString('en')} more</p>`}`

/** '✕ Error' */
export const severityMark = (severity: Severity, word = SEVERITIES[severity].word): Content =>
  html`<span class="mark ${SEVERITIES[severity].mark}">${visible(word)}</span>`

const SEVERITIES: Record<Severity, { word: string; mark: string }> = {
  error: { word: 'Error', mark: 'problem' },
  warning: { word: 'Warning', mark: 'warning' },
  note: { word: 'Note', mark: 'remark' },
}

/** '2 errors, 1 warning'; '' when there is neither. Notes are not counted: nothing is wrong where they stand. */
export const inWords = ({ error, warning }: Tally): string =>
  [error > 0 && count(error, 'error'), warning > 0 && count(warning, 'warning')].filter(Boolean).join(', ')

function oneFinding(finding: ShownFinding): Content {
  const { id, check, severity, message, happens, fix, muted } = finding
  return html`
    <li id="${id}" class="finding${muted === null ? '' : ' muted'}" data-row data-stamp="${spelled(`${severity} ${message}`)}">
      <p class="what">${severityMark(severity)} ${subject(finding)} ${place(finding)}</p>
      <p class="message">${withCode(message)}</p>
      <p class="happens">${withCode(happens)}</p>
      <p class="fix"><b>Do</b> ${withCode(fix)}</p>
      <div class="acts"><a href="${urls.doctorCheck(check)}">How this is known</a>${muted === null ? muteForm(id) : unmuteForm(id, muted)}</div>
    </li>`
}

/** The hook or the definition that it is about has a page of its own. */
function subject({ about, hook, definition }: Finding): Content {
  const page = hook !== undefined ? urls.hook(hook) : definition !== undefined ? urls.definition(definition) : null
  return page === null ? html`<b>${visible(about)}</b>` : html`<a href="${page}">${visible(about)}</a>`
}

function place({ file, line, plugin, below }: ShownFinding): Content {
  if (file === '') return null
  const at = line === null ? '' : `:${line}`
  const words = html`<code title="${spelled(file + at)}">${visible(cut(below ?? tilde(file), 64))}${at}</code>`
  const isInside = plugin !== null && below !== null
  return html`<span class="where">${isInside ? html`<a href="${urls.plugin(plugin, { file: below })}">${words}</a>` : words}${copyButton(file + at)}</span>`
}

const muteForm = (id: string) => html`
        <details id="mute-${id}"><summary>Mute…</summary>
          <form method="post" action="${urls.mute(id)}" ${SAME_ADDRESS}><input name="reason" type="text" required maxlength="${MOST_REASON}" placeholder="Why it is fine here" aria-label="Why it is fine here" autocomplete="off"><button>Mute</button></form>
        </details>`

const MOST_REASON = 300

const unmuteForm = (id: string, { reason, at }: { reason: string; at: number }) => html`
        <span class="silenced">Muted ${time(at)} ago: ${visible(reason)}</span><button type="button" class="quiet" hx-delete="${urls.mute(id)}" hx-target="#main" hx-select="#main" hx-swap="outerMorph show:none">Unmute</button>`
