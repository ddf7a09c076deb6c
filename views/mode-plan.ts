import { html } from 'hono/html'
import type { ModePlan, ModeStep } from '../server/plugins/modes/types.ts'
import { type Content, chip, join, path, time, visible, withCode } from './html.ts'
import * as urls from './urls.ts'

/** What a switch will do, before it does it. */
export const modePlan = (plan: ModePlan): Content => html`
  <div class="head">
    <h1><a class="up" href="${urls.modes(plan.id)}">${visible(plan.id)}</a> ${plan.takesBack ? 'Go back' : visible(plan.option.title)}</h1>
    <p class="answer">${withCode(plan.option.means)}</p>
  </div>
  ${plan.becomes !== plan.id && html`<p class="note">It is loaded as <b>${visible(plan.becomes)}</b> then.</p>`}
  ${!plan.option.certain && html`<p class="note">This was not tried with your version of Claude Code. Whether it worked is looked at afterwards; if not, everything is put back.</p>`}
  ${plan.takesBack === null && plan.option.lost.length > 0 && html`<ul class="lost">${plan.option.lost.map((lost) => html`<li>${visible(lost)}</li>`)}</ul>`}
  <form class="confirm" method="post" action="${urls.modes(plan.id)}">
    <input type="hidden" name="mode" value="${plan.to}"><input type="hidden" name="plan" value="${plan.fingerprint}">
    <button class="primary" data-primary>${plan.takesBack ? 'Go back' : 'Switch'}</button> <a class="button quiet" href="${urls.modes(plan.id)}">Cancel</a>
    <p>${plan.takesBack ? 'The state before the switch is put back.' : 'It can be taken back by one click.'}${after(plan)}</p>
  </form>
  ${plan.first && html`<p class="calm">First this is taken back: ${visible(plan.first.summary)}, ${time(plan.first.at)}.</p>`}
  ${plan.takesBack ? html`<p class="calm">This is taken back: ${visible(plan.takesBack.summary)}, ${time(plan.takesBack.at)}.</p>` : steps(plan)}
  ${plan.sessions.length > 0 && sessions(plan)}`

const steps = ({ steps }: ModePlan) => html`
  <section class="group" id="group-steps"><h2>What is done, one after the other <i>${steps.length}</i></h2>
  <ol class="commands">${steps.map(
    (step) => html`
    <li>${what(step)}<p>${visible(step.why)}${'where' in step && step.where === 'aside' && ' In an empty folder of Hotplug’s own.'}</p></li>`,
  )}</ol></section>`

function what(step: ModeStep): Content {
  if (step.do === 'stand-in')
    return html`<span>${path(step.folder, 72)} becomes a link to ${path(step.target, 56)}</span>`
  if (step.do === 'link') return html`<span>${path(step.path, 56)} becomes a link to ${path(step.target, 56)}</span>`
  if (step.do === 'keep') return html`<span>${path(step.folder, 72)} is copied to the trash</span>`
  return html`<code>${visible(step.words)}</code>`
}

const sessions = ({ sessions }: ModePlan) => html`
  <section class="group" id="group-sessions"><h2>In use by <i>${sessions.length}</i></h2>
  <ul class="lines">${sessions.map(({ pid, cwd, startedAt }) => html`<li><span>process ${pid}${cwd !== null && [' in ', path(cwd, 40)]}</span><span class="amount">${startedAt !== null && time(startedAt)}</span></li>`)}</ul></section>`

const after = ({ after }: ModePlan): Content =>
  after.length > 0 &&
  html` Afterwards, in running sessions: ${join(
    after.map((step) => (step.startsWith('/') ? chip(step) : ['a ', visible(step)])),
    ' then ',
  )}`
