import type { Hunk } from '../server/trees/patch.ts'
import { highlight, type Segment } from './highlight.ts'
import { changedWords, type Span } from './words.ts'

/** A line of one side: its number there, its text, and the words in it that changed. */
export type Line = {
  mark: ' ' | '-' | '+'
  number: number
  segments: readonly Segment[]
  changed: readonly Span[]
  ended: boolean
}
/** Unchanged lines have both sides; a changed line stands opposite the one that took its place, if one did. */
export type Row = { before: Line | null; after: Line | null }

/** Word by word is of no use, and slow, in longer runs of changed lines. */
const LONGEST_RUN = 200

/** The lines of a hunk, coloured, numbered and set opposite each other. */
export function rowsOf(path: string, hunk: Hunk): Row[] {
  const { before, after } = sides(path, hunk)
  const rows: Row[] = []
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const removed = run(before, left, '-')
    const added = run(after, right, '+')
    if (removed.length + added.length > 0) rows.push(...opposite(removed, added))
    else rows.push({ before: before[left++] ?? null, after: after[right++] ?? null })
    left += removed.length
    right += added.length
  }
  return rows
}

function sides(path: string, hunk: Hunk): { before: Line[]; after: Line[] } {
  const old = sideOf(hunk, '-')
  const now = sideOf(hunk, '+')
  return {
    before: withColours(path, old, hunk.oldStart),
    after: withColours(path, now, hunk.newStart),
  }
}

type Raw = { mark: Line['mark']; text: string; ended: boolean }

function sideOf({ lines }: Hunk, mark: '-' | '+'): Raw[] {
  const raw: Raw[] = []
  for (const [index, line] of lines.entries()) {
    const own = line[0]
    if (own !== mark && own !== ' ') continue
    raw.push({ mark: own, text: line.slice(1), ended: lines[index + 1]?.[0] !== '\\' })
  }
  return raw
}

function withColours(path: string, raw: readonly Raw[], start: number): Line[] {
  const coloured = highlight(
    path,
    raw.map(({ text }) => text),
  )
  return raw.map(({ mark, ended }, index) => ({
    mark,
    ended,
    number: start + index,
    segments: coloured[index] ?? [],
    changed: [],
  }))
}

function run(lines: readonly Line[], from: number, mark: '-' | '+'): Line[] {
  let end = from
  while (lines[end]?.mark === mark) end++
  return lines.slice(from, end)
}

function opposite(removed: readonly Line[], added: readonly Line[]): Row[] {
  const length = Math.max(removed.length, added.length)
  return Array.from({ length }, (_, index) => {
    const [before, after] = [removed[index] ?? null, added[index] ?? null]
    if (before === null || after === null || length > LONGEST_RUN) return { before, after }
    const changed = changedWords(textOf(before), textOf(after))
    return { before: { ...before, changed: changed.before }, after: { ...after, changed: changed.after } }
  })
}

const textOf = ({ segments }: Line) => segments.map(({ text }) => text).join('')
