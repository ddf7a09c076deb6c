import { html } from 'hono/html'
import type { Output, Run, Told, Verdict } from '../server/doctor/bench/types.ts'
import type { BenchModel, BenchResult, Tried } from '../server/plugins/doctor/bench/types.ts'
import type { Status } from '../server/plugins/types.ts'
import { timesPlot } from './bench-plot.ts'
import { PACES, seconds } from './bench-words.ts'
import { type Content, mark, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count, duration, UNSEEN_IN_LINE } from './text.ts'
import * as urls from './urls.ts'

/** What a hook did on the bench, the verdict first. */
export function benchResult(model: BenchModel, result: BenchResult): Content {
  const { now, before } = result
  return html`
    <section class="bench-result" id="bench-result" aria-labelledby="bench-verdict">
      <h3 id="bench-verdict">${outcome(now.verdict)} <span class="happens">${visible(now.verdict.happens)}</span></h3>
      ${result.fingerprint !== model.fingerprint && html`<p class="note">The hook has changed since this run.</p>`}
      ${result.changed && fixtureSays(result.changed)}
      <dl class="facts">
        <div><dt>Given</dt><dd>${visible(result.input.words)} <i>${time(result.at)}</i></dd></div>
        <div><dt>${model.request ? 'Status' : 'Exit code'}</dt><dd><b>${endOf(model, now)}</b> ${visible(now.verdict.exit)}</dd></div>
        <div><dt>Output</dt><dd>${outputWords(now.output)}</dd></div>
        <div><dt>Claude is told</dt><dd>${told(now.verdict.told, 'Claude')}</dd></div>
        <div><dt>You are told</dt><dd>${told(now.verdict.told, 'you')}</dd></div>
        <div><dt>Time</dt><dd>${timing(now, model.limit)}</dd></div>
        ${now.wrote !== null && html`<div><dt>For the shell</dt><dd><pre>${visible(now.wrote, UNSEEN_IN_LINE)}</pre></dd></div>`}
        ${now.run.leftBehind > 0 && html`<div><dt>Left behind</dt><dd>${count(now.run.leftBehind, 'process', 'processes')} that the bench ended. In a session ${now.run.leftBehind === 1 ? 'it' : 'they'} would have gone on.</dd></div>`}
        ${now.differing > 0 && html`<div><dt>Not always the same</dt><dd>${now.differing} of ${now.times.length} runs ended otherwise or printed something else.</dd></div>`}
      </dl>
      ${timesPlot(now, before, model.limit)}
      ${before && comparison(now, before)}
      ${streams(now.run)}
      ${evidence(now.verdict)}
      ${model.cannot === null && fixtures(model)}
    </section>`
}

const endOf = ({ request }: BenchModel, { run }: Tried) => (request ? run.status : run.code) ?? 'none'

const OUTCOMES: Readonly<Record<Verdict['outcome'], readonly [Status, string]>> = {
  'goes on': ['live', 'Goes on'],
  blocks: ['needs-action', 'Blocks'],
  stops: ['needs-action', 'Stops Claude'],
  error: ['problem', 'Error'],
  cancelled: ['problem', 'Ended early'],
  'in the background': ['not-loaded', 'In the background'],
}

const outcome = ({ outcome }: Verdict) => mark(...OUTCOMES[outcome])

const told = (all: readonly Told[], to: Told['to']): Content => {
  const words = all.filter((one) => one.to === to)
  return words.length === 0
    ? html`<i>nothing</i>`
    : words.map((one) => html`<pre class="told">${visible(one.words, UNSEEN_IN_LINE)}</pre>`)
}

function outputWords(output: Output): Content {
  switch (output.kind) {
    case 'nothing':
      return 'Nothing on standard output.'
    case 'text':
      return html`Plain text.${output.because !== null && html` ${output.because}`}`
    case 'in the background':
      return html`<code>"async": true</code>: nobody waits for it.`
    case 'refused':
      return html`<b>Not valid.</b> ${visible(output.problems.join('; '))}.`
    case 'json':
      return html`Valid JSON.${output.ignored.length > 0 && html` Ignored: ${output.ignored.map((name, index) => html`${index > 0 && ', '}<code>${visible(name)}</code>`)}${misplaced(output.ignored)}.`}`
  }
}

/** As Claude Code's own log suggests. */
const misplaced = (ignored: readonly string[]) =>
  ignored.includes('additionalContext') &&
  html`. It belongs into <code>hookSpecificOutput</code>, beside a <code>hookEventName</code>`

