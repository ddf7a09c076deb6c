import { html } from 'hono/html'
import type { Content } from './html.ts'
import * as urls from './urls.ts'

/** The two histories: what was changed on the disk, and what auto-loading decided. */
export const historyTabs = (here: 'actions' | 'loads'): Content => html`
  <nav class="filters" aria-label="History"><a href="${urls.history()}"${here === 'actions' ? CURRENT : ''}>What was changed</a><a href="${urls.loads()}"${here === 'loads' ? CURRENT : ''}>What was loaded, and why</a></nav>`

const CURRENT = html` aria-current="page"`
