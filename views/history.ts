import { html } from 'hono/html'
import type { HistoryModel } from '../server/plugins/types.ts'
import { actionList } from './actions.ts'
import { editTimes } from './edit-times.ts'
import { historyTabs } from './history-tabs.ts'
import { type Html, visible } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** Everything Hotplug did to the disk, newest first. */
export const historyPage = ({ shell, actions, plugin, edits }: HistoryModel, alert?: string): Html =>
  page({
    title: 'History',
    place: 'history',
    topics: ['history', 'claude'],
    shell,
    alert,
    content: html`
      <div class="head">
        <h1>${actions.length === 0 ? 'Nothing has been changed' : count(actions.length, 'action')}${plugin !== null && html` on ${visible(plugin)}`}</h1>
        ${historyTabs('actions')}
        <p>What was replaced or removed lies in the <a href="${urls.trash()}">trash</a>.</p>
        ${plugin !== null && html`<p><a href="${urls.history()}">Show all</a></p>`}
      </div>
      <div ${IN_PLACE}>${actions.length === 0 ? nothing : actionList(actions)}</div>
      ${edits && edits.components.length > 0 && html`<section id="edits" class="below" aria-labelledby="edits-title"><h2 id="edits-title">Edit to live</h2>${editTimes(edits)}</section>`}`,
  })

const nothing = html`
  <div class="empty"><p><b>Hotplug has not changed a file here.</b></p><p>Every sync, link and undo is recorded on this page with what it changed.</p></div>`
