import { constant, type Expression, NotUnderstood, named, UNKNOWN } from '../program.ts'
import type { Cursor } from './cursor.ts'

/** What stands between brackets or quotes; `inside` reads the code within a template. */
export function literalReader(
  cursor: Cursor,
  expression: () => Expression,
  inside: (code: string, line: number) => Expression,
) {
  const { now, is, pass, take, expect, python } = cursor

  function bracketed(): Expression {
    expect('(')
    if (take(')')) return UNKNOWN
    const parts = [expression()]
    if (python && is('for')) throw new NotUnderstood()
    while (take(',')) if (!is(')')) parts.push(expression())
    expect(')')
    const [only] = parts
    return parts.length === 1 && only ? only : { is: 'unknown', parts }
  }

  function list(): Expression {
    expect('[')
    const parts: Expression[] = []
    while (!is(']')) {
      parts.push(expression())
      if (python && is('for')) throw new NotUnderstood()
      if (!take(',') && !is(']')) throw new NotUnderstood()
    }
    expect(']')
    return { is: 'unknown', parts }
  }

  function object(): Expression {
    expect('{')
    const fields = new Map<string, Expression>()
    while (!is('}')) {
      if (take('...')) expression()
      else {
        const { kind, text } = pass()
        if (kind === 'sign' || is('(')) throw new NotUnderstood()
        fields.set(text, take(':') ? expression() : named(text))
      }
      if (!take(',') && !is('}')) throw new NotUnderstood()
    }
    expect('}')
    return { is: 'object', fields }
  }

  function template(): Expression {
    const { parts = [], line } = pass()
    const read = parts.flatMap(({ text, code }) => [
      ...(text === '' ? [] : [constant(text)]),
      ...(code === null ? [] : [inside(code, line)]),
    ])
    return { is: 'joined', parts: read.length === 0 ? [constant('')] : read }
  }

  /** In Python neighbouring texts are one. */
  function text(): Expression {
    let whole = pass().text
    while (python && now().kind === 'text') whole += pass().text
    return constant(whole)
  }

  return { bracketed, list, object, template, text }
}
