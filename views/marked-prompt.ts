import { html } from 'hono/html'
import { type Content, visible } from './html.ts'
import { spelled, UNSEEN_IN_LINE } from './text.ts'

/** A stretch of the prompt and what it says; `length` null: to the end of its words. */
type Spot = { readonly group: string; readonly term: string; readonly offset: number; readonly length: number | null }

const MOST = 6_000

/** The prompt as it was typed, with what counted and what did not marked where it stands. */
export function markedPrompt(
  prompt: string,
  counted: readonly Partial<Spot>[],
  uncounted: readonly Partial<Spot>[],
): Content {
  const parts: Content[] = []
  let from = 0
  for (const { start, end, kind, says } of spotsIn(prompt, counted, uncounted)) {
    if (start < from || end > MOST) continue
    parts.push(
      visible(prompt.slice(from, start), UNSEEN_IN_LINE),
      html`<mark class="${kind}" title="${spelled(says)}">${visible(prompt.slice(start, end), UNSEEN_IN_LINE)}</mark>`,
    )
    from = end
  }
  parts.push(visible(prompt.slice(from, MOST), UNSEEN_IN_LINE))
  return html`<p class="prompt">${parts}${prompt.length > MOST && html` <i>… ${(prompt.length - MOST).toLocaleString('en')} more characters</i>`}</p>`
}

type Marked = { start: number; end: number; kind: 'for' | 'against'; says: string }

function spotsIn(prompt: string, counted: readonly Partial<Spot>[], uncounted: readonly Partial<Spot>[]): Marked[] {
  const made = (kind: Marked['kind']) => (spot: Partial<Spot>) => {
    const { offset, length, term = '', group = '' } = spot
    if (offset === undefined || offset < 0 || offset >= prompt.length) return []
    const end = offset + (length ?? lengthAt(prompt, offset, term))
    return end > offset ? [{ start: offset, end, kind, says: `${kind === 'for' ? 'for' : 'not for'} ${group}` }] : []
  }
  return [...counted.flatMap(made('for')), ...uncounted.flatMap(made('against'))].sort(
    (a, b) => a.start - b.start || (a.kind === 'for' ? -1 : 1),
  )
}

/** As many words as the term has, where its first letters stand there; else nothing is marked. */
function lengthAt(prompt: string, offset: number, term: string): number {
  const words = term.split(' ').length
  const [found = ''] =
    new RegExp(`^\\S+(?:\\s+\\S+){0,${Math.min(words, 8) - 1}}`).exec(prompt.slice(offset, offset + 200)) ?? []
  const isThere = found.slice(0, 2).toLowerCase() === term.slice(0, 2).toLowerCase()
  return isThere ? found.replace(/[.,;:!?)\]}'"]+$/, '').length : 0
}
