import { html } from 'hono/html'
import type { ModeOption, ModesModel } from '../server/plugins/modes/types.ts'
import { type Content, chip, type Html, join, time, visible, withCode } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { modePlan } from './mode-plan.ts'
import * as urls from './urls.ts'

/** The ways to develop a plugin, the one to take first, and how it is developed now; or what a switch will do. */
export const modesPage = (model: ModesModel, alert?: string): Html =>
  page({
    title: `Ways to develop ${model.plugin.id}`,
    place: 'plugins',
    topics: ['inventory', 'history', 'claude'],
    shell: model.shell,
    alert,
    content: model.plan ? modePlan(model.plan) : overview(model),
  })

const overview = (model: ModesModel): Content => {
  const [first] = model.options
  return html`
  <div class="head">
    <h1><a class="up" href="${urls.plugin(model.plugin.id)}">${visible(model.plugin.id)}</a> Ways to develop it</h1>
    <p class="answer">${now(model)}</p>
  </div>
  ${model.switched && takingBack(model, model.switched.at)}
  ${model.facts.source === null && html`<p class="note">Most of them need the folder in which you edit it. <a href="${urls.plugin(model.plugin.id)}#source">Say which one that is</a>.</p>`}
  <p class="calm">${basis(model)}</p>
  <ol class="modes">${model.options.map((option) => optionItem(model, option, first))}</ol>`
}

const now = ({ current }: ModesModel): Content =>
  current === null ? html`<b>It is not loaded at all now.</b>` : html`Now: <b>${visible(current.title)}</b>.`

const takingBack = ({ plugin, current }: ModesModel, at: number) => html`
  <form class="note switched" method="post" action="${urls.modes(plugin.id)}" ${SAME_ADDRESS}>
    <p>Hotplug switched it ${time(at)}. ${current?.mode === 'skills-dir' ? 'Going back installs it again as it was.' : 'The state before is kept.'}</p>
    <a class="button" href="${urls.modes(plugin.id, 'copy')}">Go back…</a>
  </form>`

const basis = ({ facts }: ModesModel): Content =>
  facts.version === null
    ? 'The version of Claude Code is not known yet; what an edit needs is shown as for the newest measured one.'
    : html`What each of them means with Claude Code ${visible(facts.version)}, and what an edit needs in it, by the <a href="${urls.guide()}">measured rules</a>.`

const optionItem = ({ plugin }: ModesModel, option: ModeOption, first: ModeOption | undefined) => html`
  <li id="mode-${option.mode}" class="${standing(option)}">
    <header><h2>${visible(option.title)}</h2>${tags(option)}</header>
    <p>${withCode(option.means)}</p>
    ${option.recommended !== null && html`<p class="because">${visible(option.recommended)}</p>`}
    ${option.whyNot !== null && html`<p class="refused">${withCode(option.whyNot)}</p>`}
    ${option.whyNot === null && option.lost.length > 0 && html`<ul class="lost">${option.lost.map((lost) => html`<li>${visible(lost)}</li>`)}</ul>`}
    ${option.whyNot === null && remedies(option, first)}
    ${option.byHand.length > 0 && html`<p class="by-hand">${option.whyNot !== null && 'By hand: '}${join(option.byHand.map(chip), ' ')}</p>`}
    ${option.isPossible && option.mode !== 'plugin-dir' && html`<p class="do"><a class="button${option.recommended !== null ? PRIMARY : ''}" href="${urls.modes(plugin.id, option.mode)}">Switch to it…</a></p>`}
  </li>`

const PRIMARY = html` primary`

const standing = ({ isCurrent, whyNot }: ModeOption) =>
  isCurrent ? 'current' : whyNot === null ? 'possible' : 'impossible'

const tags = ({ isCurrent, recommended, whyNot, certain }: ModeOption): Content => [
  isCurrent && html`<span class="tag now">Now</span>`,
  recommended !== null && html`<span class="tag best">Recommended</span>`,
  whyNot !== null && html`<span class="tag">Not possible</span>`,
  whyNot === null && !certain && html`<span class="tag">Not tried with this version</span>`,
]

/** By what is to be done, the least first: 'nothing more: hook scripts'; what is as in the first way is not said again. */
function remedies(option: ModeOption, first: ModeOption | undefined): Content {
  if (option.remedies.length === 0) return null
  if (first && first !== option && isSame(option, first))
    return html`<p class="same">An edit needs the same as with “${visible(first.title)}”.</p>`
  const groups = [...Map.groupBy(option.remedies, ({ remedy }) => remedy)]
  return html`<dl class="needs">${groups.toSorted(byWeight).map(
    ([remedy, rows]) => html`
    <div><dt>${remedyWords(remedy)}</dt><dd>${join(
      rows.map(({ words }) => visible(words)),
      ' · ',
    )}</dd></div>`,
  )}</dl>`
}

const isSame = (one: ModeOption, other: ModeOption) =>
  one.remedies.length === other.remedies.length &&
  one.remedies.every(({ remedy }, index) => remedy === other.remedies[index]?.remedy)

type Group = readonly [string, readonly { weight: number }[]]

const byWeight = ([, [one]]: Group, [, [other]]: Group) => (one?.weight ?? 0) - (other?.weight ?? 0)

const remedyWords = (remedy: string): Content =>
  join(
    remedy
      .split(', then ')
      .map((action) => (action.startsWith('/') ? chip(action) : (PLAIN[action] ?? visible(action)))),
    ' then ',
  )

const PLAIN: Readonly<Record<string, string>> = {
  none: 'nothing',
  wait: 'nothing, within seconds',
  'new session': 'a new session',
}
