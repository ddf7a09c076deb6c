import { html } from 'hono/html'
import type { Plugin } from '../server/claude/types.ts'
import type { FileRow, PluginModel, Step } from '../server/plugins/types.ts'
import type { Verdict } from '../server/reload/types.ts'
import { type DiffView, diffView } from './diff.ts'
import { STATES } from './file-link.ts'
import { findingList } from './findings.ts'
import { type Content, chip, copyButton, join, time, visible } from './html.ts'
import { receipts } from './receipts.ts'
import { resolution } from './resolve.ts'
import { size } from './text.ts'
import * as urls from './urls.ts'

/** The chosen file: why it matters and what to do, then what differs. */
export function filePane(id: string, { chosen, query, files, status, findings = [] }: PluginModel): Content {
  if (chosen === null) return html`<div class="file"><p class="nothing">${nothingChosen(query.file, files)}</p></div>`
  const { row, patch, choices = [] } = chosen
  const view = viewOf(row, query.view)
  return html`
    <div class="file" id="file">
      <header>
        <h2><code>${visible(row.path)}</code>${copyButton(row.path)}</h2>
        ${row.state !== 'same' && patch.hunks.length > 0 && html`<span class="lines"><b class="add">+${patch.added}</b> <b class="del">−${patch.removed}</b></span>`}
        ${row.state !== 'same' && patch.hunks.length > 0 && views(id, query, row)}
        <a class="ask" href="${urls.why(askedAs(row, status.plugin))}" title="From the edit to each session: where it is stuck">Why?</a>
      </header>
      ${reason(row, status.plugin)}
      ${chosen.proof && receipts(chosen.proof)}
      ${findingList(findings.filter(({ below }) => below === row.path))}
      ${resolution(id, row, choices)}
      ${diffView(patch, view, row.state === 'same')}
    </div>`
}

/** The file as its author edits it. */
const askedAs = ({ path }: FileRow, { source, loaded }: Plugin) => `${source?.path ?? loaded.path}/${path}`

function nothingChosen(file: string | null, files: PluginModel['files']): Content {
  if (file !== null) return html`There is no file <code>${visible(file)}</code> any more.`
  return files.length === 0 ? 'Its files have not been read yet.' : 'Choose a file to see what is in it.'
}

/** Of two edits of the same file both are to be seen. */
const usualView = ({ edited }: FileRow): DiffView => (edited === 'both' ? 'split' : 'unified')
const viewOf = (row: FileRow, asked: PluginModel['query']['view']) => (asked === 'auto' ? usualView(row) : asked)

const views = (id: string, query: PluginModel['query'], row: FileRow) => html`
  <nav class="filters" aria-label="Diff">
    ${(['unified', 'split'] as const).map((view) => html`<a href="${urls.plugin(id, { ...query, view: view === usualView(row) ? 'auto' : view })}"${view === viewOf(row, query.view) ? CURRENT : ''}>${VIEWS[view]}</a>`)}
  </nav>`

const VIEWS = { unified: 'Unified', split: 'Side by side' }
const CURRENT = html` aria-current="true"`

const reason = (row: FileRow, plugin: Plugin) => html`
  <div class="reason">
    <p><b>${firstUp(row.component)}</b>${stateWord(row, plugin)}, ${size(row.size)}, edited ${time(row.mtimeMs)} ago.
    ${row.state !== 'same' && html`${sequence(row.steps)}`}</p>
    ${row.verdict !== null && html`<p>${row.state === 'same' && edits(row.verdict)} ${visible(row.verdict.rule.why)}</p>`}
    ${row.verdict !== null && evidence(row.verdict)}
  </div>`

/** That nothing more is needed is worth saying only after something that is. */
const sequence = (steps: readonly Step[]): Content =>
  steps.some(({ by }) => by !== 'nobody') && html`<span class="sequence">${join(steps.map(stepWord), ', then ')}</span>`

function stateWord({ state, edited }: FileRow, { source, loaded }: Plugin): Content {
  if (state === 'same') return source !== null && source.path !== loaded.path && `, ${STATES.same.word}`
  return [
    `, ${STATES[state].word}`,
    edited === 'both' && ', edited on both sides',
    edited === 'cache' && ', edited in the loaded copy',
  ]
}

const edits = ({ rule }: Verdict): Content =>
  html`An edit here needs ${join(
    rule.remedy.map((action) => (action.startsWith('/') ? chip(action) : (REMEDIES.get(action) ?? action))),
    ' then ',
  )}.`

const REMEDIES = new Map([
  ['none', 'nothing'],
  ['wait', 'a few seconds'],
])

const firstUp = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const stepWord = ({ by, command, text }: Step) => (by === 'claude' && command !== null ? chip(command) : visible(text))

/** What a claim about a file rests on. */
export const evidence = ({ rule, measured, basis }: Pick<Verdict, 'rule' | 'measured' | 'basis'>) => html`
  <details class="evidence" id="evidence-${rule.id}">
    <summary>Why this is so</summary>
    <dl>
      <dt>Rule</dt><dd><code>${rule.id}</code>, Claude Code <code>${visible(rule.versions)}</code></dd>
      <dt>Known</dt><dd>${rule.source}, ${rule.confidence} confidence${!measured && html`; this version was not measured, <code>${visible(basis)}</code> was taken`}</dd>
      <dt>Evidence</dt><dd>${visible(rule.evidence)}</dd>
      ${
        rule.instead !== null &&
        html`<dt>Cheaper</dt><dd>${join(
          rule.instead.map((action) => html`<code>${action}</code>`),
          ', then ',
        )} for one server or session</dd>`
      }
    </dl>
  </details>`
