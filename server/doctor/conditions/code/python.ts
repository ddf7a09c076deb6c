import { call, type Expression, NotUnderstood, type Program, type Statement, UNKNOWN } from '../program.ts'
import { linesOf } from '../source.ts'
import { expressionReader } from './python-expressions.ts'
import { childrenOf, linesIn, type PythonNode, parsePython } from './python-tree.ts'

/** A script of Python's. What is not understood of it counts as something that is done. */
export function compilePython(source: string): Program {
  const lineOf = linesOf(source)
  const textOf = ({ from, to }: PythonNode) => source.slice(from, to)
  const expression = expressionReader(textOf, lineOf)
  return suite(parsePython(source))

  function suite(node: PythonNode): Statement[] {
    return linesIn(node).flatMap(orSkipped)
  }

  function orSkipped(node: PythonNode): Statement[] {
    try {
      return statement(node)
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      return [{ do: 'effect', line: lineOf(node.from), of: null, hides: ASKS.test(textOf(node)) }]
    }
  }

  function statement(node: PythonNode): Statement[] {
    const line = lineOf(node.from)
    const children = childrenOf(node)
    if (QUIET.has(node.name)) return []
    switch (node.name) {
      case 'StatementGroup':
        return suite(node)
      case 'IfStatement':
        return conditional(children, line)
      case 'ReturnStatement':
        return [{ do: 'return', line, value: children.length > 1 ? only(children.slice(1)) : null }]
      case 'RaiseStatement':
        return [ENDS.test(textOf(node)) ? { do: 'end', line } : { do: 'effect', line, of: call('fail', [], line) }]
      case 'FunctionDefinition':
        return [functionNamed(node, line)]
      case 'DecoratedStatement':
        return node.lastChild ? statement(node.lastChild) : []
      case 'TryStatement':
        return tried(children, line)
      case 'ForStatement':
      case 'WhileStatement':
        return [{ do: 'either', line, bodies: bodiesOf(children).map(suite) }]
      case 'MatchStatement': {
        const clauses = node.getChild('MatchBody')?.getChildren('MatchClause') ?? []
        return [{ do: 'either', line, bodies: clauses.map((one) => bodiesOf(childrenOf(one)).flatMap(suite)) }]
      }
      case 'WithStatement':
        return [...opened(children, line), ...bodiesOf(children).flatMap(suite)]
      case 'AssignStatement':
        return assigned(children, line)
      case 'ExpressionStatement': {
        const of = only(children)
        return of.is === 'constant' || of.is === 'name' ? [] : [{ do: 'effect', line, of }]
      }
      default:
        throw new NotUnderstood()
    }
  }

  function conditional([, test, yes, ...rest]: readonly PythonNode[], line: number): Statement[] {
    if (!test || yes?.name !== 'Body') throw new NotUnderstood()
    const [word, following] = rest
    const isElse = word?.name === 'else' && following?.name === 'Body'
    const no = isElse ? suite(following) : word?.name === 'elif' ? conditional(rest, lineOf(word.from)) : []
    return [{ do: 'if', line, test: expression(test), yes: suite(yes), no }]
  }

  function functionNamed(node: PythonNode, line: number): Statement {
    const name = node.getChild('VariableName')
    const names = (node.getChild('ParamList')?.getChildren('VariableName') ?? [])
      .filter(({ prevSibling }) => prevSibling?.name === '(' || prevSibling?.name === ',')
      .map(textOf)
    if (!name) throw new NotUnderstood()
    const body = bodiesOf(childrenOf(node)).flatMap(suite)
    return { do: 'let', line, name: textOf(name), value: { is: 'function', names, body } }
  }

  function tried(children: readonly PythonNode[], line: number): Statement[] {
    const after = (...words: readonly string[]) => {
      const found: Statement[][] = []
      let word = ''
      for (const one of children) {
        if (CLAUSES.has(one.name)) word = one.name
        else if (one.name === 'Body' && words.includes(word)) found.push(suite(one))
      }
      return found
    }
    const [caught = []] = after('except')
    return [{ do: 'try', line, body: after('try').flat(), caught }, ...after('else', 'finally').flat()]
  }

  /** `with open(path) as handle:` */
  function opened(children: readonly PythonNode[], line: number): Statement[] {
    return children.flatMap((one, index): Statement[] => {
      const [value, target] = [children[index - 1], children[index + 1]]
      if (one.name !== 'as' || !value || target?.name !== 'VariableName') return []
      return [{ do: 'let', line, name: textOf(target), value: expression(value) }]
    })
  }

  function assigned(children: readonly PythonNode[], line: number): Statement[] {
    const last = children.findLastIndex(({ name }) => name === 'AssignOp')
    const value = orUnknown(children.slice(last + 1))
    return children.slice(0, Math.max(0, last)).flatMap((target, index): Statement[] => {
      const [before, after] = [children[index - 1], children[index + 1]]
      const isAlone = (before?.name ?? 'AssignOp') === 'AssignOp' && after?.name !== ','
      return target.name === 'VariableName' && isAlone ? [{ do: 'let', line, name: textOf(target), value }] : []
    })
  }

  function orUnknown(nodes: readonly PythonNode[]): Expression {
    try {
      return only(nodes)
    } catch (error) {
      if (error instanceof NotUnderstood) return UNKNOWN
      throw error
    }
  }

  function only([node, ...others]: readonly PythonNode[]): Expression {
    if (!node || others.length > 0) throw new NotUnderstood()
    return expression(node)
  }
}

const bodiesOf = (children: readonly PythonNode[]) => children.filter(({ name }) => name === 'Body')

const CLAUSES = new Set(['try', 'except', 'else', 'finally'])
const QUIET = new Set(
  'ImportStatement PassStatement ScopeStatement BreakStatement ContinueStatement AssertStatement DeleteStatement ClassDefinition TypeDefinition UpdateStatement'.split(
    ' ',
  ),
)
const ENDS = /^raise\s+SystemExit(?:\(\s*0?\s*\))?$/
const ASKS = /\b(?:exists|is_?file|json\.loads?|read_text|open)\(/
