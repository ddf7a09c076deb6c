import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { severityMark } from './findings.ts'
import { type Content, idOf, time, visible } from './html.ts'
import { spelled } from './text.ts'
import * as urls from './urls.ts'

/** One file as a row: its state, its name, and what an edit of it needs; with `dated`, when it was edited. */
export const fileLink = (id: string, file: FileRow, query: PluginModel['query'], name: string, dated = false) =>
  html`<a id="${idOf('f', file.path)}" class="${file.state}" data-row data-stamp="${file.state}${file.mtimeMs.toString(36)}" href="${urls.plugin(id, { ...query, file: file.path })}" title="${spelled(file.path)}"${file.path === query.file ? CURRENT : ''}><abbr title="${STATES[file.state].word}">${STATES[file.state].letter}</abbr><code>${visible(name)}</code>${cacheEdited(file)}${file.found && severityMark(file.found)}${dated ? html`<span class="needs">${remedy(file)}${time(file.mtimeMs)}</span>` : remedy(file)}</a>`

const cacheEdited = ({ edited }: FileRow) =>
  (edited === 'cache' || edited === 'both') &&
  html`<span class="mark cache-edited">${edited === 'both' ? 'both edited' : 'in cache'}</span>`

/** What the session needs once the copy is right; the sync itself is the same for all. */
function remedy({ steps }: FileRow): Content {
  const commands = steps.filter(({ by }) => by === 'claude')
  if (commands.length === 0) return null
  return html`<em>${visible(commands.map(({ command, text }) => command ?? text).join(' + '))}</em>`
}

export const STATES = {
  modified: { letter: 'M', word: 'modified' },
  added: { letter: 'A', word: 'added: only the source has it' },
  removed: { letter: 'R', word: 'removed: only the loaded copy has it' },
  same: { letter: '·', word: 'the same in both' },
}

const CURRENT = html` aria-current="true"`
