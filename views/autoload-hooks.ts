import { html } from 'hono/html'
import type { HooksReview } from '../server/loading/autoload-model.ts'
import { type Content, type Html, path, visible } from './html.ts'
import { page } from './layout.ts'
import { count, size } from './text.ts'
import * as urls from './urls.ts'

/** What the hooks add to Claude Code, before they do; or what is taken away again. */
export const hooksPage = (model: HooksReview, alert?: string): Html =>
  page({
    title: model.uninstall ? 'Uninstall the hooks' : 'Install the hooks',
    place: 'autoload',
    topics: ['inventory', 'claude', 'activity'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.autoload}">Auto-load</a> ${model.uninstall ? 'Uninstall the hooks' : 'Install the hooks'}</h1></div>
      ${model.plan && installing(model)}${model.uninstall && removing(model)}`,
  })

function installing({ plan, shown }: HooksReview): Content {
  if (plan === null) return null
  const changes = plan.files.filter((file) => file.changes).length
  if (changes === 0 && plan.commands.length === 0)
    return html`<p class="calm">They are installed, and everything is as it would be written. <a href="${urls.autoloadHooks('removal')}">Uninstall…</a></p>`
  return html`
    ${confirm('installation', shown, `Install the hooks`, html`${changes > 0 && `${count(changes, 'file')} in Hotplug's own folder, then `}${count(plan.commands.length, 'command')} of Claude Code's own. Sessions that run already have them after <code>/reload-plugins</code>.`)}
    <section class="group"><h2>What Claude Code will run <i>${plan.events.length}</i></h2>
    <ul class="lines">${plan.events.map(({ event, matcher, does }) => html`<li><code class="key">${visible(matcher === null ? event : `${event} (${matcher})`)}</code><span>${visible(does)}</span></li>`)}</ul>
    <p class="calm">At each of them, and nothing else: <code>${visible(plan.runs)}</code> It ends by itself after 300 ms, and whatever is wrong with it, the session goes on.</p></section>
    ${commands(plan.commands)}
    <section class="group"><h2>Files, in <code>${visible(plan.folder)}</code> <i>${plan.files.length}</i></h2>
    <ul class="lines">${plan.files.map((file) => html`<li><code class="key">${visible(file.path)}</code><span>${file.changes ? 'written' : 'stays'}</span><span class="amount">${size(file.bytes)}</span></li>`)}</ul></section>`
}

function removing({ uninstall, shown }: HooksReview): Content {
  if (uninstall === null) return null
  const { commands: all, folder } = uninstall
  if (all.length === 0 && folder === null)
    return html`<p class="calm">They are not installed. <a href="${urls.autoloadHooks('installation')}">Install…</a></p>`
  return html`
    ${confirm('removal', shown, 'Uninstall the hooks', 'Nothing is detected in your sessions any more. Plugins that were loaded stay, and so do your choices and the history.')}
    ${commands(all)}
    ${folder !== null && html`<section class="group"><h2>Removed</h2><p>${path(folder, 90)}</p></section>`}`
}

const commands = (all: readonly (readonly string[])[]): Content =>
  all.length > 0 &&
  html`<section class="group" id="group-commands"><h2>What is run, one after the other <i>${all.length}</i></h2>
  <ol class="commands">${all.map((args) => html`<li><code>${visible(`claude ${args.join(' ')}`)}</code></li>`)}</ol></section>`

const confirm = (what: 'installation' | 'removal', shown: string, button: string, says: Content) => html`
  <form class="confirm" method="post" action="${urls.autoloadHooks(what)}">
    <input type="hidden" name="plan" value="${shown}">
    <button class="primary" data-primary>${button}</button> <a class="button quiet" href="${urls.autoload}">Cancel</a>
    <p>${says}</p>
  </form>`