const timing = (tried: Tried, limit: number): Content => {
  const { times, pace } = tried
  const usual = median(tried)
  return html`<b>${duration(usual)}</b>${times.length > 1 && html` <i>median of ${times.length}</i>`} · ${PACES[pace]} · ${share(usual / limit)} of the ${seconds(limit)} it may take here`
}

const share = (part: number) => (part < 0.01 ? 'less than 1 %' : `${Math.round(part * 100)} %`)

const streams = ({ stdout, stderr, cut }: Run): Content => html`
  ${stream('stdout', 'Standard output', stdout)}
  ${stream('stderr', 'Standard error', stderr)}
  ${cut && html`<p class="note">There was more than the bench keeps.</p>`}`

const MOST_SHOWN = 20_000

const stream = (id: string, title: string, text: string): Content => html`
  <details id="bench-${id}"${text === '' ? '' : OPEN}><summary>${title} <i>${text === '' ? 'empty' : count(text.length, 'character')}</i></summary>
  ${text !== '' && html`<pre>${visible(text.slice(0, MOST_SHOWN), UNSEEN_IN_LINE)}</pre>`}${text.length > MOST_SHOWN && html`<p class="fine">and ${count(text.length - MOST_SHOWN, 'more character')}</p>`}</details>`

const OPEN = html` open`

const evidence = ({ evidence }: Verdict) => html`
  <p class="fine">${evidence === 'measured' ? 'What an exit code and an output of this event lead to was measured with Claude Code 2.1.329.' : 'What an exit code and an output of this event lead to is documented; it was not measured.'}</p>`

const comparison = (now: Tried, before: Tried): Content => html`
  <table class="plain" id="bench-comparison"><caption>Against ${visible(before.version)}</caption>
  <thead><tr><th scope="col"></th><th scope="col">Then</th><th scope="col">Now</th></tr></thead>
  <tbody>${[
    ['Outcome', before.verdict.outcome, now.verdict.outcome] as const,
    ['Exit code', String(before.run.code ?? 'none'), String(now.run.code ?? 'none')] as const,
    ['Claude is told', toldText(before), toldText(now)] as const,
    ['Standard output', before.run.stdout, now.run.stdout] as const,
    ['Standard error', before.run.stderr, now.run.stderr] as const,
    ['Median time', duration(median(before)), duration(median(now))] as const,
  ].map(
    ([name, then, here]) =>
      html`<tr${then !== here && name !== 'Median time' ? DIFFERS : ''}><th scope="row">${name}</th><td>${cell(then)}</td><td>${then === here ? html`<i>the same</i>` : cell(here)}</td></tr>`,
  )}</tbody></table>`

const DIFFERS = html` class="other"`

const toldText = ({ verdict }: Tried) =>
  verdict.told
    .filter(({ to }) => to === 'Claude')
    .map(({ words }) => words)
    .join('\n')

const cell = (text: string) =>
  text === '' ? html`<i>nothing</i>` : html`<pre>${visible(text.slice(0, 2000), UNSEEN_IN_LINE)}</pre>`

const median = ({ times }: Tried) =>
  [...times].sort((one, other) => one - other)[Math.floor((times.length - 1) / 2)] ?? 0

const fixtureSays = (changed: readonly string[]): Content =>
  changed.length === 0
    ? html`<p class="note" id="fixture-says">${mark('live', 'As it was')} when this fixture was kept.</p>`
    : html`<p class="note" id="fixture-says">${mark('drifted', 'Not as it was')} ${visible(changed.join('; '))}.</p>`

const fixtures = ({ id, fixtures }: BenchModel): Content => html`
  <form class="row keep" method="post" action="${urls.hookFixtures(id)}" ${SAME_ADDRESS}>
    <label>Name <input name="name" type="text" maxlength="80" required autocomplete="off" placeholder="what it shows"></label> <button>Save as a fixture</button>
    <i>Keeps this input, to see after the next edit whether anything changed.</i>
  </form>
  ${
    fixtures.length > 0 &&
    html`<ul class="lines" id="bench-fixtures">${fixtures.map(
      (
        one,
      ) => html`<li><a href="${urls.hook(id, `fixture ${one.id}`)}">${visible(one.name)}</a> <i>${visible(one.outcome)}, ${time(one.at)}</i>
      <form method="post" action="${urls.hookFixtures(id)}" ${SAME_ADDRESS}><input type="hidden" name="drop" value="${one.id}"><button class="quiet">Remove</button></form></li>`,
    )}</ul>`
  }`
