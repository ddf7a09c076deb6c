import { namesOf } from './evaluate.ts'
import { FUNCTIONS } from './functions.ts'
import { Ended, Failed, type Machine } from './machine.ts'
import { methodOf } from './methods.ts'
import type { Expression } from './program.ts'
import { callFunction } from './run.ts'
import { isKind, NOT_KNOWN, type Value } from './values.ts'

export type Asked = {
  given: () => Value[]
  come: (one: Expression) => Value
  line: number
  why: 'for its value' | 'for its effect'
}

export type Builtin = (machine: Machine, given: readonly Value[], line: number) => Value

/** A call of something that the script does not define itself. What is not known may call what it is given. */
export function builtin(machine: Machine, { of }: Extract<Expression, { is: 'call' }>, asked: Asked): Value {
  const { given, come, line, why } = asked
  const name = namesOf(of) ?? ''
  const known = FUNCTIONS.get(name) ?? FUNCTIONS.get(name.split('.').at(-1) ?? '')
  if (known && (FUNCTIONS.has(name) || of.is === 'name' || /^(?:fs|fsp|path|os|fs\.promises)\.\w+$/.test(name)))
    return known(machine, given(), line)
  if (of.is === 'member' && of.key.is === 'constant') {
    const method = methodOf(machine, come(of.of), `${of.key.value}`, given, line)
    if (method !== undefined) return method.value
  }
  const values = given()
  if (why === 'for its effect' && !isQuiet(name, values)) machine.reached.add(line)
  for (const value of values) if (isKind(value, 'function')) mayCall(machine, value)
  return NOT_KNOWN
}

/** A callback is followed as if it were called: whatever it comes to can be come to. */
function mayCall(machine: Machine, value: Value) {
  try {
    callFunction(machine, value, [])
  } catch (error) {
    if (!(error instanceof Ended) && !(error instanceof Failed)) throw error
  }
}

/** What nobody hears of when the script then ends well: its error output, an empty answer, reading its input. */
function isQuiet(name: string, values: readonly Value[]) {
  if (/^(?:console\.(?:error|warn|debug)|process\.stderr\.write|sys\.stderr\.write|logging\.\w+|print)$/.test(name))
    return name !== 'print' || isEmptyAnswer(values[0])
  if (/^(?:process\.stdin\.\w+|sys\.stdin\.\w+|process\.on|require|super)$/.test(name)) return true
  return /^(?:console\.log|process\.stdout\.write|sys\.stdout\.write)$/.test(name) && isEmptyAnswer(values[0])
}

/** An answer that asks for nothing. */
function isEmptyAnswer(value: Value): boolean {
  if (isKind(value, 'object')) return [...value.fields].every(([key, of]) => SAYS_NOTHING.get(key) === of)
  if (typeof value !== 'string') return false
  if (value.trim() === '') return true
  try {
    const json: unknown = JSON.parse(value)
    return (
      typeof json === 'object' &&
      json !== null &&
      Object.entries(json).every(([key, of]) => SAYS_NOTHING.get(key) === of)
    )
  } catch {
    return false
  }
}

const SAYS_NOTHING = new Map<string, unknown>([
  ['continue', true],
  ['suppressOutput', true],
  ['decision', 'approve'],
])
