import { html } from 'hono/html'
import type { EventRule } from '../server/doctor/hooks/events.ts'
import type { HooksModel, HooksOfEvent, HooksQuery, ShownHook } from '../server/plugins/doctor/hooks/types.ts'
import { doctorTabs } from './doctor-tabs.ts'
import { severityMark } from './findings.ts'
import { eventCost } from './hook-overhead.ts'
import { copyWords, EVENT_WORDS, effectMark, meaningWords, ownerWords, timeoutWords, typeWord } from './hook-words.ts'
import { type Content, type Html, idOf, join, visible, withCode } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count, cut, spelled } from './text.ts'
import * as urls from './urls.ts'

/** Every hook, by event and matcher, in the order in which Claude Code starts them. */
export const hooksPage = (model: HooksModel): Html =>
  page({
    title: 'Hooks',
    place: 'doctor',
    topics: ['doctor', 'inventory', 'claude'],
    shell: model.shell,
    content: html`
      <div class="head"><h1>${headline(model)}</h1>${model.looking !== null && examining(model.looking)}</div>
      <div class="tools" ${IN_PLACE}>${doctorTabs('hooks')}</div>
      <div class="tools" ${IN_PLACE}>
        ${searchForm(model.query)}
        <nav class="filters" aria-label="Show">${SHOWS.map((show) => filter(show, model))}</nav>
        ${chosen(model.query)}
      </div>
      <div class="hooks">
        ${model.events.length === 0 ? nothing(model) : [html`<p class="running">${ORDER}</p>`, model.events.map(ofEvent)]}
      </div>`,
  })

const ORDER =
  'All hooks of an event whose matcher matches start at once, about in this order; what they print reaches Claude in the order in which they finish.'

function headline({ counts, events, all }: HooksModel): Content {
  if (counts.all === 0) return all === 0 ? 'No hooks' : `None of ${count(all, 'hook')}`
  return html`${count(counts.all, 'hook')} of ${count(events.length, 'event')}${counts.off > 0 && `, ${counts.off.toLocaleString('en')} not in effect`}`
}

const examining = ({ total }: { total: number }) =>
  html`<p class="checking"><progress></progress> Examining ${count(total, 'place')}…</p>`

const searchForm = ({ q, show, plugin, event }: HooksQuery) => html`
  <form id="search" role="search" action="/hooks" hx-get="/hooks" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
    <input id="q" name="q" type="search" value="${q}" placeholder="Search hooks" aria-label="Search hooks" autocomplete="off" spellcheck="false"><kbd>/</kbd>
    ${Object.entries({ show: show === 'all' ? null : show, plugin, event }).map(([name, value]) => value !== null && html`<input type="hidden" name="${name}" value="${value}">`)}</form>`

const SHOWS = ['all', 'effect', 'off', 'found'] as const
const WORDS = { all: 'All', effect: 'In effect', off: 'Not in effect', found: 'With findings' }

const filter = (show: HooksQuery['show'], { query, counts }: HooksModel) =>
  html`<a href="${urls.hooks({ ...query, show })}"${show === query.show ? CURRENT : ''}>${WORDS[show]} <b>${counts[show]}</b></a>`

const CURRENT = html` aria-current="true"`

/** What was chosen by following a link, and how to be rid of it. */
function chosen(query: HooksQuery): Content {
  const { plugin, event } = query
  const only = (word: string, rest: Partial<HooksQuery>) =>
    html`<span class="chosen">Only ${visible(word)} <a href="${urls.hooks({ ...query, ...rest })}">show all</a></span>`
  return [
    plugin !== null && only(plugin === 'none' ? 'what belongs to no plugin' : plugin, { plugin: null }),
    event !== null && only(event, { event: null }),
  ]
}

function ofEvent({ event, rule, hooks, cost }: HooksOfEvent): Content {
  const id = idOf('event-', event)
  const order = new Map(hooks.map((shown, index) => [shown, index + 1]))
  const groups = [...Map.groupBy(hooks, ({ hook }) => (hook.matcher === '' ? null : hook.matcher))]
  return html`
    <section class="event" aria-labelledby="${id}">
      <header><h2 id="${id}"><code>${visible(event)}</code> <i>${hooks.length}</i></h2><p>${eventWords(event, rule)}</p>${cost !== null && eventCost(cost)}</header>
      ${groups.map(([matcher, members]) => ofMatcher(matcher, members, order))}
    </section>`
}

/** When it happens, and what a hook may do about it. */
export function eventWords(event: string, rule: EventRule | null): Content {
  if (rule === null) return 'Claude Code knows no such event: nothing here ever runs'
  const may = [rule.blocks && 'can be blocked', rule.context && 'what a hook prints reaches Claude'].filter(Boolean)
  return join([Object.hasOwn(EVENT_WORDS, event) ? EVENT_WORDS[event] : '', ...may], ' · ')
}

const ofMatcher = (
  matcher: string | null,
  hooks: readonly ShownHook[],
  order: ReadonlyMap<ShownHook, number>,
): Content => html`
      <div class="matched">
        <p class="matcher">${matcher !== null && matcher !== '*' && html`<code title="${spelled(matcher)}">${visible(cut(matcher, 60))}</code>`} <i>${hooks[0] && meaningWords(hooks[0].meaning)}</i></p>
        <ul>${hooks.map((shown) => row(shown, order.get(shown) ?? 0))}</ul>
      </div>`

function row(shown: ShownHook, position: number): Content {
  const { hook, does, effect, found, same } = shown
  const why = effect.state === 'in effect' ? effect.when : effect.why
  const copy = copyWords(shown)
  return html`
          <li id="hook-${hook.id}" class="hook${effect.state === 'in effect' ? '' : ' off'}" data-row data-stamp="${hook.hash}${effect.state}">
            <span class="order">${position}</span>
            <a class="does" href="${urls.hook(hook.id)}"><code title="${spelled(does)}">${does === '' ? 'nothing' : visible(cut(does, 96))}</code></a>
            <span class="how">${join([typeWord(hook.type), timeoutWords(shown)].filter(Boolean), ' · ')}</span>
            <span class="from">${ownerWords(hook.owner)}</span>
            <span class="state">${effectMark(effect)}${found !== null && severityMark(found.severity, count(found.amount, 'finding'))}${same > 1 && html`<small>the same ${same} times: runs once</small>`}${why && html`<small>${withCode(why)}</small>`}${copy && html`<small>${copy}</small>`}</span>
          </li>`
}

function nothing({ query, all, looking }: HooksModel): Content {
  if (all > 0)
    return html`<div class="empty"><p><b>No hook is like that.</b></p><p><a href="${urls.hooks()}">Show all ${all.toLocaleString('en')}</a></p></div>`
  return html`<div class="empty"><p><b>${looking === null ? 'No hook is configured.' : 'No hook was found so far.'}</b></p>
    <p>Hooks come from plugins (<code>hooks/hooks.json</code>), from settings (<code>"hooks"</code>), and from the frontmatter of skills, agents and commands. They appear here by themselves.</p>${query.q !== '' && html`<p><a href="${urls.hooks()}">Clear the search</a></p>`}</div>`
}
