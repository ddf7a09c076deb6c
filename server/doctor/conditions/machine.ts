import type { Reading, ScriptLanguage, Surroundings, Unread, World } from './types.ts'
import { isKind, NOT_KNOWN, type Plain, type Scope, type Value } from './values.ts'

/** What one way through a script showed. */
export type Machine = {
  language: ScriptLanguage
  around: Surroundings
  world: World
  /** The lines that do something and can be come to. */
  reached: Set<number>
  readings: Map<string, Reading>
  unread: Map<number, string>
  /** Files that it takes apart. */
  takenApart: Set<string>
  /** Where it stands: what relative paths are taken from. */
  folder: string
  /** Whether some way that was followed may have failed. */
  mayFail: boolean
  depth: number
  steps: number
}

/** A script that is followed for longer than this is given up: its author may be nobody's friend. */
export const MOST_STEPS = 20_000
export const DEEPEST = 12

/** Ends the script, or only what was tried. */
export class Ended extends Error {}
export class Failed extends Error {}
export class TooLong extends Error {}

export const newMachine = (language: ScriptLanguage, around: Surroundings, world: World): Machine => ({
  ...{ language, around, world, folder: around.project, mayFail: false, depth: 0, steps: 0 },
  reached: new Set(),
  readings: new Map(),
  unread: new Map(),
  takenApart: new Set(),
})

export function step(machine: Machine) {
  if (++machine.steps > MOST_STEPS) throw new TooLong()
}

export function addReading(
  { readings }: Machine,
  reading: Omit<Reading, 'literals'>,
  literals: readonly string[] = [],
) {
  const name = JSON.stringify([reading.kind, reading.file, reading.keys])
  const before = readings.get(name)
  readings.set(name, {
    ...(before ?? reading),
    literals: [...new Set([...(before?.literals ?? []), ...literals])].slice(0, MOST_LITERALS),
  })
}

export function addUnread({ unread }: Machine, line: number, why: string) {
  if (unread.size < MOST_UNREAD) unread.set(line, unread.get(line) ?? why)
}

export const unreadOf = ({ unread }: Machine): Unread[] => [...unread].map(([line, why]) => ({ line, why }))

/** What a value comes to when it is needed: a file's value counts as read from then on. */
export function plain(machine: Machine, value: Value, line: number, literals: readonly string[] = []): Plain | Value {
  if (isKind(value, 'json')) {
    addReading(machine, { kind: 'key', file: value.file, keys: value.keys, line }, literals)
    return value.asText ? textOfJson(value.value) : (value.value as Plain)
  }
  if (isKind(value, 'field') || isKind(value, 'match')) {
    const wanted = isKind(value, 'match') && value.literal !== null ? [value.literal, ...literals] : literals
    addReading(machine, { kind: 'field', file: value.file, keys: [value.name], line }, wanted)
    if (isKind(value, 'field')) return value.value ?? ''
    return value.value !== undefined && (value.literal === null || value.literal === value.value)
  }
  return isKind(value, 'text') ? value.text : value
}

/** Whether it counts as true; null: that cannot be told. */
export function truth(machine: Machine, value: Value, line: number): boolean | null {
  if (isKind(value, 'unknown') || isKind(value, 'event')) return null
  if (isKind(value, 'object') || isKind(value, 'function')) return true
  const found = plain(machine, value, line)
  if (found === '' || found === 0 || found === null || found === undefined || found === false) return false
  const isEmpty = typeof found === 'object' && Object.keys(found).length === 0
  return !(machine.language === 'python' && isEmpty)
}

/** What is known whichever way was taken. */
export function meet(scope: Scope, ways: readonly Scope[]) {
  const [first, ...others] = ways
  if (!first) return
  for (const name of new Set(ways.flatMap((way) => [...way.keys()]))) {
    const value = first.get(name)
    scope.set(name, others.every((other) => isSame(other.get(name), value)) ? value : NOT_KNOWN)
  }
}

const isSame = (one: Value, other: Value) => one === other || JSON.stringify(one) === JSON.stringify(other)

/** As `jq -r` prints it. */
const textOfJson = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value ?? null) ?? 'null'))

const MOST_LITERALS = 6
const MOST_UNREAD = 20
