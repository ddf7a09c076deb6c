import { html } from 'hono/html'
import type { AutoloadModel, InstructionsNow } from '../server/loading/autoload-model.ts'
import type { HooksStatus } from '../server/loading/hooks/hooks.ts'
import { groupItem } from './autoload-group.ts'
import { autoloadHelp } from './autoload-help.ts'
import { type Content, type Html, mark, path, time, visible, withCode } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** What loads by itself: the switch, the hooks, and every group with its plugins. */
export const autoloadPage = (model: AutoloadModel, alert?: string): Html =>
  page({
    title: 'Auto-load',
    place: 'autoload',
    topics: ['inventory', 'history', 'activity', 'claude'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1>${headline(model)}</h1></div>
      <div class="tools">
        ${masterSwitch(model.on)}
        <nav class="filters" aria-label="Auto-load"><a href="${urls.tryIt}">Try a prompt</a><a href="${urls.rules}">Rules and backtest</a><a href="${urls.loads()}">What was loaded, and why</a></nav>
      </div>
      ${model.problems.map(({ file, line, message }) => html`<p class="note">${path(file)}${line !== undefined && html` line ${line}`}: ${visible(message)} Until it is mended the groups are those that Hotplug comes with. <a href="${urls.rules}">Mend it</a></p>`)}
      <dl class="facts wide">
        <div id="hooks"><dt>Hooks</dt><dd>${hooks(model.hooks)}</dd></div>
        <div id="instructions"><dt>CLAUDE.md</dt><dd>${instructions(model.instructions)}</dd></div>
      </dl>
      ${autoloadHelp()}
      ${model.marketplaces === 0 && noMarketplace}
      <ul class="autoload${model.on ? '' : ' off'}">${model.groups.map((group) => groupItem(group, model))}</ul>`,
  })

function headline({ on, groups, hooks }: AutoloadModel): string {
  if (!on) return 'Auto-loading is off: nothing is loaded and nothing suggested'
  const inState = (state: string) => groups.filter((group) => group.state === state).length
  const auto = inState('auto')
  const loads =
    auto === 0 ? 'no group loads by itself' : `${count(auto, 'group loads by itself', 'groups load by themselves')}`
  const suggested = inState('suggest')
  return `Auto-loading is on: ${loads}, ${suggested} ${suggested === 1 ? 'is' : 'are'} suggested; ${hookWords(hooks)}`
}

function hookWords({ installed, enabled, state }: HooksStatus): string {
  if (!installed) return 'hooks are not installed'
  if (!enabled) return 'hooks are disabled'
  return state === 'outdated' ? 'hooks are outdated' : 'hooks are installed'
}

const masterSwitch = (on: boolean) => html`
  <form method="post" action="${urls.autoloadSwitch}" ${SAME_ADDRESS}><input type="hidden" name="on" value="${on ? 'no' : 'yes'}"><button class="switch" role="switch" aria-checked="${on ? 'true' : 'false'}" id="master">Auto-loading ${on ? 'on' : 'off'}</button></form>`

function hooks({ installed, enabled, state, why, lastRun }: HooksStatus): Content {
  const install = (word: string) => html`<a class="button" href="${urls.autoloadHooks('installation')}">${word}</a>`
  const remove = html` <a class="button quiet" href="${urls.autoloadHooks('removal')}">Uninstall…</a>`
  if (!installed && state === 'none')
    return html`${mark('not-loaded', 'Not installed')} <p>Without them nothing is looked at in your sessions.</p>${install('Install…')}`
  const ran = lastRun === null ? 'No hook has run yet.' : html`Last run: ${time(lastRun)}.`
  if (!installed || !enabled)
    return html`${mark('needs-action', installed ? 'Installed, but disabled' : 'Files only')} <p>${ran}</p>${install('Repair…')}${remove}`
  if (state === 'outdated')
    return html`${mark('drifted', 'Outdated')} <p>${why.map((sentence) => [visible(sentence), ' '])}</p>${install('Update…')}${remove}`
  return html`${mark('live', 'Installed')} <p>${ran}</p>${remove}`
}

function instructions({ file, state, why }: InstructionsNow): Content {
  if (state === 'broken') return html`${mark('problem', 'Cannot be written')} <p>${withCode(why ?? '')}</p>`
  const [status, word, verb] = INSTRUCTIONS[state]
  return html`${mark(status, word)} <p>${path(file, 48)}</p>${verb && html`<a class="button" href="${urls.instructions}">${verb}</a>`}`
}

const INSTRUCTIONS = {
  current: ['live', 'Has the section, current', null],
  present: ['drifted', 'Has an older section', 'Show the changes…'],
  absent: ['not-loaded', 'Has no section', 'Show what would be added…'],
} as const

const noMarketplace = html`
  <div class="empty"><p><b>No marketplace is known yet, so there is nothing to install.</b></p><p>The groups' own plugins come from <code>/plugin marketplace add anton-abyzov/specweave</code>; any other marketplace does as well, with ids of your own.</p></div>`
