import { isObject } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { EVENTS } from './events.ts'
import type { HookFileSubject, HookType } from './types.ts'

/** Something that Claude Code's own reading of hooks refuses. */
export type Fault = {
  kind: 'event' | 'shape' | 'type' | 'field' | 'timeout'
  event: string
  at: JsonPath
  /** The end of a sentence that begins with what it is about. */
  says: string
}

type File = Pick<HookFileSubject, 'json' | 'below'>

/** Everything in a file that its reading refuses, as 2.1.329 does. Several ask for it: a file is gone through once. */
export function faultsIn(file: File): readonly Fault[] {
  if (typeof file.json !== 'object' || file.json === null) return []
  const known = REMEMBERED.get(file.json) ?? [...find(file).take(MOST_FAULTS)]
  REMEMBERED.set(file.json, known)
  return known
}

const REMEMBERED = new WeakMap<object, readonly Fault[]>()

function* find({ json, below }: File): Generator<Fault, undefined> {
  for (const path of below) {
    const events = valueAt(json, path)
    for (const [event, groups] of isObject(events) ? Object.entries(events) : [])
      yield* EVENTS.has(event) ? inEvent(event, groups, [...path, event]) : unknown(event, [...path, event])
  }
}

/** A file that is wrong throughout is told of so many times, and one without an end is left alone after a while. */
const MOST = 50
const MOST_LOOKED_AT = 1000
const MOST_FAULTS = 5000

/** Those of one kind, in the order of the file. */
export const faultsOf = (file: File, kind: Fault['kind']): readonly Fault[] =>
  faultsIn(file)
    .filter((fault) => fault.kind === kind)
    .slice(0, MOST)

export const valueAt = (json: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (value, key) => (isObject(value) || Array.isArray(value) ? (value as never)[key] : undefined),
    json,
  )

function* unknown(event: string, at: JsonPath): Generator<Fault> {
  yield { kind: 'event', event, at, says: 'is no event of Claude Code' }
}

function* inEvent(event: string, groups: unknown, at: JsonPath): Generator<Fault> {
  if (!Array.isArray(groups)) return yield { kind: 'shape', event, at, says: 'is no list of matchers' }
  for (const [index, group] of groups.slice(0, MOST_LOOKED_AT).entries()) yield* inGroup(event, group, [...at, index])
}

function* inGroup(event: string, group: unknown, at: JsonPath): Generator<Fault> {
  const fault = (says: string, path = at): Fault => ({ kind: 'shape', event, at: path, says })
  if (!isObject(group)) return yield fault('has an entry that is no object')
  if (group.matcher !== undefined && typeof group.matcher !== 'string')
    yield fault('has a matcher that is no text', [...at, 'matcher'])
  if (!Array.isArray(group.hooks)) return yield fault('has an entry without a list “hooks”')
  for (const [index, handler] of group.hooks.slice(0, MOST_LOOKED_AT).entries())
    yield* inHandler(event, handler, [...at, 'hooks', index])
}

/** What each type cannot do without. */
const NEEDED: Readonly<Record<HookType, readonly string[]>> = {
  command: ['command'],
  http: ['url'],
  prompt: ['prompt'],
  agent: ['prompt'],
  mcp_tool: ['server', 'tool'],
}

export const TYPES = Object.keys(NEEDED)

function* inHandler(event: string, handler: unknown, at: JsonPath): Generator<Fault> {
  if (!isObject(handler)) return yield { kind: 'shape', event, at, says: 'has a hook that is no object' }
  const { type, timeout } = handler
  if (typeof type !== 'string') return yield { kind: 'type', event, at, says: 'has a hook without a type' }
  if (!Object.hasOwn(NEEDED, type))
    return yield { kind: 'type', event, at, says: `has a hook of the type ${JSON.stringify(type).slice(0, 60)}` }
  for (const field of NEEDED[type as HookType])
    if (typeof handler[field] !== 'string')
      yield { kind: 'field', event, at, says: `has a ${type} hook without “${field}”` }
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0))
    yield { kind: 'timeout', event, at, says: `has a timeout of ${String(JSON.stringify(timeout)).slice(0, 60)}` }
}
