import { evaluate } from './evaluate.ts'
import { addUnread, DEEPEST, Ended, Failed, type Machine, meet, step, truth } from './machine.ts'
import type { Program, Statement } from './program.ts'
import { isKind, NOT_KNOWN, type Scope, type Value } from './values.ts'

/** How a part of a script goes on: with what follows, or back to who called it, with these values. */
type Flow = { falls: boolean; returns: readonly Value[] }

/** Follows a script from its beginning, both ways where its text does not tell which. */
export function runProgram(machine: Machine, program: Program) {
  const scope: Scope = new Map()
  attempt(machine, () => runAll(machine, program, scope))
}

/** Calls a function of the script's own. Throws Ended where no way through it comes back. */
export function callFunction(machine: Machine, given: Value, values: readonly Value[]): Value {
  if (!isKind(given, 'function') || machine.depth >= DEEPEST) return NOT_KNOWN
  machine.depth++
  try {
    const scope: Scope = new Map(given.scope)
    given.names.forEach((name, index) => {
      scope.set(name, values[index] ?? NOT_KNOWN)
    })
    const { falls, returns } = runAll(machine, given.body, scope)
    if (machine.language === 'shell') for (const [name, value] of scope) given.scope.set(name, value)
    if (!falls && returns.length === 0) throw new Ended()
    if (falls) return returns.length === 0 ? null : NOT_KNOWN
    return returns.every((one) => one === returns[0]) ? (returns[0] as Value) : NOT_KNOWN
  } finally {
    machine.depth--
  }
}

function runAll(machine: Machine, program: Program, scope: Scope): Flow {
  const returns: Value[] = []
  for (const statement of program) {
    const flow = runOne(machine, statement, scope)
    returns.push(...flow.returns)
    if (!flow.falls) return { falls: false, returns }
  }
  return { falls: true, returns }
}

const ON: Flow = { falls: true, returns: [] }
const OVER: Flow = { falls: false, returns: [] }

function runOne(machine: Machine, statement: Statement, scope: Scope): Flow {
  step(machine)
  const { line } = statement
  switch (statement.do) {
    case 'let':
      scope.set(statement.name, evaluate(machine, statement.value, scope, line))
      return ON
    case 'end':
      return OVER
    case 'return':
      return {
        falls: false,
        returns: [statement.value === null ? null : evaluate(machine, statement.value, scope, line)],
      }
    case 'effect':
      if (statement.hides) addUnread(machine, line, 'it asks for a file in a way that is not followed here')
      if (statement.of === null) machine.reached.add(line)
      else evaluate(machine, statement.of, scope, line, 'for its effect')
      return ON
    case 'block':
      return runAll(machine, statement.body, scope)
    case 'either':
      return runAny(machine, [...statement.bodies, []], scope)
    case 'try':
      return runTry(machine, statement, scope)
    case 'if': {
      const value = evaluate(machine, statement.test, scope, line)
      const isTrue = truth(machine, value, line)
      if (isTrue === null) return runAny(machine, [statement.yes, statement.no], scope)
      return runAll(machine, isTrue ? statement.yes : statement.no, scope)
    }
  }
}

function runAny(machine: Machine, bodies: readonly Program[], scope: Scope): Flow {
  const { folder } = machine
  const ways = bodies.map((body) => {
    const own: Scope = new Map(scope)
    machine.folder = folder
    return { own, flow: attempt(machine, () => runAll(machine, body, own)) ?? OVER }
  })
  meet(
    scope,
    ways.filter(({ flow }) => flow.falls).map(({ own }) => own),
  )
  return { falls: ways.some(({ flow }) => flow.falls), returns: ways.flatMap(({ flow }) => flow.returns) }
}

function runTry(machine: Machine, { body, caught }: Extract<Statement, { do: 'try' }>, scope: Scope): Flow {
  const before = machine.mayFail
  machine.mayFail = false
  try {
    const flow = runAll(machine, body, scope)
    if (!machine.mayFail) return flow
    const other = runAny(machine, [caught], scope)
    return { falls: flow.falls || other.falls, returns: [...flow.returns, ...other.returns] }
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    return runAll(machine, caught, scope)
  } finally {
    machine.mayFail = before
  }
}

/** null: it ended, or failed. */
function attempt(machine: Machine, work: () => Flow): Flow | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failed) machine.mayFail = true
    else if (!(error instanceof Ended)) throw error
    return null
  }
}
