import { html } from 'hono/html'
import type { Guide, GuideCell, GuideRow } from '../server/reload/guide.ts'
import type { MeasuredRow } from '../server/reload/measured.ts'
import { type Content, join, visible } from './html.ts'

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
      : html`<td colspan="${words.length}" data-where="${words.join('; ')}"><details name="evidence" id="why-${id}-${index}"><summary>${remedy(cell.verdict.rule.remedy)} <small>${cell.verdict.rule.source}</small></summary>${grounds(cell)}</details></td>`,
  )
}

function sameAnswer(one: GuideCell | null, other: GuideCell | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.remedy === other.remedy &&
    one.verdict.rule.id === other.verdict.rule.id &&
    one.verdict.rule.source === other.verdict.rule.source &&
    one.rows.length === 0 &&
    other.rows.length === 0
  )
}

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

const grounds = ({ verdict, rows }: GuideCell) => html`
  <div class="grounds">
    <p>${visible(verdict.rule.why)}</p>
    <dl>
      <dt>Rule</dt><dd><code>${verdict.rule.id}</code> for <code>${visible(verdict.rule.versions)}</code></dd>
      <dt>Known</dt><dd>${verdict.rule.source}, ${verdict.rule.confidence} confidence</dd>
      <dt>Rests on</dt><dd>${visible(verdict.rule.evidence)}</dd>
      ${verdict.rule.instead !== null && html`<dt>Cheaper</dt><dd>${remedy(verdict.rule.instead)} for one server or session</dd>`}
      ${rows.length > 0 && html`<dt>Measured</dt><dd>${rows.map(measurement)}</dd>`}
    </dl>
  </div>`

/** The number is the step of the ladder on which the new text was first seen. */
const measurement = ({ version, kind, least_action, alone }: MeasuredRow) => html`
  <p><code>${version}</code> ${kind}: ${least_action.replace(/^\d+b? /, '')}${
    alone !== undefined &&
    html` <i>(alone: ${Object.entries(alone)
      .map(([action, enough]) => `${action} ${enough}`)
      .join(', ')})</i>`
  }</p>`
