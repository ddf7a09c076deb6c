import type { Patch } from './patch.ts'
import type { TextSide } from './text.ts'

/** What the lines of a patch do not show, in sentences. */
export function notesOn(loaded: TextSide | null, source: TextSide | null, kind: Patch['kind']): string[] {
  const notes = [...aboutSide('loaded copy', loaded), ...aboutSide('source', source), ...aboutBoth(loaded, source)]
  if (kind === 'binary') notes.push('This is not text, so there are no lines to compare.')
  if (kind === 'too large') notes.push('This file is too large to be compared line by line.')
  if (kind === 'replaced') notes.push('The two are too different to be compared line by line: all of it was replaced.')
  return notes
}

function aboutSide(name: string, side: TextSide | null): string[] {
  if (!side) return []
  const notes: string[] = []
  if (side.problem) notes.push(`The ${name} ${side.problem}.`)
  if (side.encoding === 'not UTF-8') notes.push(`The ${name} is not valid UTF-8; it is shown as Latin-1.`)
  if (side.encoding === 'UTF-16') notes.push(`The ${name} is UTF-16; Claude Code expects UTF-8.`)
  if (side.lineEnding === 'mixed') notes.push(`The ${name} mixes CRLF and LF line endings.`)
  if (!side.finalNewline && side.mode !== '120000') notes.push(`The ${name} has no newline at its end.`)
  return notes
}

function aboutBoth(loaded: TextSide | null, source: TextSide | null): string[] {
  if (!loaded || !source) return []
  const notes: string[] = []
  if (loaded.lineEnding !== source.lineEnding && loaded.lineEnding !== 'none' && source.lineEnding !== 'none')
    notes.push(`Line endings differ: ${loaded.lineEnding} in the loaded copy, ${source.lineEnding} in the source.`)
  if (onlyEndingsDiffer(loaded, source)) notes.push('Nothing but the line endings differs.')
  if (loaded.encoding !== source.encoding)
    notes.push(`Encodings differ: ${loaded.encoding} in the loaded copy, ${source.encoding} in the source.`)
  if (loaded.mode !== source.mode)
    notes.push(`${MODES[loaded.mode]} in the loaded copy, ${MODES[source.mode]} in the source.`)
  return notes
}

const onlyEndingsDiffer = (loaded: TextSide, source: TextSide) =>
  loaded.text !== source.text && loaded.text.replaceAll('\r\n', '\n') === source.text.replaceAll('\r\n', '\n')

const MODES = { '100644': 'Not executable', '100755': 'Executable', '120000': 'A link' }
