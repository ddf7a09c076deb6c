import { html } from 'hono/html'
import type { ActivationRow } from '../server/autoload-store.ts'
import type { LoadLine, SilentLine } from '../server/loading/history-model.ts'
import type { Reason } from '../server/loading/reasons.ts'
import { type Content, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { againstWords, zoneWords } from './intent-words.ts'
import { markedPrompt } from './marked-prompt.ts'
import { outcomeMark } from './outcomes.ts'
import { clock, cut, duration, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'

/** One decision: when, what, outcome, and why; reasons unfold. */
export const loadItem = (line: LoadLine): Content => {
  const { decision, reasons, against, prompt } = line
  const { id, at, group_name: group, plugin, outcome, why, wrong } = decision
  return html`
  <li id="decision-${id}" data-row data-stamp="${outcome}${wrong}"${wrong ? WRONG : ''}>
    <span class="when">${time(at)}</span>
    <p>${outcomeMark(outcome)} <a href="${urls.loads({ group })}"><b>${visible(group)}</b></a> ${plugin !== null && html`<a href="${urls.loads({ plugin })}"><code>${visible(plugin)}</code></a>`} ${because(line)}</p>
    <details id="why-${id}"><summary>${visible(why)}</summary>
      ${prompt !== null && markedPrompt(prompt, reasons.map(spot), against.map(spot))}
      ${reasons.length > 0 && html`<ul class="lines">${reasons.map(reasonFor)}</ul>`}
      ${against.length > 0 && html`<p>Found, but not counted</p><ul class="lines">${against.map(reasonAgainst)}</ul>`}
      <dl class="facts">${facts(line)}</dl>
    </details>
    ${line.judgeable && judgement(id, wrong !== 0, group)}
  </li>`
}

const WRONG = html` class="wrong"`

/** A prompt or a project that asked for nothing. */
export const silentItem = ({ detection, against }: SilentLine): Content => html`
  <li id="detection-${detection.id}" data-row data-stamp="${detection.id}">
    <span class="when">${time(detection.at)}</span>
    <p>${EVENTS[detection.event] ?? 'Something'} asked for nothing${detection.project !== null && html` in <code title="${spelled(detection.project)}">${visible(cut(tilde(detection.project), 40))}</code>`} <i>${duration(detection.duration_ms)}</i></p>
    ${(against.length > 0 || detection.prompt !== null) && html`<details id="not-${detection.id}"><summary>Why not</summary>${detection.prompt !== null && markedPrompt(detection.prompt, [], against.map(spot))}<ul class="lines">${against.map(reasonAgainst)}</ul></details>`}
  </li>`

const EVENTS: Record<string, string> = { prompt: 'A prompt', project: 'A project', edit: 'An edit', try: 'A try' }

function because({ event, reasons }: LoadLine): Content {
  if (event === null) return html`<i>asked for by hand</i>`
  const words = [...new Set(reasons.map(({ signal }) => signal))].slice(0, 4).join(', ')
  return html`<i>${event === 'project' ? 'the project' : 'a prompt'}${words !== '' && [': ', visible(words)]}</i>`
}

const reasonFor = ({ signal, seen, weight, zone, offset }: Reason): Content => html`
  <li><span class="key"><mark class="for">${visible(signal)}</mark></span><span>${seen === null ? html`${zoneWords(zone)}${offset !== null && html`, at ${offset}`}` : html`<code>${visible(seen)}</code>`}</span><span class="amount">${weight?.toFixed(2)}</span></li>`

const reasonAgainst = ({ group, signal, why, by, offset }: Reason): Content => html`
  <li><span class="key">${signal !== '' && html`<mark class="against">${visible(signal)}</mark>`}</span><span>${group !== '' && html`${visible(group)}: `}${visible(againstWords(why ?? '', by))}${offset !== null && html` <i>at ${offset}</i>`}</span></li>`

function facts({ decision, detectionMs, install, activations }: LoadLine): Content {
  const { at, project, session } = decision
  return html`
    <div><dt>When</dt><dd>${clock(at)}</dd></div>
    ${project !== null && html`<div><dt>Project</dt><dd><a href="${urls.loads({ project })}"><code>${visible(cut(tilde(project), 48))}</code></a></dd></div>`}
    ${session !== null && html`<div><dt>Session</dt><dd><a href="${urls.loads({ session })}"><code>${visible(cut(session, 20))}</code></a></dd></div>`}
    ${detectionMs !== null && html`<div><dt>Detection took</dt><dd>${duration(detectionMs)}</dd></div>`}
    ${install && html`<div><dt>Install took</dt><dd>${duration(install.duration_ms)}${install.message !== '' && html`: ${visible(install.message)}`}</dd></div>`}
    ${activations.map(activation)}`
}

const activation = ({ installed_at, active_from, route }: ActivationRow): Content => html`
  <div><dt>${active_from === null ? 'Installed, not active yet' : 'Active'}</dt><dd>${active_from === null ? html`since ${clock(installed_at)}` : html`from ${clock(active_from)}${route !== '' && html`, by ${visible(route)}`}`}</dd></div>`

const judgement = (id: number, wrong: boolean, group: string): Content => html`
  <form method="post" action="${urls.judgement(id)}" ${SAME_ADDRESS}><input type="hidden" name="wrong" value="${wrong ? 'no' : 'yes'}"><button class="quiet" aria-label="${wrong ? `Take back that ${spelled(group)} was wrong` : `${spelled(group)} was wrong`}">${wrong ? 'Take that back' : 'This was wrong'}</button></form>`

const spot = ({ group, signal, offset, length }: Reason) => ({
  ...{ group, term: signal, length },
  ...(offset === null ? {} : { offset }),
})
