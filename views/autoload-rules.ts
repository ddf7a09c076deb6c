import { html } from 'hono/html'
import type { Backtest, BacktestRow } from '../server/loading/backtest.ts'
import type { RulesModel } from '../server/loading/rules-model.ts'
import { type Content, type Html, path, time, visible, withCode } from './html.ts'
import { page } from './layout.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** The user's groups.yaml as a draft: what it would have done over the history, before it is saved. */
export const rulesPage = (model: RulesModel, alert?: string): Html => {
  const { shell, saved, drafted, faults } = model
  const text = drafted?.text ?? (saved.exists ? saved.text : '')
  const problems = drafted ? drafted.problems : faults
  return page({
    title: 'Rules and backtest',
    place: 'autoload',
    topics: ['claude'],
    shell,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.autoload}">Auto-load</a> Rules and backtest</h1><p>Your own changes to the groups, in ${path(saved.file, 60)}. A repository cannot change them.</p></div>
      ${saved.unreadable !== null && html`<p class="note">The file cannot be shown: ${visible(saved.unreadable)} Saving is refused while that is so.</p>`}
      <div id="draft" hx-morph-skip>
      ${alert && html`<p class="alert" role="alert">${withCode(alert)}</p>`}
      <form id="rules" class="try" method="post" action="${urls.rules}" hx-status:422="target:#draft select:#draft swap:outerHTML push:false">
        <input type="hidden" name="shown" value="${saved.shown}">
        <label for="text">groups.yaml ${saved.exists ? '' : html`<i>(not there yet)</i>`}</label>
        <textarea id="text" name="text" rows="14" maxlength="262144" spellcheck="false" autocomplete="off" aria-describedby="faults" placeholder="${model.example}">${text}</textarea>
        <div id="faults">${problems.length > 0 && faultList(problems, text)}</div>
        <p class="row">${stateDraft(model)} <button id="try-draft" formaction="${urls.rulesTried}" hx-post="${urls.rulesTried}" hx-target="#draft" hx-select="#draft" hx-swap="outerHTML" data-primary>Try it on the history</button> <button class="primary">Save</button> <a class="button quiet" href="${urls.rules}" ${DRAFT_ONLY}>Discard</a></p>
      </form>
      ${drafted?.backtest && result(drafted.backtest, model)}
      </div>
      ${model.kept.length > 0 && html`<details id="kept" class="help"><summary>${count(model.kept.length, 'earlier version')}</summary><ul>${model.kept.map(({ name, at }) => html`<li>replaced ${time(at)} <a href="${urls.keptRules(name)}" ${DRAFT_ONLY}>Take it up as a draft</a></li>`)}</ul></details>`}
      <details id="example" class="help"><summary>How a group is written</summary><pre>${model.example}</pre>
      <p>What stands in a list is added to the group's own; <code>without</code> takes entries away; <code>plugins</code> and <code>title</code> take the place of its own. A group that is not there yet is a new one. Wrong lines are named with their number, and a file with any fault changes nothing.</p></details>`,
  })
}

/** The rest of the page need not know; and what is being typed stays when it looks again. */
const DRAFT_ONLY = html`hx-boost="swap:'outerHTML show:none' target:'#draft' select:'#draft'"`

const stateDraft = ({ groups, drafted }: RulesModel) => html`
  <label>With <select name="group"><option value="">every group</option>${groups.map(({ name, title }) => html`<option value="${name}"${drafted?.group === name ? SELECTED : ''}>${visible(title)}</option>`)}</select></label>
  <label>set to <select name="state"><option value="">what it is</option>${STATES.map((state) => html`<option value="${state}"${drafted?.state === state ? SELECTED : ''}>${state}</option>`)}</select></label>`

const STATES = ['off', 'suggest', 'auto'] as const
const SELECTED = html` selected`

function faultList(problems: RulesModel['faults'], text: string): Content {
  const lines = text.split('\n')
  return html`<ul class="faults" role="alert">${problems.map(
    ({ message, line, column }) =>
      html`<li>${line !== undefined && html`<b>Line ${line}${column !== undefined && html`, column ${column}`}</b> <code>${visible((lines[line - 1] ?? '').slice(0, 120))}</code>`}<p>${visible(message)}</p></li>`,
  )}</ul>`
}

function result(
  { rows, anew, byMatches, examples, stopped }: Backtest,
  { drafted, keepsPrompts }: RulesModel,
): Content {
  const changed = rows.filter(differs)
  return html`
    <section class="group" id="backtest"><h2>${anew + byMatches === 0 ? 'Nothing is recorded yet' : changed.length === 0 ? 'Nothing would have been different' : `${count(changed.length, 'group')} would have been different`}</h2>
    <p class="calm">${basis(anew, byMatches, keepsPrompts)}${stopped && ' There are more; the newest were looked at.'}</p>
    ${rows.length > 0 && html`<table class="backtest"><thead><tr><th scope="col">Group<th scope="col">Asked for<th scope="col">With the draft<th scope="col">New<th scope="col">Gone<th scope="col">Would load<th scope="col">With the draft</tr></thead><tbody>${rows.map(backtestRow)}</tbody></table>`}
    ${examples.length > 0 && html`<h2>Prompts that would have been judged otherwise</h2><ul class="examples">${examples.map(({ prompt, gained, lost }) => html`<li><p class="prompt">${visible(prompt)}</p>${gained.length > 0 && html`<i>also ${visible(gained.join(', '))}</i> `}${lost.length > 0 && html`<i>no longer ${visible(lost.join(', '))}</i>`}</li>`)}</ul>`}
    ${drafted && !drafted.isChanged && drafted.state === null && html`<p class="calm">The text is the saved one, so nothing can be different.</p>`}
    </section>`
}

const differs = ({ gained, lost, loadsNow, loadsThen }: BacktestRow) => gained + lost > 0 || loadsNow !== loadsThen

function basis(anew: number, byMatches: number, keepsPrompts: boolean): string {
  if (anew + byMatches === 0)
    return 'As soon as a hook has looked at a prompt, its result can be compared with a draft here.'
  const parts = [
    ...(anew > 0
      ? [`${count(anew, 'prompt was', 'prompts were')} judged anew from ${anew === 1 ? 'its' : 'their'} text.`]
      : []),
    ...(byMatches > 0
      ? [
          `Of ${count(byMatches, 'prompt')} only the matches were kept: what would no longer fire can be told, what would newly fire cannot.`,
        ]
      : []),
    ...(byMatches > 0 && !keepsPrompts
      ? ['The text of prompts is kept only if you switch that on in the history.']
      : []),
  ]
  return parts.join(' ')
}

const backtestRow = (row: BacktestRow) => html`
  <tr id="backtest-${spelled(row.group)}"${differs(row) ? DIFFERENT : ''}><th scope="row">${visible(row.group)}<td>${row.now}<td>${row.drafted}<td>${row.gained > 0 && html`<b>+${row.gained}</b>`}<td>${row.lost > 0 && html`<b>−${row.lost}</b>`}<td>${row.loadsNow}<td>${row.loadsThen}</tr>`

const DIFFERENT = html` class="different"`
