import { html } from 'hono/html'
import type { SwitchShown } from '../server/plugins/doctor/conditions/switch.ts'
import type { Shell } from '../server/plugins/types.ts'
import { diffView } from './diff.ts'
import { whatSwitches } from './hook-condition.ts'
import { type Content, type Html, path, visible } from './html.ts'
import { page } from './layout.ts'
import { cut } from './text.ts'
import * as urls from './urls.ts'

export type HookSwitchModel = { shell: Shell; hook: string; shown: SwitchShown | null }

/** What switching a hook changes in the project, line by line, before it is done. */
export const hookSwitchPage = ({ shell, hook, shown }: HookSwitchModel, alert?: string): Html =>
  page({
    title: 'Switch a hook',
    place: 'doctor',
    topics: ['doctor', 'history'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.hook(hook)}">Hook</a> ${shown === null ? 'Nothing to switch' : `Switch ${shown.plan.becomes === 'active' ? 'on' : 'off'}`}</h1></div>
      ${shown === null ? html`<p class="calm">Look at <a href="${urls.hook(hook)}">the hook</a> for what switches it now.</p>` : review(hook, shown)}`,
  })

const review = (hook: string, { plan, command, files }: SwitchShown): Content => html`
  <dl class="facts">
    <div><dt>Hook</dt><dd>${visible(plan.hook.hook.event)} <code>${visible(cut(command, 72))}</code></dd></div>
    <div><dt>Switched by</dt><dd>${whatSwitches(plan.condition, plan.project.folder)}, now ${visible(plan.condition.now)}</dd></div>
    <div><dt>In</dt><dd>${path(plan.project.folder, 72)}</dd></div>
  </dl>
  <form class="confirm" method="post" action="${urls.hookSwitch(hook)}">
    <input type="hidden" name="project" value="${plan.project.id}"><input type="hidden" name="condition" value="${plan.condition.id}"><input type="hidden" name="plan" value="${plan.fingerprint}">
    <button class="primary" data-primary>Switch ${plan.becomes === 'active' ? 'on' : 'off'}</button> <a class="button quiet" href="${urls.hook(hook)}">Cancel</a>
    <p>It counts from the next time the hook runs; nothing has to be reloaded. Undo takes it back.</p>
  </form>
  ${files.map(({ path: name, what, patch }) => html`<section class="group"><h2><code>${visible(name)}</code> is ${what}</h2>${patch === null ? html`<p class="calm">An empty file: that it is there is all that counts.</p>` : html`<div class="diff">${diffView(patch, 'unified')}</div>`}</section>`)}`
