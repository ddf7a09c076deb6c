import type { TestExpression, Word } from 'unbash'
import { call, constant, type Expression, UNKNOWN } from '../program.ts'
import { literalOf, type Source } from './syntax.ts'
import { valueOfWord } from './words.ts'

const FILE_TESTS: Readonly<Record<string, string>> = {
  '-f': 'isFile',
  '-e': 'exists',
  '-a': 'exists',
  '-r': 'exists',
  '-s': 'isFull',
  '-d': 'isFolder',
}

/** What stands between `[[` and `]]`. */
export function testWithin(test: TestExpression, source: Source): Expression {
  switch (test.type) {
    case 'TestUnary':
      return ofOne(test.operator, test.operand, source)
    case 'TestBinary':
      return comparison(test.left, test.operator, test.right, source)
    case 'TestGroup':
      return testWithin(test.expression, source)
    case 'TestNot': {
      const of = testWithin(test.operand, source)
      return test.negations.length % 2 === 1 ? { is: 'not', of } : of
    }
    case 'TestLogical':
      return test.operands
        .map((one) => testWithin(one, source))
        .reduce((left, right) => ({ is: test.operator === '&&' ? 'and' : 'or', left, right }))
  }
}

/** What stands between the brackets of `[`. */
export function testOf(words: readonly Word[], source: Source): Expression {
  let at = 0
  const found = words.length === 0 ? constant(false) : any()
  return at < words.length ? UNKNOWN : found

  function any(): Expression {
    let left = all()
    while (passes('||', '-o')) left = { is: 'or', left, right: all() }
    return left
  }

  function all(): Expression {
    let left = one()
    while (passes('&&', '-a')) left = { is: 'and', left, right: one() }
    return left
  }

  function one(): Expression {
    if (at + 1 < words.length && passes('!')) return { is: 'not', of: one() }
    if (isOne('(')) {
      at++
      const inside = any()
      return passes(')') ? inside : UNKNOWN
    }
    const [word, next, third] = words.slice(at, at + 3)
    const operator = literalOf(next)
    if (word && operator !== null && COMPARES.has(operator) && third) {
      at += 3
      return comparison(word, operator, third, source)
    }
    if (next && /^-[a-zA-Z]$/.test(literalOf(word) ?? '')) {
      at += 2
      return ofOne(literalOf(word) ?? '', next, source)
    }
    if (!word) return UNKNOWN
    at++
    return { is: 'not', of: isEmpty(valueOfWord(word, source)) }
  }

  function passes(...signs: readonly string[]) {
    if (!isOne(...signs)) return false
    at++
    return true
  }

  function isOne(...signs: readonly string[]) {
    const word = literalOf(words[at])
    return word !== null && signs.includes(word)
  }
}

function comparison(left: Word, operator: string, right: Word, source: Source): Expression {
  const value = valueOfWord(left, source)
  const isPattern = (right.parts ?? []).some(({ type }) => type === 'Glob' || type === 'ExtendedGlob')
  const isEquality = EQUAL.has(operator) || UNEQUAL.has(operator)
  if (!isEquality || isPattern) return { is: 'unknown', parts: [value] }
  return { is: 'equal', left: value, right: valueOfWord(right, source), negated: UNEQUAL.has(operator) }
}

function ofOne(operator: string, word: Word, source: Source): Expression {
  const value = valueOfWord(word, source)
  if (operator === '-z') return isEmpty(value)
  if (operator === '-n') return { is: 'not', of: isEmpty(value) }
  const test = FILE_TESTS[operator]
  return test ? call(test, [value], source.lineOf(word.pos)) : UNKNOWN
}

const EQUAL = new Set(['=', '==', '-eq'])
const UNEQUAL = new Set(['!=', '-ne'])
const COMPARES = new Set([...EQUAL, ...UNEQUAL, '=~', '-lt', '-gt', '-le', '-ge', '<', '>', '-nt', '-ot', '-ef'])

const isEmpty = (value: Expression): Expression => ({ is: 'equal', left: value, right: constant(''), negated: false })
