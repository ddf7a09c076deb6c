import {
  type AnyNode,
  type ModuleDeclaration,
  type Program as Parsed,
  type Pattern,
  parse,
  type Statement as Read,
} from 'acorn'
import { call, constant, type Expression, NotUnderstood, type Program, type Statement, UNKNOWN } from '../program.ts'
import { expressionReader, lineOf } from './javascript-expressions.ts'

/** A script of Node's. What is not understood of it counts as something that is done. */
export function compileJavascript(source: string): Program {
  const { expression, functionOf } = expressionReader(block)
  return block(parsed(source).body)

  /** Functions can be called before the line that defines them. */
  function block(nodes: readonly (Read | ModuleDeclaration)[]): Statement[] {
    const isFunction = (one: Statement) => one.do === 'let' && one.value.is === 'function'
    const all = nodes.flatMap(orSkipped)
    return [...all.filter(isFunction), ...all.filter((one) => !isFunction(one))]
  }

  function orSkipped(node: AnyNode): Statement[] {
    try {
      return statement(node)
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      return [{ do: 'effect', line: lineOf(node), of: null, hides: ASKS.test(source.slice(node.start, node.end)) }]
    }
  }

  function statement(node: AnyNode): Statement[] {
    const line = lineOf(node)
    switch (node.type) {
      case 'BlockStatement':
        return [{ do: 'block', line, body: block(node.body) }]
      case 'ExpressionStatement':
        return expressionStatement(node.expression, line)
      case 'VariableDeclaration':
        return node.declarations.flatMap(({ id, init }) => declared(id, init ? expression(init) : UNKNOWN, line))
      case 'FunctionDeclaration':
        return [{ do: 'let', line, name: node.id?.name ?? 'default', value: functionOf(node) }]
      case 'IfStatement': {
        const no = node.alternate ? body(node.alternate) : []
        return [{ do: 'if', line, test: expression(node.test), yes: body(node.consequent), no }]
      }
      case 'ReturnStatement':
        return [{ do: 'return', line, value: node.argument ? expression(node.argument) : null }]
      case 'ThrowStatement':
        return [{ do: 'effect', line, of: call('fail', [], line) }]
      case 'TryStatement': {
        const caught = node.handler ? block(node.handler.body.body) : []
        const last = node.finalizer ? block(node.finalizer.body) : []
        return [{ do: 'try', line, body: block(node.block.body), caught }, ...last]
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return [{ do: 'either', line, bodies: [body(node.body)] }]
      case 'SwitchStatement':
        return [{ do: 'either', line, bodies: node.cases.map(({ consequent }) => consequent.flatMap(orSkipped)) }]
      case 'LabeledStatement':
        return statement(node.body)
      case 'ExportNamedDeclaration':
        return node.declaration ? statement(node.declaration) : []
      case 'ExportDefaultDeclaration':
        return /Declaration$/.test(node.declaration.type)
          ? statement(node.declaration)
          : expressionStatement(node.declaration, line)
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'EmptyStatement':
      case 'DebuggerStatement':
        return []
      default:
        throw new NotUnderstood()
    }
  }

  function body(node: Read): Statement[] {
    return node.type === 'BlockStatement' ? block(node.body) : statement(node)
  }

  function expressionStatement(node: AnyNode, line: number): Statement[] {
    if (node.type === 'SequenceExpression') return node.expressions.flatMap((one) => expressionStatement(one, line))
    if (node.type !== 'AssignmentExpression') return effects(expression(node), line)
    const { left, operator } = node
    const value = expression(node.right)
    return left.type === 'Identifier' && SETS.has(operator) ? [{ do: 'let', line, name: left.name, value }] : []
  }

  /** `const { strict, level: named = 1 } = …` */
  function declared(id: Pattern, value: Expression, line: number): Statement[] {
    if (id.type === 'Identifier') return [{ do: 'let', line, name: id.name, value }]
    if (id.type !== 'ObjectPattern') return []
    return id.properties.flatMap((property): Statement[] => {
      if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return []
      const member: Expression = { is: 'member', of: value, key: constant(property.key.name) }
      const target = property.value
      if (target.type !== 'AssignmentPattern') return declared(target, member, line)
      return declared(target.left, { is: 'otherwise', left: member, right: expression(target.right) }, line)
    })
  }
}

/** Node takes a script for a module or not by more than its text. */
function parsed(source: string): Parsed {
  try {
    return parse(source, { ...OPTIONS, sourceType: 'module' })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return parsedAsScript(source, error)
  }
}

function parsedAsScript(source: string, asModule: SyntaxError & { loc?: { line: number } }): Parsed {
  try {
    return parse(source, { ...OPTIONS, sourceType: 'script' })
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotUnderstood(asModule.loc?.line)
    throw error
  }
}

const OPTIONS = { ecmaVersion: 'latest', locations: true, allowReturnOutsideFunction: true } as const

/** `ready && start()` does something only sometimes. */
function effects(of: Expression, line: number): Statement[] {
  if (of.is === 'constant' || of.is === 'name') return []
  if (of.is === 'and') return [{ do: 'if', line, test: of.left, yes: effects(of.right, line), no: [] }]
  if (of.is === 'or') return [{ do: 'if', line, test: of.left, yes: [], no: effects(of.right, line) }]
  return [{ do: 'effect', line, of }]
}

const SETS = new Set(['=', '??=', '||='])
const ASKS = /\b(?:existsSync|accessSync|statSync|readFileSync)\b/
