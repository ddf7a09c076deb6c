import { diffWordsWithSpace } from 'diff'

/** Half-open positions in a line. */
export type Span = readonly [from: number, to: number]
export type Changed = { before: Span[]; after: Span[] }

const LONGEST_LINE = 1_000
const NOTHING: Changed = { before: [], after: [] }

/** Which words of two lines differ; nothing when they have too little in common for that to help. */
export function changedWords(before: string, after: string): Changed {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return NOTHING
  const changed: Changed = { before: [], after: [] }
  let [left, right, common] = [0, 0, 0]
  for (const { added, removed, value } of diffWordsWithSpace(before, after)) {
    if (!added && !removed) common += value.trim().length
    if (!added) left = advance(changed.before, left, value, removed)
    if (!removed) right = advance(changed.after, right, value, added)
  }
  const shorter = Math.min(before.trim().length, after.trim().length)
  return common * 3 < shorter ? NOTHING : changed
}

function advance(spans: Span[], from: number, value: string, differs: boolean): number {
  if (differs) spans.push([from, from + value.length])
  return from + value.length
}
