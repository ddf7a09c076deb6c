import { call, constant, type Expression, NotUnderstood, type Program, type Statement, UNKNOWN } from '../program.ts'
import { openReader } from './expressions.ts'
import { codeTokens } from './tokens.ts'

/** A script of Node's. What is not understood of it counts as something that is done. */
export function compileJavascript(source: string): Program {
  const tokens = codeTokens(source, 'javascript')
  const reader = openReader(tokens, 'javascript', () => block())
  const { state, now, next, is, take, expect, expression, passBrackets } = reader
  let depth = 0
  const program = until(() => now().kind === 'end')
  return hoisted(program)

  function until(isOver: () => boolean): Statement[] {
    if (++depth > DEEPEST) throw new NotUnderstood()
    const found: Statement[] = []
    while (!isOver()) {
      if (now().kind === 'end') throw new NotUnderstood()
      found.push(...orSkipped())
    }
    depth--
    return found
  }

  function orSkipped(): Statement[] {
    const { at, depth: before } = state
    const nested = depth
    const { line } = now()
    try {
      return statement()
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      state.at = at
      state.depth = before
      depth = nested
      skip()
      const hides = tokens.slice(at, state.at).some(({ text }) => ASKS.test(text))
      return [{ do: 'effect', line, of: null, hides }]
    }
  }

  /** To the end of what was not understood. */
  function skip() {
    let open = 0
    for (let first = true; now().kind !== 'end'; first = false) {
      if (!first && open === 0 && (now().fresh || is('}'))) return
      if (is('(', '[', '{')) open++
      if (is(')', ']', '}')) open--
      const isOver = open === 0 && is(';')
      state.at++
      if (isOver || open < 0) return
    }
  }

  function statement(): Statement[] {
    const { line, text, kind } = now()
    if (kind === 'sign') {
      if (take(';')) return []
      if (is('{')) return [{ do: 'block', line, body: block() }]
    }
    if (kind === 'name') {
      if (text === 'import' && next().text !== '(') return imported()
      if (take('export')) return take('default') ? expressionStatement(line) : statement()
      if (text === 'const' || text === 'let' || text === 'var') return declared(line)
      if (take('if')) return conditional(line)
      if (text === 'function' || (text === 'async' && next().text === 'function')) return functionNamed(line)
      if (take('return')) return [{ do: 'return', line, value: endsHere() ? null : expression() }]
      if (take('throw')) return thrown(line)
      if (take('try')) return tried(line)
      if (is('for', 'while', 'switch')) return either(line)
      if (take('do')) return eitherDo(line)
      if (take('break') || take('continue')) return []
      if (next().text === '=' || next().text === '??=' || next().text === '||=') return assigned(line)
    }
    return expressionStatement(line)
  }

  function thrown(line: number): Statement[] {
    expression()
    return [{ do: 'effect', line, of: call('fail', [], line) }]
  }

  function endsHere() {
    return now().fresh || is(';', '}')
  }

  function expressionStatement(line: number): Statement[] {
    const of = expression()
    const parts = [of]
    while (take(',')) parts.push(expression())
    if (is('=', '+=', '-=')) {
      state.at++
      expression()
      return []
    }
    finish()
    return parts.flatMap((one) => effects(one, line))
  }

  function finish() {
    if (!take(';') && !now().fresh && !is('}')) throw new NotUnderstood()
  }

  function imported(): Statement[] {
    while (now().kind !== 'text' && now().kind !== 'end') state.at++
    state.at++
    if (is('with', 'assert')) skip()
    take(';')
    return []
  }

  function declared(line: number): Statement[] {
    state.at++
    const found: Statement[] = []
    do {
      const target = now()
      if (is('{')) found.push(...taken(line))
      else if (is('[')) {
        passBrackets()
        expect('=')
        expression()
      } else {
        state.at++
        found.push({ do: 'let', line, name: target.text, value: take('=') ? expression() : UNKNOWN })
      }
    } while (take(','))
    if (is('of', 'in')) throw new NotUnderstood()
    finish()
    return found
  }

  /** `const { strict, level: named = 1 } = …` */
  function taken(line: number): Statement[] {
    const wanted: { key: string; name: string; otherwise: Expression | null }[] = []
    expect('{')
    while (!take('}')) {
      const key = now().text
      if (now().kind !== 'name') throw new NotUnderstood()
      state.at++
      const name = take(':') ? now().text : key
      if (name !== key) state.at++
      wanted.push({ key, name, otherwise: take('=') ? expression() : null })
      take(',')
    }
    expect('=')
    const of = expression()
    return wanted.map(({ key, name, otherwise }) => {
      const member: Expression = { is: 'member', of, key: constant(key) }
      return { do: 'let', line, name, value: otherwise ? { is: 'otherwise', left: member, right: otherwise } : member }
    })
  }

  function assigned(line: number): Statement[] {
    const name = now().text
    state.at += 2
    const value = expression()
    finish()
    return [{ do: 'let', line, name, value }]
  }

  function conditional(line: number): Statement[] {
    expect('(')
    const test = expression()
    expect(')')
    const yes = body()
    return [{ do: 'if', line, test, yes, no: take('else') ? body() : [] }]
  }

  function body(): Statement[] {
    return is('{') ? block() : statement()
  }

  function block(): Statement[] {
    expect('{')
    const found = until(() => is('}'))
    expect('}')
    return hoisted(found)
  }

  function functionNamed(line: number): Statement[] {
    take('async')
    expect('function')
    take('*')
    const name = now().text
    state.at++
    const names = reader.parameters()
    if (names === null) throw new NotUnderstood()
    return [{ do: 'let', line, name, value: { is: 'function', names, body: block() } }]
  }

  function tried(line: number): Statement[] {
    const tries = block()
    const caught = take('catch') ? handler() : []
    const last = take('finally') ? block() : []
    return [{ do: 'try', line, body: tries, caught }, ...last]
  }

  function handler(): Statement[] {
    if (is('(')) passBrackets()
    return block()
  }

  function either(line: number): Statement[] {
    const isSwitch = is('switch')
    state.at++
    take('await')
    passBrackets()
    if (!isSwitch) return [{ do: 'either', line, bodies: [body()] }]
    expect('{')
    const bodies: Statement[][] = []
    while (!take('}')) {
      if (!take('default')) oneCase()
      expect(':')
      bodies.push(until(() => is('case', 'default', '}')))
    }
    return [{ do: 'either', line, bodies }]
  }

  function oneCase() {
    expect('case')
    expression()
  }

  function eitherDo(line: number): Statement[] {
    const bodies = [body()]
    expect('while')
    passBrackets()
    return [{ do: 'either', line, bodies }]
  }
}

/** Functions can be called before the line that defines them. */
const hoisted = (statements: readonly Statement[]): Statement[] => {
  const isFunction = (one: Statement) => one.do === 'let' && one.value.is === 'function'
  return [...statements.filter(isFunction), ...statements.filter((one) => !isFunction(one))]
}

/** `ready && start()` does something only sometimes. */
function effects(of: Expression, line: number): Statement[] {
  if (of.is === 'constant' || of.is === 'name') return []
  if (of.is === 'and') return [{ do: 'if', line, test: of.left, yes: effects(of.right, line), no: [] }]
  if (of.is === 'or') return [{ do: 'if', line, test: of.left, yes: [], no: effects(of.right, line) }]
  return [{ do: 'effect', line, of }]
}

const ASKS = /^(?:existsSync|accessSync|statSync|readFileSync)$/
const DEEPEST = 60
