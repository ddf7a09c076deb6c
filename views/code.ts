import { html } from 'hono/html'
import type { Segment } from './highlight.ts'
import { type Content, visible } from './html.ts'
import { UNSEEN_IN_LINE } from './text.ts'
import type { Span } from './words.ts'

/** One line of code: coloured by its language, with the spans that changed marked. */
export function codeLine(segments: readonly Segment[], changed: readonly Span[] = []): Content {
  const pieces: Content[] = []
  let from = 0
  for (const { text, kind } of segments) {
    for (const [part, differs] of splitAt(text, from, changed)) {
      const shown = visible(part, UNSEEN_IN_LINE)
      const coloured = kind === null ? shown : html`<span class="${kind}">${shown}</span>`
      pieces.push(differs ? html`<mark>${coloured}</mark>` : coloured)
    }
    from += text.length
  }
  return pieces
}

/** Cuts a segment that starts at `from` where marked spans begin and end. */
function splitAt(text: string, from: number, spans: readonly Span[]): [string, boolean][] {
  const pieces: [string, boolean][] = []
  let at = 0
  for (const [start, end] of spans) {
    const left = Math.max(start - from, at)
    const right = Math.min(end - from, text.length)
    if (right <= left) continue
    if (left > at) pieces.push([text.slice(at, left), false])
    pieces.push([text.slice(left, right), true])
    at = right
  }
  if (at < text.length) pieces.push([text.slice(at), false])
  return pieces
}
