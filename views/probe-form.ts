import { html } from 'hono/html'
import type { ProbeModel } from '../server/plugins/probe/model.ts'
import { type Content, path, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** What a probe does and does not, and what it is to measure. */
export function probeForm(model: ProbeModel): Content {
  const { program } = model.shell
  const isRunning = model.latest?.state === 'running'
  return html`
    <form class="probe-form" id="probe-form" method="post" action="${urls.probe}" ${SAME_ADDRESS}>
      <p>Edits each kind of file while a session of your own <code>claude</code> is open, takes one action after the other, and keeps the least that made the edit live. It runs in a throw-away home and config folder against a stand-in for the model on this machine: <b>no account, no network, and nothing of yours is read or changed</b>.</p>
      ${program !== null && program !== 'unknown' && html`<p>It drives ${path(program.path, 64)}</p>`}
      <div class="choices">
      <fieldset id="probe-what"><legend>What</legend>
        <label><input type="radio" name="what" value="quick" checked> Quick <i>the ${model.quickKinds.length} kinds that matter, some minutes</i></label>
        <label><input type="radio" name="what" value="whole"> Everything <i>${model.kinds.length} kinds, in every way that a plugin is loaded, half an hour or more</i></label>
      </fieldset>
      <fieldset id="probe-driver"><legend>Session</legend>
        <label><input type="radio" name="driver" value="headless" checked> Headless <i><code>claude -p</code>, as SDKs and IDEs use it</i></label>
        <label><input type="radio" name="driver" value="interactive"${model.hasTmux ? '' : DISABLED}> Interactive <i>${model.hasTmux ? 'in a terminal that nobody sees' : 'needs tmux: `apt-get install tmux` or `brew install tmux`'}</i></label>
      </fieldset>
      </div>
      <details id="probe-only"><summary>Only some kinds</summary><div class="kinds">${model.kinds.map(kindChoice)}</div></details>
      ${model.resumable > 0 && html`<label id="probe-again"><input type="checkbox" name="again" value="yes"> <span>Also measure again the ${count(model.resumable, 'result')} of a run that was not finished</span></label>`}
      <p class="go"><button class="primary" data-primary${model.installed === null || isRunning ? DISABLED : ''}>${model.installed === null ? 'Probe' : `Probe ${spelled(model.installed)}`}</button> ${isRunning && html`<i>One probe at a time.</i>`}</p>
    </form>`
}

const kindChoice = (kind: string) =>
  html`<label><input type="checkbox" name="only" value="${kind}"> <code>${visible(kind)}</code></label>`

const DISABLED = html` disabled`
