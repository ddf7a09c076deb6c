import { html } from 'hono/html'
import type { GuideModel } from '../server/plugins/types.ts'
import type { Guide, GuideRow } from '../server/reload/guide.ts'
import { guideCells } from './guide-cell.ts'
import { guideSpans } from './guide-spans.ts'
import { type Content, type Html, visible } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { probeOffer } from './probe-offer.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** What every edit needs to take effect, for one version of Claude Code, with what each answer rests on. */
export function guidePage(model: GuideModel, alert?: string): Html {
  const { guide, query, shell } = model
  const rows = guide.rows.filter((row) => matches(row, query.q))
  return page({
    title: `Guide to ${guide.version}`,
    place: 'guide',
    topics: ['claude', 'history', 'probe'],
    shell,
    alert,
    content: html`
      ${probeOffer(model.offer)}
      <div class="head">
        <h1>What an edit needs in Claude Code ${visible(guide.version)}</h1>
        <p class="answer">${standing(guide)} ${visible(guide.directory.why)} <a href="${urls.probe}">Measure it here</a></p>
      </div>
      <div class="tools" ${IN_PLACE}>${tools(model)}</div>
      ${rows.length === 0 ? nothing(query) : matrix(guide, rows)}`,
  })
}

function matches({ words, edit, cells, id }: GuideRow, q: string): boolean {
  const text = [words, edit.component, edit.change, id, ...cells.map((cell) => cell?.remedy)].join(' ').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const standing = ({ measured, version, basis, own }: Guide): Content => [
  measured
    ? 'This version was measured.'
    : html`<b>${visible(version)} ${own.answers > 0 ? 'does not ship with rules of its own' : 'was not measured'}</b>; what holds for ${basis} is shown${own.answers > 0 && ' elsewhere'}.`,
  own.answers > 0 &&
    html` <b>${count(own.answers, 'answer was', 'answers were')} measured on this machine</b>${own.differing === 0 ? ', all as the rules that ship say.' : html`; ${own.differing} ${own.differing === 1 ? 'differs' : 'differ'} from the rules that ship.`}`,
]

const tools = ({ query, versions, installed, guide }: GuideModel) => html`
  <form id="search" role="search" action="/guide" hx-get="/guide" hx-trigger="input changed delay:120ms, change, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <span><input id="q" name="q" type="search" value="${query.q}" placeholder="Search edits and remedies" aria-label="Search edits and remedies" autocomplete="off" spellcheck="false"><kbd>/</kbd></span>
    <select name="version" aria-label="Version of Claude Code">${choices(versions, installed, guide.version).map(
      (version) =>
        html`<option value="${version === installed ? '' : version}"${version === guide.version ? SELECTED : ''}>${spelled(version)}${version === installed && ', installed'}</option>`,
    )}</select>
    ${query.driver !== 'interactive' && html`<input type="hidden" name="driver" value="${query.driver}">`}
    <noscript><button>Show</button></noscript>
  </form>
  <nav class="filters" aria-label="Session">${DRIVERS.map(([driver, words]) => html`<a href="${urls.guide({ ...query, driver })}"${driver === query.driver ? CURRENT : ''}>${words}</a>`)}</nav>`

/** Newest first, with the installed version and the one that is shown among them. */
const choices = (versions: readonly string[], installed: string | null, shown: string) => [
  ...new Set([
    ...(installed === null ? [] : [installed]),
    ...(versions.includes(shown) ? [] : [shown]),
    ...versions.toReversed(),
  ]),
]

const DRIVERS = [
  ['interactive', 'Interactive'],
  ['headless', 'Headless (-p)'],
] as const
const CURRENT = html` aria-current="true"`
const SELECTED = html` selected`

const nothing = (query: GuideModel['query']) => html`
  <div class="empty">
    <p><b>No edit matches “${visible(query.q)}”.</b></p>
    <p><a href="${urls.guide({ ...query, q: '' })}">Show the whole guide</a></p>
  </div>`

const matrix = ({ columns }: Guide, rows: readonly GuideRow[]) => html`
  <p class="legend">${count(rows.length, 'edit')}. Each answer says whether it was measured, documented or inferred; open it for what it rests on.</p>
  <table class="guide">
    <thead><tr><th>Edited</th>${columns.map(({ words }) => html`<th>${words}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr id="guide-${row.id}"><th scope="row">${row.words}${guideSpans(row, columns)}</th>${guideCells(row, columns)}</tr>`)}</tbody>
  </table>`
