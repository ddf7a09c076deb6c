import { html } from 'hono/html'
import { codeLine } from './code.ts'
import { highlight } from './highlight.ts'
import type { Content } from './html.ts'
import { count } from './text.ts'

const MOST_LINES = 2000

/** A file as text, its lines counted unless they are already; nothing in it is taken for markup. */
export function plainText(name: string, text: string, counted = true): Content {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const shown = highlight(name, lines.slice(0, MOST_LINES))
  return html`
    <ol class="plain-text${counted ? '' : ' uncounted'}">${shown.map((line) => html`<li><code>${codeLine(line)}</code></li>`)}</ol>
    ${lines.length > MOST_LINES && html`<p class="nothing">and ${count(lines.length - MOST_LINES, 'more line')}</p>`}`
}
