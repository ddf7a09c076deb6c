import { html } from 'hono/html'
import type { BenchInput, BenchModel } from '../server/plugins/doctor/bench/types.ts'
import { benchResult } from './bench-result.ts'
import { seconds } from './bench-words.ts'
import { type Content, idOf, path, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, duration, spelled, UNSEEN_IN_LINE } from './text.ts'
import * as urls from './urls.ts'

/** A hook on the bench: exactly what would be run, with what; then what it came to. */
export const hookBench = (model: BenchModel | null): Content =>
  model &&
  html`
  <section class="group bench" id="bench"><h2>Bench</h2>
    ${model.cannot === null ? form(model) : cannot(model)}
    ${model.result && benchResult(model, model.result)}
    ${model.history.length > 0 && history(model)}
  </section>`

const cannot = ({ cannot, asks, chosen }: BenchModel) => html`
  <p class="calm" id="bench-cannot">${visible(cannot ?? '')}</p>
  ${
    asks.length > 0 &&
    html`<dl class="facts">${asks.map(
      ([name, value]) =>
        html`<div><dt><code>${visible(name)}</code></dt><dd><pre>${visible(
          value.replaceAll('$ARGUMENTS', () => chosen.text),
          UNSEEN_IN_LINE,
        )}</pre></dd></div>`,
    )}</dl>`
  }`

function form(model: BenchModel): Content {
  const { id, chosen, request } = model
  return html`
    <p class="fine">${request ? 'It sends a real request' : 'It runs on this machine as you, in this project'}, so only what is on disk now and shown here is run, when you say so. ${request ? '' : 'After its time limit it is ended with everything it started; only a process that throws its environment away and begins a session of its own is not found.'}</p>
    ${request ? whatIsSent(model, request) : whatIsRun(model)}
    <form class="bench-form" id="bench-form" method="post" action="${urls.hookRuns(id)}" ${SAME_ADDRESS}>
      <input type="hidden" name="fingerprint" value="${model.fingerprint}">
      <p class="row"><label>Event <select name="input" hx-get="${urls.hook(id)}" hx-trigger="change" hx-target="#main" hx-select="#main" hx-swap="outerMorph show:none" hx-push-url="true">${inputGroups(model)}</select></label>
      ${chosen.how === 'documented' && html`<i>Its fields are documented, not recorded.</i>`}${chosen.how === 'measured' && html`<i>Its fields are those that Claude Code sends.</i>`}${chosen.from === 'recorded' && html`<i>Put together from a transcript; what looks like a secret is masked.</i>`}</p>
      <label class="stdin" for="${idOf('stdin', chosen.key + chosen.text)}">${request ? 'Body' : 'Standard input'}</label>
      <textarea id="${idOf('stdin', chosen.key + chosen.text)}" name="stdin" rows="${Math.min(20, chosen.text.split('\n').length + 1)}" spellcheck="false" autocomplete="off">${chosen.text}</textarea>
      <p class="fine">JSON goes to the hook in one line${request ? '' : ' with a line feed'}, as Claude Code sends it.</p>
      <p class="row">
        <label>Runs <select name="runs">${RUNS.map((runs) => html`<option value="${runs}"${runs === (model.result?.asked ?? 1) ? SELECTED : ''}>${runs}</option>`)}</select></label>
        ${model.versions.length > 0 && html`<label>Compare with <select name="against"><option value="">nothing</option>${model.versions.map(({ key, words }) => html`<option value="${key}">${spelled(words)}</option>`)}</select></label>`}
      </p>
      ${request && !request.isLoopback && html`<label class="agree"><input type="checkbox" name="send" value="yes"> <span>Send it to <code>${visible(request.host)}</code>: it leaves this machine</span></label>`}
      <label class="agree"><input type="checkbox" name="confirmed" value="yes" required${model.isConfirmed ? CHECKED : ''}> <span>${request ? 'I have read the request: send it' : 'I have read the command: run it on this machine'}</span></label>
      <p class="row"><button class="primary" data-primary${model.isRunning ? DISABLED : ''}>${model.isRunning ? 'Running…' : request ? 'Send it' : 'Run it'}</button> <i>At most ${seconds(model.limit)}${limitWords(model)}.</i></p>
    </form>`
}

