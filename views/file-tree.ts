import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { noFiles, shownFiles } from './file-filter.ts'
import { fileLink } from './file-link.ts'
import { type Content, idOf, visible } from './html.ts'
import { count } from './text.ts'

type Query = PluginModel['query']
type Folder = { name: string; path: string; folders: Map<string, Folder>; files: FileRow[] }

/** A thousand files are searched, not read; more rows than this are left to the filters. */
const MOST_ROWS = 400
/** Folders without a difference are closed in plugins with more files than this. */
const MOST_OPEN = 40

/** The files that pass the filters, by folder. */
export function fileTree(id: string, files: readonly FileRow[], query: Query): Content {
  const shown = shownFiles(files, query)
  if (shown.length === 0) return noFiles(files)
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
  folder.files.length > 0 &&
    html`<ul>${folder.files.map((file) => html`<li>${fileLink(id, file, query, nameOf(file))}</li>`)}</ul>`,
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

const nameOf = ({ path }: FileRow) => path.slice(path.lastIndexOf('/') + 1)

const OPEN = html` open`
