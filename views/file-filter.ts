import { html } from 'hono/html'
import type { FileRow, PluginModel } from '../server/plugins/types.ts'

export const shownFiles = (files: readonly FileRow[], { state, component }: PluginModel['query']) =>
  files.filter(
    (file) =>
      (state === 'all' || (state === 'changed' ? file.state !== 'same' : file.state === state)) &&
      (component === 'all' || file.component === component),
  )

export const noFiles = (files: readonly FileRow[]) =>
  html`<p class="nothing">${files.length === 0 ? 'No file has been read yet.' : 'No file is like that.'}</p>`
