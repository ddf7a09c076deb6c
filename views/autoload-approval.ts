import { html } from 'hono/html'
import type { Approved } from '../server/loading/approval.ts'
import type { ApprovalModel } from '../server/loading/autoload-model.ts'
import { type Content, type Html, idOf, mark, visible } from './html.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** The plugins that a group would load by itself, by id, before that is approved. */
export const approvalPage = ({ shell, row, plugins, instead, shown, hooks }: ApprovalModel, alert?: string): Html =>
  page({
    title: `Approve ${row.title}`,
    place: 'autoload',
    topics: ['inventory', 'claude'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.autoload}">Auto-load</a> ${visible(row.title)}: approve ${count(plugins.length, 'plugin')}</h1></div>
      ${plugins.length === 0 ? html`<p class="calm">This group has no plugin, so there is nothing to approve. Set one in <a href="${urls.rules}">the rules</a>.</p>` : form({ row, plugins, instead, shown })}
      ${!hooks && html`<p class="note">The hooks are not installed, so nothing is detected in your sessions yet. <a href="${urls.autoloadHooks('installation')}">Install them…</a></p>`}
      <section class="group" aria-label="Plugins"><h2>What is approved <i>${plugins.length}</i></h2><ul class="approvals">${plugins.map(item)}</ul></section>`,
  })

const form = ({ row, plugins, instead, shown }: Pick<ApprovalModel, 'row' | 'plugins' | 'instead' | 'shown'>) => html`
  <form class="confirm" method="post" action="${urls.approval(row.name)}">
    <input type="hidden" name="plan" value="${shown}">${instead !== null && html`<input type="hidden" name="plugin" value="${instead}">`}
    <button class="primary" name="state" value="auto" data-primary>Approve ${plugins.length === 1 ? visible(plugins[0]?.id ?? '') : count(plugins.length, 'plugin')}</button>
    ${instead !== null && html`<button name="state" value="suggest">Only suggest it</button>`} <a class="button quiet" href="${urls.autoload}">Cancel</a>
    <p>When a prompt or a project asks for ${visible(row.title)}, ${plugins.length === 1 ? 'this id is' : 'these ids are'} installed and enabled for you (user scope), without asking again. Another id, even of the same group, is not. ${instead !== null && 'It takes the place of the plugins that the group has now. '}You can take that back at any time.</p>
  </form>`

const item = ({ id, facts, description, version, from }: Approved): Content => html`
  <li id="${idOf('ap', id)}"><p><code>${visible(id)}</code> ${standing(facts)}${version !== null && html` <i>version <code>${visible(version)}</code></i>`}</p>
  ${description !== null && html`<p>${visible(description)}</p>`}
  <p class="calm">${from === null ? 'Its marketplace is not known here.' : html`From <code>${visible(from)}</code>`}${facts.refused !== null && html` Approving it takes back that ${visible(facts.refused)}.`}</p></li>`

const standing = ({ exists, installed, enabled }: Approved['facts']) =>
  installed
    ? mark(enabled ? 'live' : 'needs-action', enabled ? 'Installed, enabled' : 'Installed, disabled')
    : exists
      ? mark('not-loaded', 'Not installed')
      : mark('problem', 'In no marketplace of yours: nothing will be installed')
