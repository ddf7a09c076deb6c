import { basename } from 'node:path'
import { type StructuredPatchHunk, structuredPatch } from 'diff'
import { notesOn } from './notes.ts'
import { readText, type TextSide } from './text.ts'

export type Hunk = StructuredPatchHunk

export type PatchSide = Omit<TextSide, 'kind' | 'text' | 'problem'>

/**
 * What differs between the loaded copy (old) and the source (new) of one file. replaced: too different to be compared
 * line by line in the time allowed, so one hunk takes all away and puts all in. A line of a hunk begins with ' ', '-',
 * '+' or '\' as in a unified patch and keeps its '\r'. No hunks and kind 'text': the text is the same.
 */
export type Patch = {
  path: string
  kind: 'text' | 'replaced' | 'binary' | 'too large' | 'unreadable'
  /** null where that side has no such file. */
  old: PatchSide | null
  new: PatchSide | null
  hunks: readonly Hunk[]
  /** Lines. */
  added: number
  removed: number
  /** Sentences about what lines do not show: line endings, encodings, modes, why there are no lines. */
  notes: readonly string[]
}

/** `milliseconds` bounds the comparison of lines, `bytes` and `lines` each side, `context` the lines around a change. */
export type PatchLimits = { bytes: number; lines: number; milliseconds: number; context: number }

const LIMITS: PatchLimits = { bytes: 1024 * 1024, lines: 20_000, milliseconds: 250, context: 3 }

/** Reads both files (null, or a missing file: that side has none) and compares them. `path` is the name to show. */
export function patchOf(
  sourcePath: string | null,
  loadedPath: string | null,
  options: Partial<PatchLimits> & { path?: string } = {},
): Patch {
  const limits = { ...LIMITS, ...options }
  const before = loadedPath === null ? null : readText(loadedPath, limits.bytes)
  const after = sourcePath === null ? null : readText(sourcePath, limits.bytes)
  const path = options.path ?? basename(sourcePath ?? loadedPath ?? '')
  const kind = kindOf(before, after, limits)
  const { hunks, replaced } = kind === 'text' ? linesOf(before, after, limits) : NOTHING
  return {
    path,
    kind: replaced ? 'replaced' : kind,
    old: before && sideOf(before),
    new: after && sideOf(after),
    hunks,
    added: countLines(hunks, '+'),
    removed: countLines(hunks, '-'),
    notes: notesOn(before, after, replaced ? 'replaced' : kind),
  }
}

const NOTHING = { hunks: [], replaced: false }

function kindOf(before: TextSide | null, after: TextSide | null, { lines }: PatchLimits): TextSide['kind'] {
  const sides = [before, after].filter((side) => side !== null)
  for (const kind of ['unreadable', 'too large', 'binary'] as const)
    if (sides.some((side) => side.kind === kind)) return kind
  return sides.some(({ text }) => text.split('\n', lines + 2).length > lines + 1) ? 'too large' : 'text'
}

function linesOf(before: TextSide | null, after: TextSide | null, { milliseconds, context }: PatchLimits) {
  const [old, now] = [before?.text ?? '', after?.text ?? '']
  const turned = before && after && (before.mode === '120000') !== (after.mode === '120000')
  if (turned) return { hunks: [replacement(old, now)], replaced: false }
  const patch = structuredPatch('', '', old, now, '', '', { context, timeout: milliseconds })
  return patch ? { hunks: patch.hunks, replaced: false } : { hunks: [replacement(old, now)], replaced: true }
}

function replacement(before: string, after: string): Hunk {
  const old = markedLines(before, '-')
  const now = markedLines(after, '+')
  return { oldStart: 1, oldLines: old.count, newStart: 1, newLines: now.count, lines: [...old.lines, ...now.lines] }
}

function markedLines(text: string, mark: '-' | '+') {
  const lines = text.split('\n').map((line) => mark + line)
  const count = text.endsWith('\n') || text === '' ? lines.length - 1 : lines.length
  return { count, lines: count < lines.length ? lines.slice(0, -1) : [...lines, '\\ No newline at end of file'] }
}

const sideOf = ({ kind, text, problem, ...side }: TextSide): PatchSide => side

const countLines = (hunks: readonly Hunk[], mark: '+' | '-') =>
  hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.startsWith(mark)).length, 0)
