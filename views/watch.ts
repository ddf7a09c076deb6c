import { html } from 'hono/html'
import type { HomeModel, PluginStatus, Watching } from '../server/plugins/types.ts'
import { type Content, visible, withCode } from './html.ts'
import * as urls from './urls.ts'

/** The switch of one plugin on its page, with what is true of it in one sentence. */
export function watchBar({ plugin, watch }: PluginStatus): Content {
  if (watch.impossible !== null)
    return html`<p class="watch none"><b>Sync on save</b> There is nothing to watch: ${visible(watch.impossible)}</p>`
  return html`
    <div class="watch" id="watch">
      ${toggle(urls.watch(plugin.id), watch.wanted, 'Sync on save', `Sync ${plugin.id} on save`)}
      <p>${watch.wanted ? [stateMark(watch), ' ', withCode(watch.sentence), ' ', next(plugin.id, watch)] : OFF}</p>
    </div>`
}

const OFF = 'Off. While it is on, every save in the source is copied to the loaded copy at once.'

/** What a person can do about it, where the watch itself cannot. */
function next(id: string, { state, sentence }: Watching): Content {
  if (state === 'conflict') return html`<a href="${urls.plugin(id, { state: 'changed' })}">Show these files</a>`
  if (state !== 'failed') return null
  const word = /tried again by itself/.test(sentence) ? 'Try again now' : 'Start again'
  return html`<button type="button" hx-post="${urls.watch(id)}" ${INTO_PAGE}>${word}</button>`
}

/** The switch of all plugins, on the home page. */
export const watchAllSwitch = ({ watchesAll, counts }: HomeModel): Content =>
  counts.all > 0 && toggle(urls.watchAll, watchesAll, 'Sync all on save', 'Sync all plugins on save')

/** A state in Syncthing's words; its colour comes from the class. */
export const stateMark = (watch: Pick<Watching, 'state' | 'progress'>): Content =>
  html`<span class="watch-state ${watch.state.replaceAll(' ', '-')}">${stateWord(watch)}</span>`

export const stateWord = ({ state, progress }: Pick<Watching, 'state' | 'progress'>) =>
  progress === null ? state : `${state} ${progress.done} of ${progress.total}`

const toggle = (address: string, isOn: boolean, word: string, name: string): Content =>
  isOn
    ? html`<button type="button" role="switch" class="switch" aria-checked="true" aria-label="${name}" hx-delete="${address}" ${INTO_PAGE}>${word}</button>`
    : html`<button type="button" role="switch" class="switch" aria-checked="false" aria-label="${name}" hx-post="${address}" ${INTO_PAGE}>${word}</button>`

const INTO_PAGE = html`hx-target="#main" hx-select="#main" hx-swap="outerMorph show:none"`
