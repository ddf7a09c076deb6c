import { html } from 'hono/html'
import type { LinkSuggestion, Plugin } from '../server/claude/types.ts'
import type { Drift, PluginModel, PluginStatus, Step } from '../server/plugins/types.ts'
import type { Plan } from '../server/trees/plan.ts'
import { inWords, severityMark } from './findings.ts'
import { type Content, chip, mark, path, time, timeOf, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { needsReview } from './plan-words.ts'
import { conflicts } from './resolve.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'
import { watchBar } from './watch.ts'

/** What is true of a plugin and what to do, before anything else. */
export const pluginHead = (model: PluginModel): Content => {
  const { status, plan } = model
  return html`
  <div class="head">
    <h1><a class="up" href="${urls.home()}">Plugins</a> ${title(status.plugin)}</h1>
    <p class="answer">${mark(status.status, shortWord(status))} ${visible(restOf(status))}</p>
  </div>
  ${running(status)}
  ${doctorWord(model)}
  ${status.plugin.description !== null && html`<p class="about">${visible(status.plugin.description)}</p>`}
  ${status.plugin.suggestion !== null && suggested(status.plugin.id, status.plugin.suggestion)}
  ${conflicts(model)}
  ${plan?.warnings.map(({ message }) => html`<p class="note">${visible(message)}</p>`)}
  ${status.steps.length > 0 ? todo(status, plan) : nothingToDo(status)}
  ${watchBar(status)}
  ${places(status)}`
}

/** What the doctor found in it. */
function doctorWord({ status, found }: PluginModel): Content {
  const words = found ? inWords(found) : ''
  if (words === '') return null
  return html`<p class="running"><a href="${urls.doctor({ plugin: status.plugin.id })}">${severityMark(found?.error ? 'error' : 'warning', words)}</a></p>`
}

/** What running sessions have of it, unless the answer said so already. */
function running({ plugin, sessions, sentence }: PluginStatus): Content {
  if (sessions === null) return null
  const isSaid = sentence.includes(sessions.sentence.replace(/\.$/, ''))
  return html`<p class="running${sessions.stale > 0 ? ' stale' : ''}">${!isSaid && visible(sessions.sentence)} <a href="${urls.sessions({ plugin: plugin.id })}">${sessions.all === 1 ? 'The session' : 'The sessions'}</a></p>`
}

/** Drift of a checkout that nobody linked would go unseen, so this stands above everything that may look fine. */
const suggested = (id: string, { path: folder, why }: LinkSuggestion) => html`
  <form class="note suggestion" method="post" action="${urls.link(id)}" ${SAME_ADDRESS}>
    <p><b>Do you edit this plugin here?</b> ${path(folder)} ${visible(why)} Link it to see how the loaded copy differs from it.</p>
    <input type="hidden" name="directory" value="${folder}"><button>Link this folder</button>
  </form>`

const title = ({ id, name, marketplace }: Plugin): Content =>
  id === `${name}@${marketplace}` ? html`${visible(name)}<i>@${visible(marketplace)}</i>` : visible(id)

/** The number of drifted files, or of sessions, follows in the sentence. */
const shortWord = ({ status, word }: PluginStatus) =>
  status === 'needs-action' ? 'Needs action' : status === 'drifted' ? word.replace(/ \d+$/, '') : word

/** The sentence after the word that the mark already shows. */
const restOf = ({ word, sentence }: PluginStatus) =>
  sentence.startsWith(`${word} · `) ? sentence.slice(word.length + 3) : sentence

const todo = ({ plugin, steps, drift }: PluginStatus, plan: Plan | null) => html`
  <ol class="steps" aria-label="What to do">${steps.map((step) => html`<li><div>${control(plugin.id, step, plan)}${step.by === 'hotplug' && bringBack(plugin.id, drift)}</div><p>${visible(step.why)}</p></li>`)}</ol>`

/** The other way: what was edited in the loaded copy is kept, in the source. */
const bringBack = (id: string, drift: Drift | null) =>
  drift !== null &&
  drift.cacheEdited > 0 &&
  html`<a href="${urls.sync(id, 'cache')}">Bring ${count(drift.cacheEdited, 'edit')} back to the source…</a>`

function control(id: string, step: Step, plan: Plan | null): Content {
  if (step.by === 'claude' && step.command !== null) return html`${chip(step.command)} <i>in the session</i>`
  if (step.by !== 'hotplug') return visible(step.text)
  if (plan === null || needsReview(plan))
    return html`<a class="button primary" data-primary href="${urls.sync(id)}">${visible(step.text)}…</a>`
  return html`
    <form method="post" action="${urls.sync(id)}" ${SAME_ADDRESS}>
      <input type="hidden" name="plan" value="${plan.fingerprint}"><input type="hidden" name="back" value="plugin">
      <button class="primary" data-primary>${visible(step.text)}</button>
    </form>
    <a href="${urls.sync(id)}">What it will do</a>`
}

function nothingToDo({ plugin, status }: PluginStatus): Content {
  if (!plugin.enabled)
    return html`<p class="calm">Claude Code does not load it. To enable it: ${chip(`/plugin enable ${plugin.id}`)}</p>`
  if (status !== 'live' || plugin.loaded.how === 'cache') return null
  return html`<p class="calm">Claude Code reads this folder itself: there is nothing to sync. Beside each file stands what an edit of it needs; the <a href="${urls.guide()}">guide</a> has the rest.</p>`
}

const places = ({ plugin, editedAt, lastSyncAt }: PluginStatus) => html`
  <dl class="facts">
    <div><dt>Loaded from</dt><dd>${HOW[plugin.loaded.how]} ${path(plugin.loaded.path, 72)} <p>${plugin.loaded.certain ? null : html`<b>Not certain.</b> `}${visible(plugin.loaded.why)}</p></dd></div>
    <div><dt>Source</dt><dd>${source(plugin)}</dd></div>
    <div><dt>Version</dt><dd><code>${visible(plugin.version ?? 'none')}</code></dd></div>
    <div><dt>Scope</dt><dd>${plugin.scope}, ${plugin.enabled ? 'enabled' : 'disabled'}</dd></div>
    <div><dt>Installed</dt><dd>${timeOf(plugin.installedAt, 'not recorded')}</dd></div>
    <div><dt>Edited</dt><dd>${editedAt === null ? '–' : time(editedAt)}</dd></div>
    <div><dt>Synced</dt><dd>${lastSyncAt === null ? 'never' : time(lastSyncAt)}</dd></div>
  </dl>`

const HOW = { 'in-place': 'In place', cache: 'Cache', link: 'Link', 'skills-dir': 'Skills folder', missing: 'Missing' }

const source = ({ id, source }: Plugin): Content =>
  source === null
    ? html`Not known on this machine. <a href="#source">Link your checkout</a>`
    : html`${path(source.path, 72)} <p>${visible(source.why)}${source.by !== 'skills-dir' && html` <a href="${urls.shipping(id)}">What arrives where it is installed?</a>`}</p>`
