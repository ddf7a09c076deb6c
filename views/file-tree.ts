import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { type Content, idOf, visible } from './html.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

type Query = PluginModel['query']
type Folder = { name: string; path: string; folders: Map<string, Folder>; files: FileRow[] }

/** A thousand files are searched, not read; more rows than this are left to the filters. */
const MOST_ROWS = 400
/** Folders without a difference are closed in plugins with more files than this. */
const MOST_OPEN = 40

export const shownFiles = (files: readonly FileRow[], { state, component }: Query) =>
  files.filter(
    (file) =>
      (state === 'all' || (state === 'changed' ? file.state !== 'same' : file.state === state)) &&
      (component === 'all' || file.component === component),
  )

/** The files that pass the filters, by folder. */
export function fileTree(id: string, files: readonly FileRow[], query: Query): Content {
  const shown = shownFiles(files, query)
  if (shown.length === 0)
    return html`<p class="nothing">${files.length === 0 ? 'No file has been read yet.' : 'No file is like that.'}</p>`
  const drawn = differencesFirst(shown).slice(0, MOST_ROWS)
  const root = folderOf(drawn)
  return html`
    ${shown.length > drawn.length && html`<p class="nothing">${count(drawn.length, 'file')} of ${shown.length.toLocaleString('en')} listed: choose a state or a component.</p>`}
    <div class="tree">${contents(id, root, query, drawn.length <= MOST_OPEN)}</div>`
}

/** As many as can be drawn, the differing ones before all others, in their old order. */
function differencesFirst(files: readonly FileRow[]): readonly FileRow[] {
  if (files.length <= MOST_ROWS) return files
  const differing = files.filter(({ state }) => state !== 'same').length
  let same = Math.max(0, MOST_ROWS - differing)
  return files.filter(({ state }) => state !== 'same' || same-- > 0)
}

function folderOf(files: readonly FileRow[]): Folder {
  const root: Folder = { name: '', path: '', folders: new Map(), files: [] }
  for (const file of files) {
    let folder = root
    for (const name of file.path.split('/').slice(0, -1)) {
      const path = `${folder.path}${name}/`
      const next = folder.folders.get(name) ?? { name, path, folders: new Map(), files: [] }
      folder.folders.set(name, next)
      folder = next
    }
    folder.files.push(file)
  }
  return root
}

const contents = (id: string, folder: Folder, query: Query, open: boolean): Content => [
  [...folder.folders.values()].map((inner) => branch(id, inner, query, open)),
  folder.files.length > 0 && html`<ul>${folder.files.map((file) => leaf(id, file, query))}</ul>`,
]

/** Folders that hold one folder only are drawn as one. */
function branch(id: string, folder: Folder, query: Query, open: boolean, above = ''): Content {
  const [only] = folder.folders.values()
  const name = `${above}${folder.name}/`
  if (only && folder.folders.size === 1 && folder.files.length === 0) return branch(id, only, query, open, name)
  const differing = differences(folder)
  const isOpen = open || differing > 0 || (query.file?.startsWith(folder.path) ?? false)
  return html`<details id="${idOf('d', folder.path)}"${isOpen ? OPEN : ''}><summary><code>${visible(name)}</code>${differing > 0 && html`<b>${differing}</b>`}</summary>${contents(id, folder, query, open)}</details>`
}

const differences = (folder: Folder): number =>
  folder.files.filter(({ state }) => state !== 'same').length +
  [...folder.folders.values()].reduce((sum, inner) => sum + differences(inner), 0)

function leaf(id: string, file: FileRow, query: Query): Content {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  return html`<li><a id="${idOf('f', file.path)}" class="${file.state}" data-row data-stamp="${file.state}${file.mtimeMs.toString(36)}" href="${urls.plugin(id, { ...query, file: file.path })}" title="${spelled(file.path)}"${file.path === query.file ? CURRENT : ''}><abbr title="${STATES[file.state].word}">${STATES[file.state].letter}</abbr><code>${visible(name)}</code>${cacheEdited(file)}${remedy(file)}</a>`
}

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

const OPEN = html` open`
const CURRENT = html` aria-current="true"`
