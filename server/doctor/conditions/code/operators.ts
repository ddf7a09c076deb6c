import { type Expression, named } from '../program.ts'
import type { Cursor } from './cursor.ts'

/** Expressions of operators, the weakest first; `operand` reads what stands between them. */
export function operatorReader(cursor: Cursor, operand: () => Expression): () => Expression {
  const { now, next, is, take, pass, python } = cursor

  function or(): Expression {
    let left = and()
    while (is('||', '??') || (python && is('or'))) {
      const kind = pass().text === '??' ? 'otherwise' : 'or'
      left = { is: kind, left, right: and() }
    }
    return left
  }

  function and(): Expression {
    let left = not()
    while (is('&&') || (python && is('and'))) {
      pass()
      left = { is: 'and', left, right: not() }
    }
    return left
  }

  function not(): Expression {
    return python && take('not') ? { is: 'not', of: not() } : comparison()
  }

  function comparison(): Expression {
    let left = sum()
    for (;;) {
      if (is('==', '===', '!=', '!==')) {
        const negated = pass().text.startsWith('!')
        left = { is: 'equal', left, right: sum(), negated }
      } else if (python && is('is')) {
        pass()
        const negated = take('not')
        left = { is: 'equal', left, right: sum(), negated }
      } else if (python && (is('in') || (is('not') && next().text === 'in'))) {
        const negated = take('not')
        pass()
        const contains: Expression = { is: 'contains', part: left, whole: sum() }
        left = negated ? { is: 'not', of: contains } : contains
      } else if (is('<', '>', '<=', '>=') || (!python && is('instanceof', 'in'))) {
        pass()
        left = { is: 'unknown', parts: [left, sum()] }
      } else return left
    }
  }

  function sum(): Expression {
    let left = operand()
    while (now().kind === 'sign' && ARITHMETIC.test(now().text)) {
      const { text, line } = pass()
      const right = operand()
      if (text === '+') left = { is: 'joined', parts: [left, right] }
      else if (text === '/' && python) left = { is: 'call', of: named('os.path.join'), given: [left, right], line }
      else left = { is: 'unknown', parts: [left, right] }
    }
    return left
  }

  return or
}

const ARITHMETIC = /^(?:[-+*/%|&^]|\*\*|\/\/|<<|>>>?)$/
