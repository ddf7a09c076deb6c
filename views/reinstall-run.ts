import { html } from 'hono/html'
import type { RanStep, ReinstallRun } from '../server/plugins/reinstall/types.ts'
import { type Content, chip, join, path, visible, withCode } from './html.ts'
import { duration, UNSEEN_IN_LINE } from './text.ts'
import * as urls from './urls.ts'

/** A reinstall that is under way or has ended: what it came to, and each command with what it said. */
export const reinstallRun = (id: string, { action, log }: ReinstallRun): Content => html`
  <div class="head"><h1><a class="up" href="${urls.plugin(id)}">${visible(id)}</a> ${TITLES[action.state]}</h1></div>
  ${log.result === null ? html`<p class="calm" id="result">Each command is shown here as it is run.</p>` : html`<p class="outcome ${action.state}" id="result" role="status">${withCode(log.result)}</p>`}
  ${
    action.state === 'done' &&
    action.after.length > 0 &&
    html`<p class="calm" id="after">Running sessions need ${join(
      action.after.map((step) => (step.startsWith('/') ? chip(step) : ['a ', visible(step)])),
      ', then ',
    )}</p>`
  }
  <ol class="commands" id="commands">${log.steps.map((step, index) => stepItem(step, index, log.projectPath))}</ol>
  ${
    action.state !== 'running' &&
    html`<p class="onward"><a class="button" href="${urls.plugin(id)}">Back to ${visible(id)}</a> <a href="${urls.history({ plugin: id })}">Its history</a> <a href="${urls.reinstall(id)}">Reinstall again…</a></p>`
  }`

const TITLES = {
  running: 'Reinstalling…',
  done: 'Reinstalled',
  failed: 'Not reinstalled',
  reverted: 'Not reinstalled',
}

const stepItem = (
  { command, why, state, output, milliseconds, folder }: RanStep,
  index: number,
  project: string | null,
) => html`
  <li id="step-${index}" class="${state}" data-stamp="${state}">
    <code>${visible(command)}</code> <span class="state">${STATES[state]}${milliseconds !== null && html` <i>${duration(milliseconds)}</i>`}</span>
    <p>${visible(why)}${project !== null && state !== 'waiting' && html` In ${path(folder, 48)}`}</p>
    ${output !== '' && html`<details id="output-${index}"${state === 'failed' ? OPEN : ''}><summary>What it said</summary><pre>${visible(output, UNSEEN_IN_LINE)}</pre></details>`}
  </li>`

const STATES = { waiting: 'waiting', running: 'running…', done: 'done', failed: 'failed' }
const OPEN = html` open`
