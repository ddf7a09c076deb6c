import { html } from 'hono/html'
import type { ConditionModel, ShownCondition } from '../server/plugins/doctor/conditions/model.ts'
import { type Content, idOf, mark, path, visible } from './html.ts'
import { spelled } from './text.ts'
import * as urls from './urls.ts'

/** By what a hook is switched on and off from a project, and whether it is. Nothing where its scripts ask for nothing. */
export function hookCondition(model: ConditionModel | null): Content {
  if (model === null) return null
  const switched = model.projects.filter(({ conditions }) => conditions.length > 0)
  return html`
    <section class="group" id="condition"><h2>${switched.length > 0 ? 'Acts only under a condition' : 'Conditions'}</h2>
    ${switched.length === 0 && html`<p class="calm">Nothing that switches it from a project was found in its scripts.</p>`}
    ${switched.map((one) => inProject(model.hook, one))}
    ${model.unread.length > 0 && unread(model)}
    <p class="fine">Read from the text of its command and scripts, without running them. A change counts from the next time the hook runs.</p></section>`
}

const inProject = (hook: string, { project, state, conditions }: ConditionModel['projects'][number]) => html`
  <div class="condition" id="${idOf('project-', project.folder)}">
    <p class="state">${state === 'active' ? mark('live', 'Active') : mark('not-loaded', 'Not active')} in ${path(project.folder, 48)} <i>${visible(project.why)}</i></p>
    <ul class="lines">${conditions.map((one) => condition(hook, project, one))}</ul>
  </div>`

const condition = (hook: string, { id, folder }: { id: string; folder: string }, one: ShownCondition) => html`
  <li id="${idOf('condition-', `${folder} ${one.id}`)}"><span class="key">${whatSwitches(one, folder)}</span>
    <span class="asked">now ${visible(one.now)} · line ${one.line} of <code title="${spelled(one.script)}">${visible(lastName(one.script))}</code></span>
    ${
      one.refused === null && one.switch
        ? html`<a class="button" href="${urls.hookSwitch(hook, { project: id, condition: one.id })}">Switch ${one.switch.becomes === 'active' ? 'on' : 'off'}…</a>`
        : html`<span class="refused">${visible(one.refused ?? '')}</span>`
    }</li>`

/** 'flag file .strict', 'key strict of .claude/guard.json', 'field enabled of .claude/guard.local.md'. */
export function whatSwitches(
  { kind, file, keys }: Pick<ShownCondition, 'kind' | 'file' | 'keys'>,
  folder: string,
): Content {
  const name = html`<code>${visible(file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file)}</code>`
  if (kind === 'flag') return html`flag file ${name}`
  return html`${kind === 'key' ? 'key' : 'field'} <code>${visible(keys.join('.'))}</code> of ${name}`
}

const unread = ({ unread }: ConditionModel) => html`
  <details class="unread"><summary>Not everything it asks for could be read</summary>
  <ul class="lines">${unread.slice(0, MOST).map(({ script, line, why }) => html`<li><span>Line ${line} of <code>${visible(lastName(script))}</code>: ${visible(why)}.</span></li>`)}</ul></details>`

const MOST = 12

const lastName = (file: string) => file.slice(file.lastIndexOf('/') + 1)
