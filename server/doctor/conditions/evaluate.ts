import { builtin } from './builtins.ts'
import { contains, equal } from './compare.ts'
import { NODE } from './functions.ts'
import { type Machine, plain, step, truth } from './machine.ts'
import type { Expression } from './program.ts'
import { callFunction } from './run.ts'
import { isKind, isKnown, member, NOT_KNOWN, type Scope, type Value } from './values.ts'

export function evaluate(
  machine: Machine,
  expression: Expression,
  scope: Scope,
  line: number,
  why: 'for its value' | 'for its effect' = 'for its value',
): Value {
  step(machine)
  const come = (one: Expression) => evaluate(machine, one, scope, line)
  switch (expression.is) {
    case 'constant':
      return expression.value
    case 'pattern':
      return NOT_KNOWN
    case 'name':
      return scope.has(expression.name)
        ? scope.get(expression.name)
        : (surrounding(machine, expression.name) ?? NOT_KNOWN)
    case 'joined':
      return joined(machine, expression.parts.map(come), line)
    case 'not': {
      const isTrue = truth(machine, come(expression.of), line)
      return isTrue === null ? NOT_KNOWN : !isTrue
    }
    case 'and':
    case 'or':
    case 'otherwise':
      return either(machine, expression, come, scope, line)
    case 'equal':
      return equal(machine, come(expression.left), come(expression.right), expression.negated, line)
    case 'contains':
      return contains(come(expression.whole), come(expression.part))
    case 'choice': {
      const isTrue = truth(machine, come(expression.test), line)
      if (isTrue !== null) return come(isTrue ? expression.yes : expression.no)
      come(expression.yes)
      come(expression.no)
      return NOT_KNOWN
    }
    case 'member':
      return memberOf(machine, expression, come)
    case 'function':
      return { is: 'function', names: expression.names, body: expression.body, scope }
    case 'object':
      return { is: 'object', fields: new Map([...expression.fields].map(([key, of]) => [key, come(of)])) }
    case 'unknown':
      for (const part of expression.parts) come(part)
      return NOT_KNOWN
    case 'call': {
      const given = () => expression.given.map(come)
      const own = expression.of.is === 'name' ? scope.get(expression.of.name) : undefined
      if (isKind(own, 'function')) return callFunction(machine, own, given())
      return builtin(machine, expression, { given, come, line: expression.line, why })
    }
  }
}

/** What a script finds in its environment, by the name of the variable. */
function surrounding({ around }: Machine, name: string): string | undefined {
  return (
    (
      {
        CLAUDE_PROJECT_DIR: around.project,
        PWD: around.project,
        HOME: around.home,
        CLAUDE_CONFIG_DIR: around.configDir,
      } as Record<string, string>
    )[name] ?? (name === 'CLAUDE_PLUGIN_ROOT' ? (around.pluginRoot ?? undefined) : undefined)
  )
}

function memberOf(
  machine: Machine,
  { of, key }: Extract<Expression, { is: 'member' }>,
  come: (one: Expression) => Value,
): Value {
  const path = namesOf({ is: 'member', of, key })
  if (path === 'sys.stdin' || path === `${NODE}.stdin`) return { is: 'event', keys: [] }
  const variable = path && /^(?:process\.env|os\.environ)\.(\w+)$/.exec(path)?.[1]
  if (variable) return surrounding(machine, variable) ?? NOT_KNOWN
  const found = member(come(of), come(key))
  return isKind(found, 'event') && found.keys.join('.') === 'cwd' ? machine.around.project : found
}

/** `fs.existsSync` as a text; null where a part of it is no name. */
export function namesOf(expression: Expression): string | null {
  if (expression.is === 'name') return expression.name
  if (expression.is !== 'member' || expression.key.is !== 'constant') return null
  const before = namesOf(expression.of)
  return before === null ? null : `${before}.${expression.key.value}`
}

function joined(machine: Machine, values: readonly Value[], line: number): Value {
  if (values.length === 1) return values[0]
  const texts = values.map((value) => (isKnown(value) ? plain(machine, value, line) : NOT_KNOWN))
  return texts.every((text) => typeof text === 'string' || typeof text === 'number') ? texts.join('') : NOT_KNOWN
}

function either(
  machine: Machine,
  { is, left, right }: Extract<Expression, { is: 'and' | 'or' | 'otherwise' }>,
  come: (one: Expression) => Value,
  scope: Scope,
  line: number,
): Value {
  const first = come(left)
  if (is === 'otherwise') {
    if (!isKnown(first)) return NOT_KNOWN
    const isMissing = isKind(first, 'json')
      ? first.value === undefined || first.value === null
      : first === undefined || first === null
    if (isMissing && isKind(first, 'json')) plain(machine, first, line)
    return isMissing ? come(right) : first
  }
  const isTrue = truth(machine, first, line)
  if (isTrue === (is === 'or')) return first
  const second = come(right)
  if (isTrue !== null) return second
  if (is === 'or' && isUnset(machine, left, scope)) return second
  return truth(machine, second, line) === (is === 'or') ? is === 'or' : NOT_KNOWN
}

/** A variable of the environment that Claude Code does not set: most likely nobody does. */
function isUnset({ language }: Machine, left: Expression, scope: Scope) {
  if (language === 'shell') return left.is === 'name' && !scope.has(left.name)
  return /^(?:process\.env|os\.environ)\.\w+$/.test(namesOf(left) ?? '')
}
