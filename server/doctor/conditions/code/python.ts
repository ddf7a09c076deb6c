import { call, type Expression, NotUnderstood, type Program, type Statement, UNKNOWN } from '../program.ts'
import { openReader } from './expressions.ts'
import { codeTokens } from './tokens.ts'

type Line = { indent: number; text: string; line: number }

/** A script of Python's. What is not understood of it counts as something that is done. */
export function compilePython(source: string): Program {
  const lines = logicalLines(source)
  let at = 0
  const program = suite(0)
  return program

  function suite(indent: number): Statement[] {
    const found: Statement[] = []
    while (at < lines.length && (lines[at]?.indent ?? 0) >= indent) found.push(...orSkipped(indent))
    return found
  }

  function orSkipped(indent: number): Statement[] {
    const here = at
    const line = lines[at]?.line ?? 0
    try {
      return statement()
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      at = here + 1
      while ((lines[at]?.indent ?? -1) > Math.max(indent, lines[here]?.indent ?? 0)) at++
      const hides = lines.slice(here, at).some(({ text }) => ASKS.test(text))
      return [{ do: 'effect', line, of: null, hides }]
    }
  }

  function statement(): Statement[] {
    const { text, line, indent } = lines[at] as Line
    const word = /^[a-z]+/.exec(text)?.[0] ?? ''
    const rest = text.slice(word.length)
    switch (word) {
      case 'import':
      case 'from':
      case 'pass':
      case 'global':
      case 'nonlocal':
      case 'break':
      case 'continue':
      case 'assert':
      case 'del':
        at++
        return []
      case 'if':
        return conditional(indent)
      case 'return':
        at++
        return [{ do: 'return', line, value: rest.trim() === '' ? null : expressionIn(rest, line) }]
      case 'raise': {
        at++
        const quits = /^\s*SystemExit(?:\(\s*0?\s*\))?\s*$/.test(rest)
        return [quits ? { do: 'end', line } : { do: 'effect', line, of: call('fail', [], line) }]
      }
      case 'def':
      case 'async':
        return word === 'async' && !/^\s+def\b/.test(rest) ? loop(indent, line) : functionNamed(text, indent, line)
      case 'class':
        bodyOf(indent, header(text))
        return []
      case 'try':
        return tried(indent, line)
      case 'for':
      case 'while':
        return loop(indent, line)
      case 'with':
        return opened(rest, indent, line)
      default:
        at++
        return text.startsWith('@') ? [] : plainStatement(text, line)
    }
  }

  function conditional(indent: number): Statement[] {
    const { text, line } = lines[at] as Line
    const { before, after } = header(text)
    const test = expressionIn(before.replace(/^(?:el)?if\b/, ''), line)
    const yes = bodyOf(indent, { before, after })
    const following = lines[at]
    if (following?.indent !== indent) return [{ do: 'if', line, test, yes, no: [] }]
    if (/^elif\b/.test(following.text)) return [{ do: 'if', line, test, yes, no: conditional(indent) }]
    const no = /^else\s*:/.test(following.text) ? bodyOf(indent, header(following.text)) : []
    return [{ do: 'if', line, test, yes, no }]
  }

  function functionNamed(text: string, indent: number, line: number): Statement[] {
    const found = /def\s+(\w+)\s*\(([^)]*)\)/.exec(text)
    const body = bodyOf(indent, header(text))
    if (!found?.[1]) throw new NotUnderstood()
    const names = (found[2] ?? '').split(',').flatMap((one) => /^\s*(\w+)/.exec(one)?.[1] ?? [])
    return [{ do: 'let', line, name: found[1], value: { is: 'function', names, body } }]
  }

  function tried(indent: number, line: number): Statement[] {
    const body = bodyOf(indent, header((lines[at] as Line).text))
    const caught: Statement[][] = []
    const last: Statement[] = []
    while (lines[at]?.indent === indent && /^(?:except|else|finally)\b/.test(lines[at]?.text ?? '')) {
      const { text } = lines[at] as Line
      const inside = bodyOf(indent, header(text))
      if (text.startsWith('except')) caught.push(inside)
      else last.push(...inside)
    }
    return [{ do: 'try', line, body, caught: caught[0] ?? [] }, ...last]
  }

  function loop(indent: number, line: number): Statement[] {
    const bodies = [bodyOf(indent, header((lines[at] as Line).text))]
    if (lines[at]?.indent === indent && /^else\s*:/.test(lines[at]?.text ?? ''))
      bodies.push(bodyOf(indent, header((lines[at] as Line).text)))
    return [{ do: 'either', line, bodies }]
  }

  /** `with open(path) as handle:` */
  function opened(rest: string, indent: number, line: number): Statement[] {
    const { before } = header(rest)
    const found = /^(.*)\bas\s+(\w+)\s*$/s.exec(before)
    const given: Statement[] =
      found?.[1] && found[2] ? [{ do: 'let', line, name: found[2], value: expressionIn(found[1], line) }] : []
    return [...given, ...bodyOf(indent, header((lines[at] as Line).text))]
  }

  /** What is indented below the line that stands now, or follows its colon. */
  function bodyOf(indent: number, { after }: { before: string; after: string }): Statement[] {
    const { line } = lines[at] as Line
    at++
    if (after.trim() !== '') return after.split(';').flatMap((one) => inOneLine(one.trim(), line))
    const inner = lines[at]?.indent ?? 0
    return inner > indent ? suite(inner) : []
  }

  function inOneLine(text: string, line: number): Statement[] {
    if (text === '' || text === 'pass' || text === 'break' || text === 'continue') return []
    const returned = /^return\b(.*)$/s.exec(text)
    if (returned) return [{ do: 'return', line, value: returned[1]?.trim() ? expressionIn(returned[1], line) : null }]
    if (/^raise\s+SystemExit(?:\(\s*0?\s*\))?$/.test(text)) return [{ do: 'end', line }]
    return plainStatement(text, line)
  }
}

