import type { ParameterExpansionPart, Word, WordPart } from 'unbash'

/** How a command leads to a path: by one of Claude Code's variables, from the home folder, or as it is written. */
type Via = 'root' | 'data' | 'project' | 'home' | 'written'

export type Value = { text: string; via: Via }

export type Variables = ReadonlyMap<string, Value>

/**
 * What becomes of a word: none for a variable that is empty, several where an unquoted one holds spaces (`isWhole`: not
 * where it is a variable's new value), null where only running it would tell.
 */
export function expand(word: Word, variables: Variables, isWhole = false): readonly Value[] | null {
  const words: { text: string; via: Via; quoted: boolean }[] = []
  let open = false
  const last = () => words.at(-1)
  const append = ({ text, via }: Value, quoted: boolean) => {
    const word = open ? last() : undefined
    if (!word) words.push({ text, via, quoted })
    else {
      if (word.text === '') word.via = via
      word.text += text
      word.quoted ||= quoted
    }
    open = true
  }
  const { text, value, pos, end } = word
  for (const piece of piecesOf(word.parts ?? [{ type: 'Literal', text, value, pos, end }], variables)) {
    if (!piece || piece.text.length + (last()?.text.length ?? 0) > LONGEST) return null
    if (isWhole || piece.how !== 'variable') {
      append(piece, piece.how !== 'plain')
      continue
    }
    const [first = '', ...rest] = piece.text.split(/[ \t\n]+/)
    append(rest.length > 0 ? { text: first, via: 'written' } : piece, false)
    for (const text of rest) {
      open = false
      append({ text, via: 'written' }, false)
    }
  }
  return words.filter(({ text, quoted }) => text !== '' || quoted).map(({ text, via }) => ({ text, via }))
}

/** A variable that is put into itself again and again grows without end. */
const LONGEST = 10_000

type Piece = Value & { how: 'plain' | 'quoted' | 'variable' }

function piecesOf(parts: readonly WordPart[], variables: Variables, how?: 'quoted'): readonly (Piece | null)[] {
  const piece = (value: Value | null | undefined, otherwise: Piece['how']) =>
    value ? { ...value, how: how ?? otherwise } : null
  return parts.flatMap((part, index): readonly (Piece | null)[] => {
    if (part.type === 'Literal') {
      const isHome = index === 0 && !how && /^~(?:\/|$)/.test(part.text)
      return [piece(isHome ? atHome(part.value, variables) : written(part.value), 'plain')]
    }
    if (part.type === 'SingleQuoted') return [piece(written(part.value), 'quoted')]
    if (part.type === 'DoubleQuoted')
      return [{ ...written(''), how: 'quoted' }, ...piecesOf(part.parts, variables, 'quoted')]
    if (part.type === 'SimpleExpansion') return [piece(variables.get(part.text.slice(1)), 'variable')]
    if (part.type === 'ParameterExpansion') return [piece(parameterOf(part, variables), 'variable')]
    return [null]
  })
}

const written = (text: string): Value => ({ text, via: 'written' })

function atHome(text: string, variables: Variables): Value | null {
  const home = variables.get('HOME')
  return home ? { text: home.text + text.slice(1), via: 'home' } : null
}

/** A value that is known, or else what is written for that case. */
function parameterOf({ parameter, prefix, index, operation }: ParameterExpansionPart, variables: Variables) {
  if (prefix || index) return null
  if (!operation) return variables.get(parameter)
  if (operation.type !== 'Default' || operation.operator.endsWith('+')) return null
  const { operator, operand } = operation
  return variables.get(parameter) ?? (operator.endsWith('?') || operand.parts ? null : written(operand.value))
}
