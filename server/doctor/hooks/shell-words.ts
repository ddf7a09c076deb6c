/** A piece of a word as the shell sees it. `unknown`: what only running it would tell, such as `$(date)` or `*`. */
export type Part =
  | { kind: 'text'; text: string; quoted: boolean }
  | { kind: 'variable'; name: string; otherwise: string | null; quoted: boolean }
  | { kind: 'unknown' }

export type Token = { kind: 'word'; parts: readonly Part[] } | { kind: 'operator'; text: string }

/** Nobody writes a longer command; whoever does is not followed. */
const LONGEST_COMMAND = 8_000

/**
 * The words and operators of a shell command: as much of the language as commands of hooks are written in. It ends at
 * what is not understood (a here document, quotes that do not close), for whatever follows is text as well.
 */
export function shellTokens(command: string): readonly Token[] {
  const tokens: Token[] = []
  const length = command.length > LONGEST_COMMAND ? 0 : command.length
  for (let at = 0; at < length; ) {
    const gap = GAP.exec(from(GAP, at, command))
    if (gap) {
      at = GAP.lastIndex
      continue
    }
    const operator = OPERATOR.exec(from(OPERATOR, at, command))?.[0]
    if (operator) {
      if (/<<-?$/.test(operator) && !operator.endsWith('<<<')) break
      tokens.push({ kind: 'operator', text: operator })
      at += operator.length
      continue
    }
    const word = readWord(command, at)
    if (!word) break
    tokens.push({ kind: 'word', parts: word.parts })
    at = word.end
  }
  return tokens
}

/** A word that is the same whatever the variables are. */
export const plainText = (parts: readonly Part[]): string | null =>
  parts.every((part) => part.kind === 'text') ? parts.map(({ text }) => text).join('') : null

const GAP = /[ \t\r]+|\\\r?\n|#[^\n]*/y
const OPERATOR = /\d*(?:<<<|<<-?|>>|>\||[<>]&|<>|[<>])|&>>?|&&|\|\||;;|\|&|[;&|()\n]/y
const PLAIN = /[^\s'"\\$`;&|()<>*?[\]{}]+/y
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-?]([^{}$`"'\\]*))?\})/y
const SINGLE = /'([^']*)'/y

function from(pattern: RegExp, at: number, text: string): string {
  pattern.lastIndex = at
  return text
}

function readWord(command: string, start: number): { parts: readonly Part[]; end: number } | null {
  const parts: Part[] = []
  let at = start
  while (at < command.length && !/[\s;&|()<>]/.test(command[at] ?? '')) {
    const piece = command[at] === '"' ? readQuoted(command, at + 1) : readPiece(command, at, false)
    if (!piece) return null
    parts.push(...piece.parts)
    at = piece.end
  }
  return { parts, end: at }
}

type Piece = { parts: readonly Part[]; end: number }

function readQuoted(command: string, start: number): Piece | null {
  const parts: Part[] = [{ kind: 'text', text: '', quoted: true }]
  let at = start
  while (command[at] !== '"') {
    if (at >= command.length) return null
    const plain = /[^"\\$`]+/y
    const text = plain.exec(from(plain, at, command))?.[0]
    const piece =
      text === undefined ? readPiece(command, at, true) : { parts: [textPart(text, true)], end: plain.lastIndex }
    if (!piece) return null
    parts.push(...piece.parts)
    at = piece.end
  }
  return { parts, end: at + 1 }
}

/** Whatever means something to the shell, and plain text up to there. */
function readPiece(command: string, at: number, quoted: boolean): Piece | null {
  const character = command[at] ?? ''
  if (character === '\\') return readEscape(command, at, quoted)
  if (character === '$' || character === '`') return readExpansion(command, at, quoted)
  if (character === "'") {
    const text = SINGLE.exec(from(SINGLE, at, command))?.[1]
    return text === undefined ? null : { parts: [textPart(text, true)], end: SINGLE.lastIndex }
  }
  const text = PLAIN.exec(from(PLAIN, at, command))?.[0]
  if (text !== undefined) return { parts: [textPart(text, false)], end: PLAIN.lastIndex }
  // Braces alone are reserved words; with a glob, what it stands for depends on the files that are there.
  if (character === '{' || character === '}') return { parts: [textPart(character, false)], end: at + 1 }
  if ((character === '[' || character === ']') && isAlone(command, at))
    return { parts: [textPart(character, false)], end: at + 1 }
  return { parts: [{ kind: 'unknown' }], end: at + 1 }
}

/** `[` and `[[` are commands, unless they stand in a word. */
const isAlone = (command: string, at: number) =>
  /(?:^|[\s;&|(])(?:\[\[?|\]\]?)$/.test(command.slice(Math.max(0, at - 2), at + 1))

function readEscape(command: string, at: number, quoted: boolean): Piece | null {
  const next = command[at + 1]
  if (next === undefined) return null
  if (next === '\n') return { parts: [], end: at + 2 }
  return { parts: [textPart(quoted && !'"\\$`'.includes(next) ? `\\${next}` : next, true)], end: at + 2 }
}

function readExpansion(command: string, at: number, quoted: boolean): Piece | null {
  const variable = VARIABLE.exec(from(VARIABLE, at, command))
  if (variable) {
    const name = variable[1] ?? variable[2] ?? ''
    return { parts: [{ kind: 'variable', name, otherwise: variable[3] ?? null, quoted }], end: VARIABLE.lastIndex }
  }
  const end = command[at] === '`' ? command.indexOf('`', at + 1) + 1 : endOfExpansion(command, at)
  return end <= at ? null : { parts: [{ kind: 'unknown' }], end }
}

/** After `$(…)`, `${…}` or `$'…'`; a lone `$` is text for the shell and unknown here. */
function endOfExpansion(command: string, at: number): number {
  const open = command[at + 1] ?? ''
  if (open === "'") return command.indexOf("'", at + 2) + 1
  const close = { '(': ')', '{': '}' }[open]
  if (!close) return at + 1 + (/[\w@*#?!$-]/.test(open) ? 1 : 0)
  let depth = 0
  for (let end = at + 1; end < command.length; end++) {
    if (command[end] === open) depth++
    if (command[end] === close && --depth === 0) return end + 1
  }
  return -1
}

const textPart = (text: string, quoted: boolean): Part => ({ kind: 'text', text, quoted })
