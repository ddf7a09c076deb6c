import { constant, type Expression, named, UNKNOWN } from '../program.ts'
import { printedBy } from './commands.ts'
import { parseList } from './parse.ts'
import { type Part, tokensOf, type Word } from './tokens.ts'

export const valueOfWord = (word: Word): Expression => joinedOf(word.parts.map((part) => partOf(part, word.line)))

const joinedOf = (parts: readonly Expression[]): Expression => {
  const [only] = parts
  if (parts.length === 0) return constant('')
  return parts.length === 1 && only ? only : { is: 'joined', parts: merged(parts) }
}

/** Neighbouring texts are one, and an empty one between others is none. */
function merged(parts: readonly Expression[]): Expression[] {
  const out: Expression[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (part.is === 'constant' && last?.is === 'constant') out[out.length - 1] = constant(`${last.value}${part.value}`)
    else out.push(part)
  }
  return out.length > 1 ? out.filter((part) => !(part.is === 'constant' && part.value === '')) : out
}

const textOf = ({ text, quoted }: { text: string; quoted: boolean }): Expression =>
  !quoted && /^~(?:\/|$)/.test(text)
    ? { is: 'joined', parts: [named('HOME'), constant(text.slice(1))] }
    : constant(text)

function partOf(part: Part, line: number): Expression {
  if ('text' in part) return textOf(part)
  if ('command' in part) return printedBy(parseList(tokensOf(part.command, part.line)))
  if ('unknown' in part) return UNKNOWN
  if (part.otherwise === null) return named(part.variable)
  const [word] = tokensOf(`"${part.otherwise.replace(/^"(.*)"$/, '$1')}"`, line)
  return { is: 'or', left: named(part.variable), right: word?.is === 'word' ? valueOfWord(word) : UNKNOWN }
}
