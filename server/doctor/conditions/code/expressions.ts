import { type Expression, NotUnderstood, type Statement, UNKNOWN } from '../program.ts'
import { openCursor } from './cursor.ts'
import { operandReader } from './operands.ts'
import { operatorReader } from './operators.ts'
import { parametersAt } from './parameters.ts'
import { type CodeToken, codeTokens } from './tokens.ts'

/** Reads expressions from tokens. `readBody` reads the statements of a function, where there are any in expressions. */
export function openReader(
  tokens: readonly CodeToken[],
  language: 'javascript' | 'python',
  readBody: (() => readonly Statement[]) | null = null,
) {
  const cursor = openCursor(tokens, language)
  const { state, now, next, is, take, expect, python } = cursor
  const operators = operatorReader(cursor, operandReader(cursor, { expression, inside, functionHere }))

  /** Without a comma. */
  function expression(): Expression {
    if (++state.depth > DEEPEST) throw new NotUnderstood()
    try {
      return python ? pythonChoice() : (arrowFunction() ?? choice())
    } finally {
      state.depth--
    }
  }

  function choice(): Expression {
    const test = operators()
    if (!take('?')) return test
    const yes = expression()
    expect(':')
    return { is: 'choice', test, yes, no: expression() }
  }

  function pythonChoice(): Expression {
    const yes = operators()
    if (!take('if')) return yes
    const test = operators()
    expect('else')
    return { is: 'choice', test, yes, no: expression() }
  }

  function inside(code: string, line: number): Expression {
    try {
      return openReader(codeTokens(code, language, line), language).expression()
    } catch {
      return UNKNOWN
    }
  }

  /** `(a, b) => …`, `a => …`, `async () => …`. */
  function arrowFunction(): Expression | null {
    if (readBody === null) return null
    const begun = state.at
    if (is('async') && !next().fresh && next().text !== 'function') state.at++
    const names = parametersAt(cursor)
    if (names !== null && take('=>')) return { is: 'function', names, body: is('{') ? readBody() : [returned()] }
    state.at = begun
    return null
  }

  function returned(): Statement {
    const { line } = now()
    return { do: 'return', line, value: expression() }
  }

  function functionHere(): Expression | null {
    if (python || !(is('function') || (is('async') && next().text === 'function'))) return null
    take('async')
    expect('function')
    take('*')
    if (now().kind === 'name') state.at++
    const names = parametersAt(cursor)
    if (names === null || readBody === null) throw new NotUnderstood()
    return { is: 'function', names, body: readBody() }
  }

  return { ...cursor, expression, parameters: () => parametersAt(cursor) }
}

const DEEPEST = 60
