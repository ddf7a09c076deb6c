import { call, constant, type Expression, NotUnderstood, UNKNOWN } from '../program.ts'
import { literalOf, type Word } from './tokens.ts'
import { valueOfWord } from './words.ts'

const FILE_TESTS: Readonly<Record<string, string>> = {
  '-f': 'isFile',
  '-e': 'exists',
  '-a': 'exists',
  '-r': 'exists',
  '-s': 'isFull',
  '-d': 'isFolder',
}

/** What stands between the brackets of a test. */
export function testOf(words: readonly Word[], line: number): Expression {
  let at = 0
  const found = words.length === 0 ? constant(false) : any()
  if (at < words.length) throw new NotUnderstood()
  return found

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
      if (!isOne(')')) throw new NotUnderstood()
      at++
      return inside
    }
    const word = literalOf(words[at])
    const operator = literalOf(words[at + 1])
    if (operator !== null && COMPARES.has(operator) && words[at + 2]) return comparison(operator)
    if (word !== null && /^-[a-zA-Z]$/.test(word) && words[at + 1]) return ofOne(word)
    const only = words[at]
    if (!only) throw new NotUnderstood()
    at++
    return { is: 'not', of: isEmpty(valueOfWord(only)) }
  }

  function comparison(operator: string): Expression {
    const [left, right] = [words[at], words[at + 2]]
    at += 3
    if (operator === '=~') while (at < words.length && !isOne('&&', '||')) at++
    if (!left || !right) return UNKNOWN
    const isPattern = right.parts.some((part) => 'text' in part && !part.quoted && /[*?[]/.test(part.text))
    const isEquality = EQUAL.has(operator) || UNEQUAL.has(operator)
    if (!isEquality || isPattern) return { is: 'unknown', parts: [valueOfWord(left)] }
    return { is: 'equal', left: valueOfWord(left), right: valueOfWord(right), negated: UNEQUAL.has(operator) }
  }

  function ofOne(operator: string): Expression {
    const word = words[at + 1]
    at += 2
    if (!word) return UNKNOWN
    const value = valueOfWord(word)
    if (operator === '-z') return isEmpty(value)
    if (operator === '-n') return { is: 'not', of: isEmpty(value) }
    const test = FILE_TESTS[operator]
    return test ? call(test, [value], word.line || line) : UNKNOWN
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

const EQUAL = new Set(['=', '==', '-eq'])
const UNEQUAL = new Set(['!=', '-ne'])
const COMPARES = new Set([...EQUAL, ...UNEQUAL, '=~', '-lt', '-gt', '-le', '-ge', '<', '>', '-nt', '-ot', '-ef'])

const isEmpty = (value: Expression): Expression => ({ is: 'equal', left: value, right: constant(''), negated: false })
