import { html } from 'hono/html'
import type { PlanModel } from '../server/plugins/types.ts'
import type { Operation, Plan } from '../server/trees/plan.ts'
import { type Content, chip, type Html, join, path, visible } from './html.ts'
import { page } from './layout.ts'
import { plansTally, planVerb } from './plan-words.ts'
import { count, size } from './text.ts'
import * as urls from './urls.ts'

const MOST_SHOWN = 300

/** What a sync will do, file by file, before it does it. */
export const planPage = ({ shell, status, plan }: PlanModel, alert?: string): Html => {
  const { id } = status.plugin
  return page({
    title: `Sync ${id}`,
    place: 'plugins',
    topics: ['inventory', 'drift'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.plugin(id)}">${visible(id)}</a> ${plan === null ? 'Nothing to sync' : planVerb(plan)}</h1></div>
      ${
        plan === null
          ? html`<p class="calm">${visible(status.sentence)}</p>`
          : planView(
              id,
              plan,
              status.steps.filter(({ by }) => by === 'claude'),
            )
      }`,
  })
}

const planView = (id: string, plan: Plan, after: PlanModel['status']['steps']) => html`
  <dl class="facts">
    <div><dt>From</dt><dd>${path(plan.from, 72)}</dd></div>
    <div><dt>Into</dt><dd>${path(plan.into, 72)}</dd></div>
    <div><dt>Changes</dt><dd>${plansTally([plan])}</dd></div>
  </dl>
  ${plan.warnings.map(
    ({ kind, message, paths }) =>
      html`<p class="note" id="warning-${kind}">${visible(message)} ${
        kind === 'overwrites' &&
        paths.length <= 3 &&
        join(
          paths.map((name) => html`<code>${visible(name)}</code>`),
          ', ',
        )
      }</p>`,
  )}
  <form class="confirm" method="post" action="${urls.sync(id, plan.direction === 'to-source' ? 'cache' : 'source')}">
    <input type="hidden" name="plan" value="${plan.fingerprint}"><input type="hidden" name="back" value="plugin">
    <button class="primary" data-primary>${planVerb(plan)}</button> <a class="button quiet" href="${urls.plugin(id)}">Cancel</a>
    <p>What is replaced or removed goes to the trash first: Undo takes it back.${
      after.length > 0 &&
      html` Afterwards: ${join(
        after.map((step) => chip(step.command ?? step.text)),
        ' then ',
      )}`
    }</p>
  </form>
  ${GROUPS.map(([title, belongs]) => group(title, plan.operations.filter(belongs)))}
  ${plan.skipped.length > 0 && skipped(plan.skipped)}`

const GROUPS: readonly (readonly [string, (operation: Operation) => boolean])[] = [
  ['Removed', (operation) => operation.do === 'remove'],
  ['Replaced', (operation) => operation.do === 'write' && operation.over !== null],
  ['New', (operation) => operation.do === 'write' && operation.over === null],
  ['Links', (operation) => operation.do === 'link'],
  ['Permissions', (operation) => operation.do === 'chmod'],
]

function group(title: string, operations: readonly Operation[]): Content {
  if (operations.length === 0) return null
  return html`
    <section class="group" id="group-${title.toLowerCase()}"><h2>${title} <i>${operations.length}</i></h2>
    <ul class="lines">${operations.slice(0, MOST_SHOWN).map((operation) => html`<li><code class="key">${visible(operation.path)}</code><span class="amount">${what(operation)}</span></li>`)}</ul>
    ${operations.length > MOST_SHOWN && html`<p class="nothing">and ${count(operations.length - MOST_SHOWN, 'more', 'more')}</p>`}</section>`
}

function what(operation: Operation): Content {
  if (operation.do === 'remove') return size(operation.over.size)
  if (operation.do === 'link') return html`to <code>${visible(operation.target)}</code>`
  if (operation.do === 'chmod') return (operation.mode & 0o111) !== 0 ? 'executable' : 'not executable'
  return operation.over === null
    ? size(operation.from.size)
    : `${size(operation.over.size)} → ${size(operation.from.size)}`
}

const skipped = (paths: Plan['skipped']) => html`
  <section class="group" id="group-left"><h2>Left as it is <i>${paths.length}</i></h2>
  <ul class="lines">${paths.slice(0, MOST_SHOWN).map(({ path, message }) => html`<li><code class="key">${visible(path || '.')}</code><span>${visible(message)}</span></li>`)}</ul></section>`
