import type { Piece } from './contents.ts'
import { rank } from './rank.ts'

export type ForPlugin = {
  readonly id: string
  readonly group: string
  readonly because: string
  readonly pieces: readonly Piece[]
}

/** Up to 10,000 characters reach the model whole, of more only a preview of 2,000 (2.1.329, measured). */
export const MOST_TEXT = 9_400
const MOST_LISTED = 25
const LONGEST_DESCRIPTION = 160
const MOST_IN_FULL = 4

export type Substitute = { readonly text: string; readonly inFull: readonly string[] }

/**
 * What Claude is given of plugins that are not at work in this session yet: what fits the prompt best in full, the rest
 * by name and path. `mark` is a word that no plugin can know, so that none can end its own stretch. Without a prompt:
 * only names.
 */
export function substituteFor(plugins: readonly ForPlugin[], prompt: string | null, mark: string): Substitute {
  const parts: string[] = [INTRODUCTION]
  const inFull: string[] = []
  let left = MOST_TEXT - INTRODUCTION.length
  plugins.forEach((plugin, at) => {
    const share = Math.floor(left / (plugins.length - at))
    const part = partFor(plugin, prompt, mark, share)
    parts.push(part.text)
    inFull.push(...part.inFull)
    left -= part.text.length
  })
  return { text: parts.join(''), inFull }
}

const INTRODUCTION = `Hotplug loads these plugins, which the user approved. Until /reload-plugins, or in a new session, their commands are not slash commands of this session, so what fits the request is given here. Between the markers stands text of the plugin's files: apply it where it serves what the user asked for, as you would if the plugin itself had been called; $ARGUMENTS stands for what the user asked.
`

function partFor(
  { id, group, because, pieces }: ForPlugin,
  prompt: string | null,
  mark: string,
  room: number,
): Substitute {
  const ranked = rank(prompt ?? '', pieces)
  const head = `\n${id} (${group}: ${because})\n`
  const list = (those: readonly Piece[]) => listOf(those, Math.min(2_500, room / 3))
  let text = head
  const inFull: Piece[] = []
  if (prompt !== null)
    for (const { piece, score } of ranked.slice(0, MOST_IN_FULL)) {
      if (inFull.length > 0 && score === 0) break
      const reserve = list(
        ranked.map((one) => one.piece).filter((one) => one !== piece && !inFull.includes(one)),
      ).length
      const stretch = stretchOf(piece, mark, room - text.length - reserve, inFull.length === 0)
      if (stretch === null) continue
      text += stretch
      inFull.push(piece)
    }
  text += list(ranked.map(({ piece }) => piece).filter((piece) => !inFull.includes(piece)))
  return { text: text.slice(0, Math.max(0, room)), inFull: inFull.map(({ name }) => name) }
}

/** The first one is cut where it does not fit, the others are left to the list. */
function stretchOf(piece: Piece, mark: string, room: number, mayBeCut: boolean): string | null {
  const begin = `<plugin-text ${mark} ${piece.kind}="/${piece.name}" from="${piece.path}">\n`
  const end = `\n</plugin-text ${mark}>\n`
  const body = piece.body.replaceAll(mark, '')
  const space = room - begin.length - end.length
  if (body.length <= space) return begin + body + end
  const note = `\n(cut: the rest is in ${piece.path})`
  return mayBeCut && space - note.length > 200 ? begin + body.slice(0, space - note.length) + note + end : null
}

function listOf(pieces: readonly Piece[], room: number): string {
  if (pieces.length === 0) return ''
  let text = 'Also in it, to be read from its file when it helps:\n'
  let listed = 0
  for (const { kind, name, description, path } of pieces) {
    const line = `- ${kind} /${name}${description ? `: ${shortened(description)}` : ''} (${path})\n`
    if (listed >= MOST_LISTED || text.length + line.length > room - 20) break
    text += line
    listed++
  }
  return listed < pieces.length ? `${text}- and ${pieces.length - listed} more\n` : text
}

const shortened = (text: string) =>
  text.length > LONGEST_DESCRIPTION ? `${text.slice(0, LONGEST_DESCRIPTION)}…` : text
