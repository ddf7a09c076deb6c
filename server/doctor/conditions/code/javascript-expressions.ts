import type {
  AnyNode,
  ArrowFunctionExpression,
  Function as Defined,
  MemberExpression,
  ObjectExpression,
  Statement as Read,
  TemplateLiteral,
} from 'acorn'
import { constant, type Expression, NotUnderstood, named, type Statement, UNKNOWN } from '../program.ts'

export const lineOf = ({ loc }: AnyNode) => loc?.start.line ?? 1

/** Reads expressions; `block` reads the statements of a function. */
export function expressionReader(block: (nodes: readonly Read[]) => Statement[]) {
  return { expression, functionOf }

  function expression(node: AnyNode): Expression {
    switch (node.type) {
      case 'Literal':
        if (node.regex) return constant(node.regex.pattern)
        return constant(typeof node.value === 'bigint' ? Number(node.value) : (node.value as string | number | null))
      case 'Identifier':
        return node.name === 'undefined' ? constant(null) : named(node.name)
      case 'ThisExpression':
        return named('this')
      case 'Super':
        return named('super')
      case 'TemplateLiteral':
        return template(node)
      case 'AwaitExpression':
        return expression(node.argument)
      case 'ChainExpression':
        return expression(node.expression)
      case 'UnaryExpression': {
        const of = expression(node.argument)
        if (node.operator === 'void') return of
        return node.operator === '!' ? { is: 'not', of } : { is: 'unknown', parts: [of] }
      }
      case 'LogicalExpression': {
        const is = ({ '&&': 'and', '||': 'or', '??': 'otherwise' } as const)[node.operator]
        return { is, left: expression(node.left), right: expression(node.right) }
      }
      case 'BinaryExpression': {
        const [left, right] = [expression(node.left), expression(node.right)]
        if (node.operator === '+') return { is: 'joined', parts: [left, right] }
        if (!/^[!=]==?$/.test(node.operator)) return { is: 'unknown', parts: [left, right] }
        return { is: 'equal', left, right, negated: node.operator.startsWith('!') }
      }
      case 'ConditionalExpression': {
        const [test, yes, no] = [node.test, node.consequent, node.alternate].map(expression)
        return { is: 'choice', test, yes, no } as Expression
      }
      case 'MemberExpression':
        return { is: 'member', of: expression(node.object), key: keyOf(node) }
      case 'CallExpression': {
        const line = node.callee.loc?.end.line ?? lineOf(node)
        return { is: 'call', of: expression(node.callee), given: node.arguments.map(expression), line }
      }
      case 'NewExpression': {
        const of = expression(node.callee)
        if (of.is === 'name' && of.name === 'URL') return UNKNOWN
        return { is: 'unknown', parts: [{ is: 'call', of, given: node.arguments.map(expression), line: lineOf(node) }] }
      }
      case 'ImportExpression':
        return { is: 'call', of: named('import'), given: [expression(node.source)], line: lineOf(node) }
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return functionOf(node)
      case 'ObjectExpression':
        return object(node)
      case 'ArrayExpression':
        return { is: 'unknown', parts: node.elements.flatMap((one) => (one ? [expression(one)] : [])) }
      case 'SequenceExpression':
        return { is: 'unknown', parts: node.expressions.map(expression) }
      case 'SpreadElement':
      case 'UpdateExpression':
        return { is: 'unknown', parts: [expression(node.argument)] }
      case 'YieldExpression':
        return node.argument ? expression(node.argument) : UNKNOWN
      case 'TaggedTemplateExpression':
        return { is: 'unknown', parts: [expression(node.tag), template(node.quasi)] }
      case 'MetaProperty':
        return UNKNOWN
      default:
        throw new NotUnderstood()
    }
  }

  function keyOf({ property, computed }: MemberExpression): Expression {
    if (computed) return expression(property)
    return property.type === 'Identifier' ? constant(property.name) : UNKNOWN
  }

  function template({ quasis, expressions }: TemplateLiteral): Expression {
    const parts = quasis.flatMap(({ value }, index) => {
      const hole = expressions[index]
      return [...(value.cooked ? [constant(value.cooked)] : []), ...(hole ? [expression(hole)] : [])]
    })
    return { is: 'joined', parts: parts.length === 0 ? [constant('')] : parts }
  }

  function object({ properties }: ObjectExpression): Expression {
    const fields = new Map<string, Expression>()
    for (const property of properties) {
      if (property.type === 'SpreadElement') continue
      if (property.computed || property.kind !== 'init') throw new NotUnderstood()
      const { key } = property
      fields.set(
        key.type === 'Identifier' ? key.name : `${(key as { value?: unknown }).value}`,
        expression(property.value),
      )
    }
    return { is: 'object', fields }
  }

  function functionOf(node: Defined | ArrowFunctionExpression): Expression {
    const { body } = node
    const names = node.params.map((one) => {
      const target = one.type === 'AssignmentPattern' ? one.left : one
      return target.type === 'Identifier' ? target.name : ''
    })
    if (body.type === 'BlockStatement') return { is: 'function', names, body: block(body.body) }
    return { is: 'function', names, body: [{ do: 'return', line: lineOf(body), value: expression(body) }] }
  }
}