function limitWords({ own, limit }: BenchModel): string {
  if (own === null) return limit < 60_000 ? ', as for every hook of this event that says nothing else' : ' here'
  return own > limit ? ` here, though the hook may take ${seconds(own)}` : ', as the hook says'
}

const whatIsRun = (model: BenchModel): Content => html`
  <dl class="facts" id="bench-plan">
    <div><dt>Command</dt><dd><pre class="command">${visible(model.form === 'shell' ? (model.args.at(-1) ?? '') : [model.command ?? '', ...model.args].join('\n'), UNSEEN_IN_LINE)}</pre>
      <p class="fine">${model.form === 'shell' ? html`Started as <code>${visible([model.command, ...model.args.slice(0, -1)].join(' '))}</code> and this text, whatever your own shell is.` : 'Started itself, one argument to a line: no shell takes it apart.'}</p></dd></div>
    <div><dt>Folder</dt><dd>${path(model.cwd, 72)}</dd></div>
    <div><dt>Environment</dt><dd><details id="bench-environment"><summary>${count(model.environment.length, 'variable')}, none of them a key</summary>
      <table class="plain"><tbody>${model.environment.map(({ name, value, why }) => html`<tr><th scope="row"><code>${visible(name)}</code></th><td><code>${visible(value)}</code></td><td>${visible(why)}</td></tr>`)}</tbody></table>
      <p class="fine">In a session it also has everything else of your own environment, keys among it, and <code>env</code> of your settings.</p></details></dd></div>
  </dl>`

const whatIsSent = (_: BenchModel, request: NonNullable<BenchModel['request']>): Content => html`
  <dl class="facts" id="bench-plan">
    <div><dt>Request</dt><dd><pre class="command">${visible(`POST ${request.url}`, UNSEEN_IN_LINE)}</pre></dd></div>
    <div><dt>Headers</dt><dd><table class="plain"><tbody>${request.headers.map(([name, value]) => html`<tr><th scope="row"><code>${visible(name)}</code></th><td><code>${visible(value)}</code></td></tr>`)}</tbody></table>
      ${request.variables.length > 0 && html`<p class="fine">The bench has no value for ${visible(request.variables.join(', '))}, so nothing stands in ${request.variables.length === 1 ? 'its' : 'their'} place.</p>`}</dd></div>
  </dl>`

function inputGroups({ inputs, chosen }: BenchModel): Content {
  const options = (all: readonly BenchInput[]) =>
    all.map(
      ({ key, words }) =>
        html`<option value="${spelled(key)}"${key === chosen.key ? SELECTED : ''}>${spelled(words)}</option>`,
    )
  return GROUPS.map(([from, title]) => {
    const some = inputs.filter((input) => input.from === from)
    return some.length > 0 && html`<optgroup label="${title}">${options(some)}</optgroup>`
  })
}

const GROUPS = [
  ['sample', 'Samples'],
  ['fixture', 'Fixtures'],
  ['recorded', 'Recorded in this project'],
] as const

const RUNS = [1, 5, 20, 50]

const history = ({ history }: BenchModel) => html`
  <details id="bench-history"><summary>Earlier runs <i>${history.length}</i></summary>
  <table class="plain"><thead><tr><th scope="col">When</th><th scope="col">Given</th><th scope="col">Outcome</th><th scope="col">Exit</th><th scope="col">Time</th></tr></thead>
  <tbody>${history.map((one) => html`<tr><td>${time(one.at)}</td><td>${visible(one.input)}${one.version !== '' && html` <i>${visible(one.version)}</i>`}${!one.isSame && html` <i>another text of it</i>`}</td><td>${visible(one.outcome)}</td><td>${one.code ?? '–'}</td><td>${one.times.length === 0 ? '–' : duration(median(one.times))}${one.times.length > 1 && html` <i>of ${one.times.length}</i>`}</td></tr>`)}</tbody></table></details>`

const median = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor((times.length - 1) / 2)] ?? 0

const SELECTED = html` selected`
const CHECKED = html` checked`
const DISABLED = html` disabled`
