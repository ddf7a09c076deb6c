import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'
import { noFiles, shownFiles } from './file-filter.ts'
import { fileLink } from './file-link.ts'
import type { Content } from './html.ts'
import { count } from './text.ts'

const MOST_ROWS = 400

/** The files that pass the filters, what was edited last first. */
export function fileList(id: string, files: readonly FileRow[], query: PluginModel['query']): Content {
  const shown = shownFiles(files, query).sort((one, other) => other.mtimeMs - one.mtimeMs)
  if (shown.length === 0) return noFiles(files)
  return html`
    ${shown.length > MOST_ROWS && html`<p class="nothing">The latest ${MOST_ROWS} of ${count(shown.length, 'file')} are listed.</p>`}
    <div class="tree"><ul>${shown.slice(0, MOST_ROWS).map((file) => html`<li>${fileLink(id, file, query, file.path, true)}</li>`)}</ul></div>`
}
