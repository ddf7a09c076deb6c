import { NotUnderstood } from '../program.ts'

/** A part of a word: as it stands, a variable with what counts where it is not set, or what a command prints. */
export type Part =
  | { text: string; quoted: boolean }
  | { variable: string; otherwise: string | null }
  | { command: string; line: number }
  | { unknown: true }

export type Word = { is: 'word'; parts: readonly Part[]; line: number }
export type Sign = { is: 'sign'; sign: string; line: number }
export type Token = Word | Sign

const SIGNS = /\d?>>|\d?>&\d?|&>>?|\d?>\||\d?>|<<<|<<-?|<&\d?|<\(|>\(|<|&&|\|\||;;&?|;&|;|\|&|\||&|\(|\)|\n/y
const VARIABLE = /\$(?:([A-Za-z_]\w*|[@*#?$!\d-])|\{([A-Za-z_]\w*|[@*#?\d])(?::?[-=]((?:[^{}]|\$\{\w+\})*))?\})/y

/** Words and signs of a shell's script. Throws NotUnderstood where a quote or a bracket has no end. */
export function tokensOf(source: string, firstLine = 1): Token[] {
  const tokens: Token[] = []
  const awaited: string[] = []
  let at = 0
  let line = firstLine
  let expectsEnd = false

  while (at < source.length) {
    const character = source[at] ?? ''
    if (character === ' ' || character === '\t' || character === '\r') at++
    else if (source.startsWith('\\\n', at)) newLine(2)
    else if (character === '#') at = endOfLine(at)
    else if (!sign()) word()
  }
  return tokens

  function sign(): boolean {
    SIGNS.lastIndex = at
    const [found] = SIGNS.exec(source) ?? []
    if (found === undefined) return false
    if (found.endsWith('(') && found !== '(') throw new NotUnderstood()
    tokens.push({ is: 'sign', sign: found, line })
    expectsEnd = found === '<<' || found === '<<-'
    if (found === '\n') {
      newLine(1)
      while (awaited.length > 0) passHereText(awaited.shift() ?? '')
    } else at += found.length
    return true
  }

  function word() {
    const parts: Part[] = []
    const begun = line
    while (at < source.length && !/[\s;&|<>()]/.test(source[at] ?? '')) parts.push(...part())
    tokens.push({ is: 'word', parts, line: begun })
    if (expectsEnd) awaited.push(parts.map((one) => ('text' in one ? one.text : '')).join(''))
    expectsEnd = false
  }

  function part(): Part[] {
    const character = source[at]
    if (character === "'") return [{ text: upTo("'", at + 1), quoted: true }]
    if (character === '"') return doubleQuoted()
    if (character === '\\') {
      at += 2
      return [{ text: source[at - 1] ?? '', quoted: true }]
    }
    if (character === '$' || character === '`') return [expansion()]
    const [text = ''] = /^[^\s;&|<>()'"\\$`]+/.exec(source.slice(at, at + 4096)) ?? []
    at += text.length
    return [{ text, quoted: false }]
  }

  function doubleQuoted(): Part[] {
    const parts: Part[] = [{ text: '', quoted: true }]
    for (at++; source[at] !== '"'; ) {
      if (at >= source.length) throw new NotUnderstood()
      const character = source[at] ?? ''
      if (character === '$' || character === '`') parts.push(expansion())
      else if (character === '\\' && /["\\$`\n]/.test(source[at + 1] ?? '')) {
        if (source[at + 1] === '\n') line++
        else parts.push({ text: source[at + 1] ?? '', quoted: true })
        at += 2
      } else {
        if (character === '\n') line++
        parts.push({ text: character, quoted: true })
        at++
      }
    }
    at++
    return parts
  }

  function expansion(): Part {
    const begun = line
    if (source[at] === '`') return { command: upTo('`', at + 1), line: begun }
    if (source.startsWith('$((', at)) {
      at += 2
      balanced('(', ')')
      return { unknown: true }
    }
    if (source.startsWith('$(', at)) {
      at++
      return { command: balanced('(', ')'), line: begun }
    }
    if (source.startsWith("$'", at)) return { text: upTo("'", at + 2), quoted: true }
    VARIABLE.lastIndex = at
    const found = VARIABLE.exec(source)
    if (found) {
      at += found[0].length
      return { variable: found[1] ?? found[2] ?? '', otherwise: found[3] ?? null }
    }
    if (source[at + 1] === '{') {
      at++
      balanced('{', '}')
      return { unknown: true }
    }
    at++
    return { text: '$', quoted: true }
  }

  /** The text up to a character, which is passed. */
  function upTo(end: string, from: number): string {
    const found = source.indexOf(end, from)
    if (found < 0) throw new NotUnderstood()
    at = found + 1
    const text = source.slice(from, found)
    line += text.split('\n').length - 1
    return text
  }

  /** What stands between two brackets that belong together, quotes passed over. */
  function balanced(open: string, close: string): string {
    const from = at + 1
    for (let depth = 0; at < source.length; ) {
      const character = source[at]
      if (character === '\n') line++
      if (character === '\\') at++
      else if (character === "'") {
        upTo("'", at + 1)
        continue
      } else if (character === open) depth++
      else if (character === close && --depth === 0) return source.slice(from, at++)
      at++
    }
    throw new NotUnderstood()
  }

  function passHereText(end: string) {
    while (at < source.length) {
      const stop = endOfLine(at)
      const text = source.slice(at, stop)
      at = stop
      newLine(1)
      if (text.trim() === end) return
    }
  }

  function newLine(length: number) {
    at += length
    line++
  }

  function endOfLine(from: number) {
    const found = source.indexOf('\n', from)
    return found < 0 ? source.length : found
  }
}

/** A word that stands for itself alone. */
export const literalOf = (word: Token | undefined): string | null =>
  word?.is === 'word' && word.parts.every((part) => 'text' in part)
    ? word.parts.map((part) => ('text' in part ? part.text : '')).join('')
    : null

export const isBare = (word: Token | undefined, text: string) =>
  word?.is === 'word' &&
  word.parts.length === 1 &&
  literalOf(word) === text &&
  'quoted' in (word.parts[0] ?? {}) &&
  !(word.parts[0] as { quoted?: boolean }).quoted
