import { constant, type Expression, NotUnderstood, named, UNKNOWN } from '../program.ts'
import type { Cursor } from './cursor.ts'
import { literalReader } from './literals.ts'

export type Within = {
  expression: () => Expression
  /** Code within a template. */
  inside: (code: string, line: number) => Expression
  /** A function that is written where a value stands; null: none is. */
  functionHere: () => Expression | null
}

/** A value with the calls and members that follow it. */
export function operandReader(cursor: Cursor, { expression, inside, functionHere }: Within): () => Expression {
  const { state, now, next, is, pass, take, expect, python } = cursor
  const literals = literalReader(cursor, expression, inside)

  function operand(): Expression {
    if (!python && take('!')) return { is: 'not', of: operand() }
    if (take('await') || take('yield') || (!python && take('void'))) return operand()
    if (!python && is('new', 'typeof', 'delete')) {
      const { text } = next()
      pass()
      const of = operand()
      return text === 'URL' ? UNKNOWN : { is: 'unknown', parts: [of] }
    }
    if (now().kind === 'sign' && UNARY.has(now().text)) {
      pass()
      return { is: 'unknown', parts: [operand()] }
    }
    return followed(primary())
  }

  function followed(begun: Expression): Expression {
    let left = begun
    for (;;) {
      const { line } = now()
      if (take('.')) left = { is: 'member', of: left, key: constant(pass().text) }
      else if (!python && take('?.')) {
        if (!is('(', '[')) left = { is: 'member', of: left, key: constant(pass().text) }
      } else if (is('(')) left = { is: 'call', of: left, given: given(), line }
      else if (is('[')) left = indexed(left)
      else if (!python && now().kind === 'template') left = { is: 'unknown', parts: [left, literals.template()] }
      else if (!python && is('++', '--') && !now().fresh) pass()
      else return left
    }
  }

  function indexed(of: Expression): Expression {
    expect('[')
    const key = is(':') ? UNKNOWN : expression()
    while (!is(']')) if (pass().kind === 'end') throw new NotUnderstood()
    expect(']')
    return { is: 'member', of, key }
  }

  /** Named arguments of Python tell nothing here but what they are given. */
  function given(): Expression[] {
    expect('(')
    const found: Expression[] = []
    while (!is(')')) {
      const isNamed = python && now().kind === 'name' && next().text === '='
      if (isNamed) state.at += 2
      const value = expression()
      if (!isNamed) found.push(value)
      if (!take(',') && !is(')')) throw new NotUnderstood()
    }
    expect(')')
    return found
  }

  function primary(): Expression {
    const { kind, text } = now()
    if (kind === 'text') return literals.text()
    if (kind === 'template') return literals.template()
    if (kind === 'number') return constant(Number(pass().text.replaceAll('_', '').replace(/n$/, '')))
    if (kind === 'pattern') return constant(pass().text)
    if (kind === 'name') return functionHere() ?? word(text)
    if (is('(')) return literals.bracketed()
    if (is('[')) return literals.list()
    if (is('{')) return literals.object()
    throw new NotUnderstood()
  }

  function word(text: string): Expression {
    if (RESERVED.has(text)) throw new NotUnderstood()
    pass()
    const value = (python ? PYTHON_VALUES : JAVASCRIPT_VALUES).get(text)
    return value === undefined ? named(text) : constant(value)
  }

  return operand
}

const UNARY = new Set(['-', '+', '~', '...', '*', '**', '++', '--'])
const JAVASCRIPT_VALUES = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
])
const PYTHON_VALUES = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
])
const RESERVED = new Set(
  'if else for while return const let var try catch finally throw switch case import export class def elif except with lambda'.split(
    ' ',
  ),
)
