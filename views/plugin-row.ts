import { html } from 'hono/html'
import type { Loaded, Plugin, Source } from '../server/claude/types.ts'
import type { PluginStatus, Step, Watching } from '../server/plugins/types.ts'
import { type Content, idOf, instant, join, visible, withCode } from './html.ts'
import { age, count, cut, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'
import { stateMark } from './watch.ts'

/** One plugin in one line; empty cells at its end are left out. It changed, to app.js, when its status or time did. */
export function pluginRow(status: PluginStatus, plan: string | undefined): Content {
  const { plugin, editedAt, lastSyncAt, steps, drift } = status
  const more = [leanTime(lastSyncAt), whatToDo(plugin.id, steps, plan, drift !== null)]
  while (more.at(-1) === null) more.pop()
  const watch = watchCell(status.watch, more.length)
  return html`<tr id="${idOf('p', plugin.id)}"><td>${statusCell(status)}<td><a href="${urls.plugin(plugin.id)}">${name(plugin)}</a><td${loadedTitle(plugin.loaded)}>${loadedFrom(plugin)}<td>${visible(plugin.version ?? '')}<td>${plugin.scope}<td>${leanTime(editedAt)}${more.map((cell) => html`<td>${cell}`)}${watch}
`
}

/** Sessions that have something else than the disk are told where that is not all there is to tell. */
function statusCell({ plugin, status, word, sessions }: PluginStatus): Content {
  if (sessions === null || sessions.stale === 0) return visible(word)
  const { stale, all } = sessions
  const words =
    status === 'needs-action' ? visible(word) : all === 1 ? 'session stale' : `${stale} of ${all} sessions stale`
  const link = html`<a href="${urls.sessions({ plugin: plugin.id })}">${words}</a>`
  return status === 'needs-action' ? link : html`${visible(word)} <small>${link}</small>`
}

/** Those that are watched and up to date stand in a body of their own; app.js adds the switch, and their word. */
export const isQuietlyWatched = ({ watch }: PluginStatus) => watch.state === 'up to date'

const CELLS_BEFORE_WATCH = 2

function watchCell(watch: Watching, cells: number): Content {
  if (watch.state === 'off' || watch.state === 'up to date') return null
  const empty = Array.from({ length: CELLS_BEFORE_WATCH - cells }, () => html`<td>`)
  return html`${empty}<td class="w" title="${spelled(watch.sentence)}">${stateMark(watch)}<small>${withCode(watch.sentence)}</small>`
}

function name({ id, name, marketplace }: Plugin): Content {
  return id === `${name}@${marketplace}` ? html`${visible(name)}<i>@${visible(marketplace)}</i>` : visible(id)
}

function loadedFrom({ loaded, source }: Plugin): Content {
  const from = source === null || source.path === loaded.path ? null : html` <i>← ${sourceWord(source)}</i>`
  if (loaded.how === 'cache') return html`${loaded.certain ? 'cache' : 'cache?'}${from}`
  return html`${PLACES[loaded.how]} <i>${visible(cut(tilde(loaded.path), 27))}</i>`
}

/** Claude Code's own clone is known by its marketplace; where somebody edits is worth its whole path. */
const sourceWord = ({ by, path }: Source) => (by === 'clone' ? 'clone' : visible(cut(tilde(path), 27)))

const PLACES: Record<Exclude<Loaded['how'], 'cache'>, string> = {
  'in-place': 'in place',
  link: 'link to',
  'skills-dir': 'skills folder',
  missing: 'missing',
}

const loadedTitle = ({ certain, why }: Loaded) => !certain && html` title="${spelled(why)}"`

/** app.js adds the time as a title here; of what is older than a day nobody needs the seconds, and 200 rows add up. */
const leanTime = (at: number | null) =>
  at === null
    ? null
    : html`<time datetime="${Date.now() - at > DAY ? instant(at).replace(/:\d\dZ$/, 'Z') : instant(at)}">${age(at)}</time>`

const DAY = 86_400_000

function whatToDo(id: string, steps: readonly Step[], plan: string | undefined, compared: boolean): Content {
  if (steps.length === 0) return null
  const shown = steps.slice(0, SHOWN).map((step) => stepOf(id, step, plan, compared))
  return [join(shown, ' then '), steps.length > SHOWN && ` then ${count(steps.length - SHOWN, 'more step')}`]
}

const SHOWN = 3

function stepOf(id: string, step: Step, plan: string | undefined, compared: boolean): Content {
  if (step.by === 'claude' && step.command !== null)
    return html`<button type="button">${visible(step.command)}</button>`
  if (step.by !== 'hotplug') return visible(step.text)
  if (plan !== undefined)
    return html`<button formaction="${urls.sync(id)}" name="plan" value="${plan}">${visible(step.text)}</button>`
  return html`<a class="button" href="${compared ? urls.sync(id) : urls.plugin(id)}">${visible(step.text)}…</a>`
}