const ASKS = /\b(?:exists|is_?file|json\.loads?|read_text|open)\(/

function plainStatement(text: string, line: number): Statement[] {
  const found = /^(\w+)\s*(?::\s*[^=]+)?=(?!=)(.*)$/s.exec(text)
  if (found?.[1]) return [{ do: 'let', line, name: found[1], value: orUnknown(found[2] ?? '', line) }]
  if (/^[\w.[\]"', ]+\s*[-+*/|&]?=(?!=)/.test(text)) return []
  const of = expressionIn(text, line)
  return of.is === 'constant' || of.is === 'name' ? [] : [{ do: 'effect', line, of }]
}

function orUnknown(text: string, line: number): Expression {
  try {
    return expressionIn(text, line)
  } catch (error) {
    if (error instanceof NotUnderstood) return UNKNOWN
    throw error
  }
}

function expressionIn(text: string, line: number): Expression {
  const reader = openReader(codeTokens(text, 'python', line), 'python')
  const found = reader.expression()
  if (reader.now().kind !== 'end') throw new NotUnderstood()
  return found
}

/** What stands before the colon that ends a header, and what follows it. */
function header(text: string): { before: string; after: string } {
  let depth = 0
  let quote: string | null = null
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (quote !== null) {
      if (character === '\\') at++
      else if (character === quote) quote = null
    } else if (character === '"' || character === "'") quote = character
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (character === ':' && depth === 0) return { before: text.slice(0, at), after: text.slice(at + 1) }
  }
  throw new NotUnderstood()
}

/** Lines that belong together are one: within brackets, within a text of several lines. Comments are gone. */
function logicalLines(source: string): Line[] {
  const found: Line[] = []
  const whole =
    /(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|#[^\n]*|\\\n|[^\n])/y
  let text = ''
  let depth = 0
  let line = 1
  let begun = 1
  for (let at = 0; at < source.length; ) {
    whole.lastIndex = at
    const piece = source[at] === '\n' ? '\n' : (whole.exec(source)?.[0] ?? source[at] ?? '')
    at += piece.length
    if (piece === '\n' && depth <= 0) {
      keep()
      begun = line + 1
    } else if (!piece.startsWith('#'))
      text += piece === '\n' || piece === '\\\n' ? ' ' : piece.replace('\t', '        ')
    if ('([{'.includes(piece)) depth++
    if (')]}'.includes(piece)) depth--
    line += piece.split('\n').length - 1
  }
  keep()
  return found

  function keep() {
    const indent = /^ */.exec(text)?.[0].length ?? 0
    if (text.trim() !== '') found.push({ indent, text: text.trim(), line: begun })
    text = ''
    depth = 0
  }
}
