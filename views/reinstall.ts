import { html } from 'hono/html'
import type { ReinstallModel, ReinstallPlan } from '../server/plugins/reinstall/types.ts'
import { type Content, chip, type Html, join, path, time, visible, withCode } from './html.ts'
import { page } from './layout.ts'
import { reinstallRun } from './reinstall-run.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const MOST_SHOWN = 300

/** What a reinstall will do, before it does it; then how far it is, and how it went. */
export const reinstallPage = ({ shell, id, planned, run }: ReinstallModel, alert?: string): Html =>
  page({
    title: `Reinstall ${id}`,
    place: 'plugins',
    topics: run ? ['activity', 'history'] : ['inventory', 'drift', 'history'],
    shell,
    alert,
    content: html`
      ${run && reinstallRun(id, run)}
      ${planned?.cannot && [heading(id), html`<p class="calm" id="cannot">${withCode(`${planned.cannot.sentence} ${planned.cannot.next}`.trim())}</p>`]}
      ${planned?.plan && planView(planned.plan)}`,
  })

const heading = (id: string) =>
  html`<div class="head"><h1><a class="up" href="${urls.plugin(id)}">${visible(id)}</a> Reinstall</h1></div>`

const planView = (plan: ReinstallPlan): Content => html`
  ${heading(plan.id)}
  <dl class="facts">
    <div><dt>Record</dt><dd>${plan.record.scope} scope${plan.record.projectPath !== null && [' of ', path(plan.record.projectPath, 48)]}, version <code>${visible(plan.record.version)}</code></dd></div>
    <div><dt>Replaced</dt><dd>${path(plan.record.installPath, 72)} <p>${differing(plan)}</p></dd></div>
    <div><dt>Kept</dt><dd>Its data, its options, and that it is ${plan.enabled ? 'enabled' : 'disabled'}</dd></div>
    <div><dt>In use by</dt><dd>${sessions(plan)}</dd></div>
  </dl>
  ${plan.edited.length > 0 && html`<p class="note" id="edited-note"><b>${count(plan.edited.length, 'file was', 'files were')} edited in the loaded copy itself.</b> ${plan.edited.length === 1 ? 'It goes' : 'They go'} to the trash first, and can be restored from there.</p>`}
  ${plan.notes.map((note) => html`<p class="note">${visible(note)}</p>`)}
  <form class="confirm" method="post" action="${urls.reinstall(plan.id)}">
    <input type="hidden" name="plan" value="${plan.fingerprint}">
    <button class="primary" data-primary>Reinstall ${visible(plan.id)}</button> <a class="button quiet" href="${urls.plugin(plan.id)}">Cancel</a>
    <p>Every file that is replaced goes to the trash first. It can be cancelled until something is uninstalled.${after(plan)}</p>
  </form>
  <section class="group" id="group-commands"><h2>What is run, one after the other <i>${plan.commands.length}</i></h2>
  <ol class="commands">${plan.commands.map(
    ({ args, where, why }) => html`
    <li><code>${visible(`claude ${args.join(' ')}`)}</code><p>${visible(why)}${where === 'record' && plan.record.projectPath !== null && html` In ${path(plan.record.projectPath, 48)}`}</p></li>`,
  )}</ol></section>
  ${plan.edited.length > 0 && group('edited', 'Edited in the loaded copy', plan.edited)}
  ${
    plan.others.length > 0 &&
    html`<section class="group" id="group-others"><h2>Other records <i>${plan.others.length}</i></h2>
  <ul class="lines">${plan.others.slice(0, MOST_SHOWN).map(({ sentence }) => html`<li><span>${visible(sentence)}</span></li>`)}</ul></section>`
  }`

const differing = ({ differing }: ReinstallPlan): string => {
  if (differing === null) return 'How it differs is known once the marketplace is updated.'
  const now =
    differing === 0 ? 'No file differs' : `${count(differing, 'file')} ${differing === 1 ? 'differs' : 'differ'}`
  return `${now} from what is here of the marketplace; its update can bring more.`
}

function sessions({ sessions }: ReinstallPlan): Content {
  if (sessions.length === 0) return 'no running session'
  return html`<ul>${sessions.map(({ pid, cwd, startedAt }) => html`<li>process ${pid}${cwd !== null && [' in ', path(cwd, 40)]}${startedAt !== null && [', since ', time(startedAt)]}</li>`)}</ul>`
}

function after({ after }: ReinstallPlan): Content {
  const own = after.filter(({ by }) => by === 'claude')
  if (own.length === 0) return null
  return html` Afterwards, in running sessions: ${join(
    own.map(({ command, text }) => (command === null ? visible(text) : chip(command))),
    ' then ',
  )}`
}

const group = (id: string, title: string, paths: readonly string[]) => html`
  <section class="group" id="group-${id}"><h2>${title} <i>${paths.length}</i></h2>
  <ul class="lines">${paths.slice(0, MOST_SHOWN).map((name) => html`<li><code class="key">${visible(name)}</code></li>`)}</ul>
  ${paths.length > MOST_SHOWN && html`<p class="nothing">and ${count(paths.length - MOST_SHOWN, 'more', 'more')}</p>`}</section>`
