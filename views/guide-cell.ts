import { html } from 'hono/html'
import { differs, type Guide, type GuideCell, type GuideRow } from '../server/reload/guide.ts'
import type { MeasuredRow } from '../server/reload/measured.ts'
import type { OwnRow } from '../server/reload/own.ts'
import { type Content, join, time, visible } from './html.ts'

/** Neighbours that say the same for the same reason are one cell. */
export function guideCells({ id, cells }: GuideRow, columns: Guide['columns']): Content {
  const groups: { cell: GuideCell | null; words: string[] }[] = []
  for (const [index, cell] of cells.entries()) {
    const words = columns[index]?.words ?? ''
    const last = groups.at(-1)
    if (last && sameAnswer(last.cell, cell)) last.words.push(words)
    else groups.push({ cell, words: [words] })
  }
  return groups.map(({ cell, words }, index) =>
    cell === null
      ? html`<td colspan="${words.length}" class="none">no such file</td>`
      : html`<td colspan="${words.length}" data-where="${words.join('; ')}"><details name="evidence" id="why-${id}-${index}"><summary>${remedy(cell.verdict.rule.remedy)} ${known(cell)}</summary>${grounds(cell)}</details></td>`,
  )
}

function sameAnswer(one: GuideCell | null, other: GuideCell | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.remedy === other.remedy &&
    one.verdict.rule.id === other.verdict.rule.id &&
    one.verdict.rule.source === other.verdict.rule.source &&
    [one, other].every(({ rows, own }) => rows.length + own.length === 0)
  )
}

/** How an answer is known, and whether what was measured here is not what ships. */
const known = (cell: GuideCell) =>
  cell.verdict.shipped
    ? html`<small>measured here</small>${differs(cell) && DIFFERS}`
    : html`<small>${cell.verdict.rule.source}</small>`

export const DIFFERS = html` <span class="differs">differs</span>`

export const remedy = (actions: readonly string[]): Content =>
  join(
    actions.map(
      (action) => html`<span class="remedy ${WEIGHTS.get(action) ?? 'command'}">${WORDS.get(action) ?? action}</span>`,
    ),
    ' then ',
  )

const WORDS = new Map([
  ['none', 'next use'],
  ['wait', 'some seconds'],
])

const WEIGHTS = new Map([
  ['none', 'free'],
  ['wait', 'free'],
  ['new session', 'restart'],
])

const grounds = ({ verdict, rows, own }: GuideCell) => html`
  <div class="grounds">
    <p>${visible(verdict.rule.why)}</p>
    <dl>
      <dt>Rule</dt><dd><code>${verdict.rule.id}</code> for <code>${visible(verdict.rule.versions)}</code></dd>
      <dt>Known</dt><dd>${verdict.rule.source}, ${verdict.rule.confidence} confidence</dd>
      <dt>Rests on</dt><dd>${visible(verdict.rule.evidence)}</dd>
      ${verdict.rule.instead !== null && html`<dt>Cheaper</dt><dd>${remedy(verdict.rule.instead)} for one server or session</dd>`}
      ${own.length > 0 && html`<dt>Here</dt><dd>${own.map(ownMeasurement)}</dd>`}
      ${verdict.shipped && html`<dt>Ships as</dt><dd>${remedy(verdict.shipped.remedy)} <i>${verdict.shipped.source}: ${visible(verdict.shipped.evidence)}</i></dd>`}
      ${rows.length > 0 && html`<dt>Measured</dt><dd>${rows.map(measurement)}</dd>`}
    </dl>
  </div>`

const ownMeasurement = (row: OwnRow) =>
  html`${measurement(row)}<p><i>${time(row.at)}${row.note !== undefined && html` ${visible(row.note)}`}</i></p>`

/** The number is the step of the ladder on which the new text was first seen. */
const measurement = ({ version, kind, least_action, alone }: MeasuredRow) => html`
  <p><code>${visible(version)}</code> ${visible(kind)}: ${visible(least_action.replace(/^\d+[a-z]? /, ''))}${
    alone !== undefined &&
    html` <i>(alone: ${visible(
      Object.entries(alone)
        .map(([action, enough]) => `${action} ${enough}`)
        .join(', '),
    )})</i>`
  }</p>`
