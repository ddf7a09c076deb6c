import { html } from 'hono/html'
import type { Content } from './html.ts'
import * as urls from './urls.ts'

/** What the doctor looks at: what is wrong, and what there is. */
export const doctorTabs = (here: 'findings' | 'hooks' | 'definitions'): Content => html`
  <nav class="filters" aria-label="Doctor"><a href="${urls.doctor()}"${here === 'findings' ? CURRENT : ''}>Findings</a><a href="${urls.hooks()}"${here === 'hooks' ? CURRENT : ''}>Hooks</a><a href="${urls.definitions()}"${here === 'definitions' ? CURRENT : ''}>Skills, commands, agents, styles</a></nav>`

const CURRENT = html` aria-current="page"`
