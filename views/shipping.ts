import { html } from 'hono/html'
import type {
  Route,
  Shipped,
  ShippedFile,
  ShippedState,
  ShippingModel,
  Way,
} from '../server/plugins/doctor/shipping/types.ts'
import { diffView } from './diff.ts'
import { severityMark } from './findings.ts'
import { type Content, type Html, path, time, visible, withCode } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { shippingNotes } from './shipping-notes.ts'
import { AS, STATES, verdictOf } from './shipping-words.ts'
import { count, duration } from './text.ts'
import * as urls from './urls.ts'

/** What people would get who install the plugin: what arrives, what does not, and what breaks by that. */
export const shippingPage = (model: ShippingModel, alert?: string): Html =>
  page({
    title: `Ship check of ${model.id}`,
    place: 'plugins',
    topics: ['inventory', 'activity', 'doctor'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head">
        <h1><a class="up" href="${urls.plugin(model.id)}">${visible(model.id)}</a> Ship check</h1>
        ${answer(model)}
      </div>
      <p class="about">Your Claude Code installs it into a folder of its own, as it does for people who install it, and what arrives is compared with the source. Nothing of yours is changed; what would be cloned comes from this disk, and packages in a lockfile are downloaded.</p>
      ${model.cannot ? html`<p class="calm" id="cannot">${withCode(`${model.cannot.sentence} ${model.cannot.next}`)}</p>` : ways(model)}
      ${model.run?.state === 'done' && outcome(model, model.run.shipped)}
      ${shippingNotes(model)}`,
  })

function answer({ run }: ShippingModel): Content {
  if (run === null) return null
  const when = html`<span class="when">${AS[run.way]}</span>`
  if (run.state === 'running') return html`<p class="answer" role="status" id="ship-run"><b>Installing…</b> ${when}</p>`
  if (run.state === 'failed')
    return html`<p class="answer" id="ship-run" data-stamp="${run.at}"><span class="mark problem">Not installed</span> ${withCode(`${run.message} ${run.next}`.trim())} ${when}</p>`
  const { mark, word, sentence } = verdictOf(run.shipped)
  return html`<p class="answer" id="ship-run" data-stamp="${run.at}"><span class="mark ${mark}">${word}</span> ${sentence} <span class="when">Version ${visible(run.shipped.version)}, ${AS[run.way]}, in ${duration(run.ms)} · ${time(run.at)}</span></p>`
}

const ways = ({ id, routes, source, run }: ShippingModel): Content => html`
  <dl class="facts">
    ${source !== null && html`<div><dt>Source</dt><dd>${path(source, 44)}</dd></div>`}
    ${routes.map((route) => html`<div><dt>${FROM[route.way]}</dt><dd>${path(route.folder, 44)}</dd></div>`)}
  </dl>
  <form class="ways" method="post" action="${urls.shipping(id)}">${routes.map((route, index) => button(route, index, run?.state === 'running'))}</form>`

const button = ({ way }: Route, index: number, busy: boolean) =>
  html`<button name="way" value="${way}"${index === 0 ? PRIMARY : ''}${busy ? DISABLED : ''}>${BUTTONS[way]}</button>`

const FROM: Record<Way, string> = { directory: 'As a directory', git: 'As a git repository' }
const BUTTONS: Record<Way, string> = { directory: 'Install it as it is', git: 'Install what is committed' }
const PRIMARY = html` class="primary" data-primary`
const DISABLED = html` disabled`

const outcome = (model: ShippingModel, shipped: Shipped): Content => html`
  ${
    shipped.files.length > 0 &&
    html`<div class="work" ${IN_PLACE}>
    <aside aria-label="Files"><div class="tree shipped"><ul>${shipped.files.map((file) => row(model, file))}</ul></div>
    ${shipped.more > 0 && html`<p class="nothing">and ${shipped.more.toLocaleString('en')} more</p>`}
    <p class="nothing">${shipped.same === 0 ? 'No other file.' : `${count(shipped.same, 'other file arrives', 'other files arrive')} as ${shipped.same === 1 ? 'it is' : 'they are'}.`}</p></aside>
    ${pane(model.chosen)}
  </div>`
  }
  ${
    shipped.findings.length > 0 &&
    html`<section class="group" id="ship-findings"><h2>What breaks where it is installed <i>${shipped.findings.length}</i></h2>
    <ul class="findings">${shipped.findings.map(({ severity, below, line, message, fix }) => html`<li class="finding"><p class="what">${severityMark(severity)} <code>${visible(below)}${line === null ? '' : `:${line}`}</code></p><p class="message">${withCode(message)}</p><p class="fix"><b>Do</b> ${withCode(fix)}</p></li>`)}</ul></section>`
  }`

const row = ({ id, chosen }: ShippingModel, file: ShippedFile) => html`
    <li data-row><a href="${urls.shipping(id, file.path)}"${file.path === chosen?.path ? CURRENT : ''}><code>${visible(file.path)}</code>${stateMark(file.state)}</a></li>`

const CURRENT = html` aria-current="true"`

const stateMark = (state: ShippedState) => html`<span class="mark ${STATES[state].mark}">${STATES[state].word}</span>`

function pane(chosen: ShippedFile | null): Content {
  if (chosen === null) return html`<div class="file" id="file"><p class="nothing">Choose a file to see why.</p></div>`
  return html`
    <div class="file" id="file">
      <header><h2><code>${visible(chosen.path)}</code></h2></header>
      <div class="reason"><p>${stateMark(chosen.state)} ${visible(chosen.why)}</p></div>
      ${chosen.patch && diffView(chosen.patch, 'unified')}
    </div>`
}
