import { html } from 'hono/html'
import type { ComparedResult, ProbeModel, ProbeQuery } from '../server/plugins/probe/model.ts'
import { guideColumns } from '../server/reload/guide.ts'
import { guideLines } from '../server/reload/guide-lines.ts'
import { ownModeOf } from '../server/reload/own.ts'
import { DIFFERS, remedy } from './guide-cell.ts'
import { type Content, idOf, time, visible } from './html.ts'
import { IN_PLACE, SAME_ADDRESS } from './in-place.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** What was measured of one version, each result beside the rule that ships. */
export const probeResults = (model: ProbeModel): Content => html`
  <section class="probed" id="probed" aria-labelledby="probed-title">
    <h2 id="probed-title">${headline(model)}</h2>
    <div class="tools" ${IN_PLACE}>
      ${model.versions.length > 1 && html`<nav class="filters" aria-label="Version">${model.versions.map(({ version, results }) => html`<a href="${urls.probed({ ...model.query, version })}"${version === model.chosen ? CURRENT : ''}>${visible(version)} <b>${results}</b></a>`)}</nav>`}
      <nav class="filters" aria-label="Show">${SHOWS.map((show) => html`<a href="${urls.probed({ ...model.query, show })}"${show === model.query.show ? CURRENT : ''}>${WORDS[show]} <b>${show === 'all' ? total(model) : model.counts.differs}</b></a>`)}</nav>
      <a class="button quiet" href="${urls.probeExport(model.chosen)}" download hx-boost="false">Export as JSON</a>
      <a class="button quiet" href="${urls.guide({ version: model.chosen ?? '', driver: driverOf(model) })}">Show in the guide</a>
    </div>
    ${model.results.length === 0 ? nothing(model) : table(model.results)}
    ${deletion(model)}
  </section>`

/** The guide shows one driver at a time. */
const driverOf = ({ results }: ProbeModel) =>
  results.some(({ result }) => result.driver === 'tui') ? 'interactive' : 'headless'

const total = ({ counts }: ProbeModel) => Object.values(counts).reduce((sum, amount) => sum + amount, 0)

function headline(model: ProbeModel): Content {
  const { chosen, counts } = model
  const compared = counts.agrees + counts.differs
  const rest = total(model) - compared
  const some =
    compared === 0
      ? 'none of them tells what is to be done'
      : counts.differs === 0
        ? `all ${compared} as the rules that ship say`
        : `${counts.differs} of ${compared} ${counts.differs === 1 ? 'differs' : 'differ'} from the rules that ship`
  return html`Measured here with ${visible(chosen ?? '')}: ${count(total(model), 'result')}, ${some}${compared > 0 && rest > 0 && `, ${rest} ${rest === 1 ? 'tells' : 'tell'} nothing`}`
}

const SHOWS = ['all', 'differs'] as const
const WORDS: Readonly<Record<ProbeQuery['show'], string>> = { all: 'All', differs: 'Differs' }
const CURRENT = html` aria-current="true"`

const nothing = ({ query }: ProbeModel) => html`
  <div class="empty"><p><b>Nothing differs.</b></p><p><a href="${urls.probed({ ...query, show: 'all' })}">Show all results</a></p></div>`

const table = (results: readonly ComparedResult[]) => html`
  <table class="results"><thead><tr><th>Edited</th><th>Needed here</th><th>Rule that ships</th><th>Measured</th></tr></thead>
  ${[...Map.groupBy(results, ({ result }) => placeOf(result))].map(([place, some]) => html`<tbody><tr id="${idOf('p', place)}" class="place"><th colspan="4" scope="rowgroup">${place}</th></tr>${some.map(row)}</tbody>`)}</table>`

function row(one: ComparedResult): Content {
  const { driver, mode, kind, least_action, at, note } = one.result
  const { state, compared } = one
  const here = compared.remedy
    ? remedy(compared.remedy)
    : html`<span class="calm">${visible(withoutNumber(least_action))}</span>`
  return html`
    <tr id="${idOf('r', `${driver} ${mode} ${kind}`)}" class="${state === 'differs' ? 'other' : ''}" data-stamp="${spelled(least_action)} ${at}">
      <td>${wordsOf(compared)}<code>${visible(kind)}</code></td>
      <td data-label="Needed here">${here}${state === 'differs' && DIFFERS}${reason(state, note)}</td>
      <td data-label="Rule that ships">${shippedOf(one)}</td>
      <td data-label="Measured">${time(at)}</td>
    </tr>`
}

/** The rule itself, unless the edited copy is not the one that this version reads. */
function shippedOf({ compared, shipped }: ComparedResult): Content {
  if (shipped === null) return html`<i>none</i>`
  const { rule } = compared.shipped ?? {}
  if (rule?.remedy.join(', then ') !== shipped) return visible(shipped)
  return html`${remedy(rule.remedy)} <small>${rule.source}</small>`
}

function wordsOf({ edit }: ComparedResult['compared']): Content {
  const line = guideLines.find(
    (one) =>
      edit && one.edit.component === edit.component && one.edit.change === edit.change && one.edit.part === edit.part,
  )
  return line && html`${line.words} `
}

function placeOf(result: ComparedResult['result']): string {
  const mode = ownModeOf(result)
  const where = guideColumns.find((column) => column.mode === mode)?.words ?? ''
  return `${result.driver === 'tui' ? 'Interactive' : 'Headless'} · ${where}`
}

/** The number is the step of the ladder on which it was first seen. */
const withoutNumber = (least: string) => least.replace(/^\d+[a-z]? /, '')

function reason(state: ComparedResult['state'], note: string | undefined): Content {
  if (note !== undefined) return html`<p class="calm">${visible(note)} The rule that ships stays.</p>`
  if (state === 'teaches nothing') return html`<p class="calm">Tells nothing to go by; the rule that ships stays.</p>`
  return state === 'unknown' && html`<p class="calm">This Hotplug does not know what that is.</p>`
}

const deletion = ({ chosen, versions, latest }: ProbeModel) => {
  const kept = versions.find(({ version }) => version === chosen)
  if (!kept || latest?.state === 'running') return null
  return html`
    <details class="deletion" id="probe-deletion"><summary>Delete these results…</summary>
      <form method="post" action="${urls.probeDeletion}" ${SAME_ADDRESS}><input type="hidden" name="version" value="${kept.version}">
        <p>Deletes ${count(kept.results, 'result')} of ${visible(kept.version)}. The rules that ship with Hotplug hold for it again. This cannot be taken back; export them first to keep them.</p>
        <button>Delete ${count(kept.results, 'result')}</button></form>
    </details>`
}
