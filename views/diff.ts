import { html } from 'hono/html'
import type { Hunk, Patch, PatchSide } from '../server/trees/patch.ts'
import { codeLine } from './code.ts'
import { type Line, type Row, rowsOf } from './diff-rows.ts'
import { type Content, visible } from './html.ts'
import { count, size } from './text.ts'

export type DiffView = 'unified' | 'split'

/** More lines than this are not read in a browser; `hotplug diff` prints them all. */
const MOST_LINES = 3_000

/** What differs in one file, loaded copy against source; with `plain`, only what is in it. */
export function diffView(patch: Patch, view: DiffView, plain = false): Content {
  const windows = endsWithCarriageReturns(patch)
  const { shown, hidden } = bounded(windows ? patch.hunks.map(withoutCarriageReturns) : patch.hunks)
  const notes = windows ? ['Every line ends with CRLF.', ...patch.notes] : patch.notes
  const draw = plain ? plainLines : view === 'split' ? splitLines : unifiedLines
  return html`
    ${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${visible(note)}</li>`)}</ul>`}
    ${shown.length === 0 ? noLines(patch) : html`<table class="code ${plain ? 'plain' : view}">${COLUMNS[plain ? 'plain' : view]}${shown.map((hunk, index) => [index > 0 || hunk.oldStart > 1 ? gap(hunk, plain) : null, draw(patch.path, hunk)])}</table>`}
    ${hidden > 0 && html`<p class="hidden">${count(hidden, 'more line is', 'more lines are')} not shown here.</p>`}`
}

/** The first row may span them all, so their widths are said here. */
const COLUMNS = {
  plain: html`<colgroup><col class="number"><col></colgroup>`,
  unified: html`<colgroup><col class="number"><col class="number"><col class="sign"><col></colgroup>`,
  split: html`<colgroup><col class="number"><col><col class="number"><col></colgroup><thead><tr><th colspan="2">Loaded copy</th><th colspan="2">Source</th></tr></thead>`,
}

/** Where all lines end so it is said once; where only some do, each one shows it. */
const endsWithCarriageReturns = ({ old, new: now }: Patch) =>
  [old, now].every((side) => side === null || side.lineEnding === 'CRLF' || side.lineEnding === 'none') &&
  [old, now].some((side) => side?.lineEnding === 'CRLF')

const withoutCarriageReturns = (hunk: Hunk): Hunk => ({
  ...hunk,
  lines: hunk.lines.map((line) => line.replace(/\r$/, '')),
})

/** Whole hunks as long as they fit, then a part of the next one. */
function bounded(hunks: readonly Hunk[]): { shown: Hunk[]; hidden: number } {
  const shown: Hunk[] = []
  let [left, hidden] = [MOST_LINES, 0]
  for (const hunk of hunks) {
    if (left > 0) shown.push({ ...hunk, lines: hunk.lines.slice(0, left) })
    hidden += Math.max(0, hunk.lines.length - Math.max(0, left))
    left -= hunk.lines.length
  }
  return { shown, hidden }
}

function gap({ oldStart, oldLines, newStart, newLines }: Hunk, plain: boolean): Content {
  if (plain) return null
  return html`<tbody><tr class="gap"><td colspan="4">@@ −${oldStart},${oldLines} +${newStart},${newLines} @@</tr>`
}

const unifiedLines = (path: string, hunk: Hunk) =>
  html`<tbody>${blocksOf(rowsOf(path, hunk)).map((line) => unifiedLine(line))}`

type Unified = { line: Line; opposite: Line | null }

/** Of a changed run all that went comes before all that came. */
function blocksOf(rows: readonly Row[]): Unified[] {
  const lines: Unified[] = []
  let added: Unified[] = []
  for (const { before, after } of rows) {
    const same = before?.mark === ' '
    if (same) lines.push(...added, { line: before, opposite: after })
    if (same) added = []
    else if (before) lines.push({ line: before, opposite: null })
    if (!same && after) added.push({ line: after, opposite: null })
  }
  return [...lines, ...added]
}

function unifiedLine({ line, opposite }: Unified): Content {
  const [old, now] =
    line.mark === ' ' ? [line.number, opposite?.number] : line.mark === '-' ? [line.number, null] : [null, line.number]
  return html`<tr${CLASSES[line.mark]}><td>${old}<td>${now}<td>${SIGNS[line.mark]}<td>${text(line)}`
}

const splitLines = (path: string, hunk: Hunk) =>
  html`<tbody>${rowsOf(path, hunk).map(({ before, after }) => html`<tr>${half(before)}${half(after)}`)}`

const half = (line: Line | null) =>
  line === null
    ? html`<td><td class="none">`
    : html`<td${CLASSES[line.mark]}>${line.number}<td${CLASSES[line.mark]}>${text(line)}`

const plainLines = (path: string, hunk: Hunk) =>
  html`<tbody>${rowsOf(path, hunk)
    .map(({ before, after }) => after ?? before)
    .filter((line) => line !== null)
    .map((line) => html`<tr><td>${line.number}<td>${text(line)}`)}`

const text = (line: Line): Content => [
  codeLine(line.segments, line.changed),
  !line.ended && html`<span class="unended" title="No newline at the end of the file">⊘</span>`,
]

const CLASSES = { ' ': null, '-': html` class="del"`, '+': html` class="add"` }
const SIGNS = { ' ': '', '-': '−', '+': '+' }

function noLines({ kind, old, new: now }: Patch): Content {
  if (kind === 'text' && old !== null && now !== null && old.bytes === 0 && now.bytes === 0)
    return html`<p class="nothing">The file is empty.</p>`
  if (kind === 'text') return html`<p class="nothing">No line differs.</p>`
  return html`<p class="nothing">Loaded copy ${sideSize(old)}, source ${sideSize(now)}.</p>`
}

const sideSize = (side: PatchSide | null) => (side === null ? 'has no such file' : size(side.bytes))
