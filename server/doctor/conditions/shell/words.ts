import type { Word, WordPart } from 'unbash'
import { constant, type Expression, named, UNKNOWN } from '../program.ts'
import { printedBy } from './commands.ts'
import { chainsWithin, type Source } from './syntax.ts'

export function valueOfWord({ text, value, parts }: Word, source: Source): Expression {
  const values = parts ? parts.flatMap((part) => valuesOf(part, source)) : [constant(value)]
  const [first, ...rest] = values
  if (first?.is !== 'constant' || !/^~(?:\/|$)/.test(text)) return joinedOf(values)
  return joinedOf([named('HOME'), constant(`${first.value}`.slice(1)), ...rest])
}

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

function valuesOf(part: WordPart, source: Source): Expression[] {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [constant(part.value)]
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return [constant(part.text)]
    case 'DoubleQuoted':
      return part.parts.flatMap((one) => valuesOf(one, source))
    case 'SimpleExpansion':
      return [named(part.text.slice(1))]
    case 'ParameterExpansion': {
      const { parameter, prefix, index, operation } = part
      if (prefix !== undefined || index !== undefined) return [UNKNOWN]
      if (operation === undefined) return [named(parameter)]
      if (operation.type !== 'Default' || !/[-=]/.test(operation.operator)) return [UNKNOWN]
      return [{ is: 'or', left: named(parameter), right: valueOfWord(operation.operand, source) }]
    }
    case 'CommandExpansion':
      return [part.script ? printedBy(chainsWithin(part.script, part.pos, source)) : UNKNOWN]
    default:
      return [UNKNOWN]
  }
}
