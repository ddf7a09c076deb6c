import { call, constant, type Expression, NotUnderstood, named, UNKNOWN } from '../program.ts'
import { decisionOf, isDecision } from './python-decisions.ts'
import { textsBetween } from './python-text.ts'
import { childrenOf, type PythonNode } from './python-tree.ts'

export function expressionReader(textOf: (node: PythonNode) => string, lineOf: (at: number) => number) {
  return expression

  function expression(node: PythonNode): Expression {
    const children = childrenOf(node)
    const [first, second, third] = children
    switch (node.name) {
      case 'VariableName':
        return named(textOf(node))
      case 'Boolean':
        return constant(textOf(node) === 'True')
      case 'None':
        return constant(null)
      case 'Number':
        return constant(Number(textOf(node).replaceAll('_', '')))
      case 'String':
      case 'FormatString':
        return oneOf(textParts(node, children))
      case 'ContinuedString':
        return oneOf(children.map(expression))
      case 'ParenthesizedExpression':
        return inner(children)
      case 'AwaitExpression':
        return at(second)
      case 'TupleExpression':
      case 'ArrayExpression':
      case 'SetExpression':
        return { is: 'unknown', parts: children.slice(1, -1).filter(isValue).map(expression) }
      case 'DictionaryExpression':
        return object(children.slice(1, -1))
      case 'UnaryExpression':
        return isDecision(children) ? decisionOf(node, expression) : { is: 'unknown', parts: [at(second)] }
      case 'BinaryExpression': {
        if (isDecision(children)) return decisionOf(node, expression)
        const operator = children.slice(1, -1).map(textOf).join(' ')
        return operation(at(first), operator, at(children.at(-1)), lineOf(node.from))
      }
      case 'ConditionalExpression':
        return { is: 'choice', test: at(third), yes: at(first), no: at(children[4]) }
      case 'MemberExpression':
        return { is: 'member', of: at(first), key: keyOf(children.slice(1)) }
      case 'CallExpression':
        if (!second) throw new NotUnderstood()
        return { is: 'call', of: at(first), given: given(second), line: lineOf(second.from) }
      default:
        throw new NotUnderstood()
    }
  }

  function at(node: PythonNode | undefined): Expression {
    if (!node) throw new NotUnderstood()
    return expression(node)
  }

  function inner(children: readonly PythonNode[]): Expression {
    if (children.length !== 3) throw new NotUnderstood()
    return at(children[1])
  }

  function textParts(node: PythonNode, children: readonly PythonNode[]): Expression[] {
    const holes = children.filter(({ name }) => name === 'FormatReplacement')
    const places = holes.map(({ from, to }) => ({ from: from - node.from, to: to - node.from }))
    return textsBetween(textOf(node), places).flatMap((text, index) => {
      const hole = holes[index]
      return [...(text === '' ? [] : [constant(text)]), ...(hole ? [inHole(hole)] : [])]
    })
  }

  function inHole(hole: PythonNode): Expression {
    try {
      return at(childrenOf(hole)[1])
    } catch (error) {
      if (error instanceof NotUnderstood) return UNKNOWN
      throw error
    }
  }

  function object(children: readonly PythonNode[]): Expression {
    const fields = new Map<string, Expression>()
    for (const [index, { name }] of children.entries()) {
      const [key, value] = [children[index - 1], children[index + 1]]
      if (name === '**') throw new NotUnderstood()
      if (name === ':' && key && value) fields.set(keyText(key), expression(value))
    }
    return { is: 'object', fields }
  }

  function keyText(key: PythonNode): string {
    return key.name === 'String' ? textsBetween(textOf(key), []).join('') : textOf(key)
  }

  function keyOf([sign, key, ...rest]: readonly PythonNode[]): Expression {
    if (sign?.name === '.' && key) return constant(textOf(key))
    return key && rest.length === 1 && key.name !== ':' ? expression(key) : UNKNOWN
  }

  /** Named arguments tell nothing here. */
  function given(list: PythonNode): Expression[] {
    const children = childrenOf(list).slice(1, -1)
    if (children.some(({ name }) => name === 'for')) throw new NotUnderstood()
    return children.flatMap((one, index): Expression[] => {
      const before = children[index - 1]?.name
      if (!isValue(one) || before === 'AssignOp' || children[index + 1]?.name === 'AssignOp') return []
      return [before === '*' || before === '**' ? { is: 'unknown', parts: [expression(one)] } : expression(one)]
    })
  }

  function operation(left: Expression, operator: string, right: Expression, line: number): Expression {
    switch (operator) {
      case '==':
      case 'is':
        return { is: 'equal', left, right, negated: false }
      case '!=':
      case 'is not':
        return { is: 'equal', left, right, negated: true }
      case 'in':
        return { is: 'contains', part: left, whole: right }
      case 'not in':
        return { is: 'not', of: { is: 'contains', part: left, whole: right } }
      case '+':
        return { is: 'joined', parts: [left, right] }
      case '/':
        return call('os.path.join', [left, right], line)
      default:
        return { is: 'unknown', parts: [left, right] }
    }
  }
}

/** Neighbouring texts are one. */
const oneOf = (parts: readonly Expression[]): Expression =>
  parts.every((part) => part.is === 'constant')
    ? constant(parts.map(({ value }) => value).join(''))
    : { is: 'joined', parts }

const isValue = ({ name }: PythonNode) => !SIGNS.has(name)
const SIGNS = new Set([',', '*', '**', 'AssignOp'])
