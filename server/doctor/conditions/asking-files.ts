import { isAbsolute, join, resolve } from 'node:path'
import type { Builtin } from './builtins.ts'
import { addReading, addUnread, Failed, type Machine, plain } from './machine.ts'
import { isKind, isKnown, NOT_KNOWN, type Value } from './values.ts'

/** What Claude Code gives a hook on its standard input. */
export const EVENT: Value = { is: 'event', keys: [] }

/** The path that a value names, taken from where the script stands; null: nobody knows. */
function pathOf({ folder }: Machine, value: Value): string | null {
  if (typeof value !== 'string' || value === '' || value.includes('\0')) return null
  return isAbsolute(value) ? resolve(value) : resolve(folder, value)
}

export const exists =
  (...kinds: readonly string[]): Builtin =>
  (machine, [value], line) => {
    const path = pathOf(machine, value)
    if (path === null) {
      addUnread(machine, line, 'it asks for a file whose path is known only when it runs')
      return NOT_KNOWN
    }
    addReading(machine, { kind: 'flag', file: path, keys: [], line })
    const { is } = machine.world(path)
    if (is === 'hidden') addUnread(machine, line, `${path} is not looked into`)
    return kinds.includes(is)
  }

/** What is there and not empty. */
export const isFull: Builtin = (machine, [value], line) => {
  const path = pathOf(machine, value)
  if (path === null) return exists('file')(machine, [value], line)
  addReading(machine, { kind: 'flag', file: path, keys: [], line }, ['full'])
  const thing = machine.world(path)
  return thing.is === 'file' ? thing.text !== '' : thing.is !== 'nothing'
}

/** What is in a file. Throws Failed, as the script would, where there is none. */
export const textAt: Builtin = (machine, [value], line) => {
  if (value === 0 || value === '/dev/stdin' || isKind(value, 'event')) return EVENT
  const path = pathOf(machine, value)
  const thing = path === null ? null : machine.world(path)
  if (path === null || thing === null || thing.is === 'hidden') {
    if (path === null) machine.mayFail = true
    else addUnread(machine, line, `${path} is not looked into`)
    return NOT_KNOWN
  }
  addReading(machine, { kind: 'flag', file: path, keys: [], line })
  if (thing.is === 'file') return { is: 'text', file: path, text: thing.text }
  if (machine.language === 'shell') return ''
  throw new Failed()
}

export const joinPaths: Builtin = (machine, given, line) => {
  const parts = given.map((value) => (isKnown(value) ? plain(machine, value, line) : null))
  if (!parts.every((part) => typeof part === 'string')) return NOT_KNOWN
  return machine.language === 'python' ? resolveFrom(parts) : join(...parts)
}

/** In Python what is absolute leaves out what stands before it. */
const resolveFrom = (parts: readonly string[]) =>
  join(
    ...parts.slice(
      Math.max(
        0,
        parts.findLastIndex((part) => isAbsolute(part)),
      ),
    ),
  )

export const standIn: Builtin = (machine, [value]) => {
  const path = pathOf(machine, value)
  if (path !== null) machine.folder = path
  return true
}

export const here: Builtin = ({ folder }) => folder
