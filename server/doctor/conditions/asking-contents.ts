import { EVENT } from './asking-files.ts'
import type { Builtin } from './builtins.ts'
import { readJq } from './jq.ts'
import { addUnread, Failed, plain, truth } from './machine.ts'
import { fieldIn, fieldWanted, isKind, member, NOT_KNOWN, type Value } from './values.ts'

export const jsonIn: Builtin = (machine, [value]) => {
  if (isKind(value, 'event')) return EVENT
  if (!isKind(value, 'text')) {
    machine.mayFail = true
    return NOT_KNOWN
  }
  machine.takenApart.add(value.file)
  try {
    return { is: 'json', file: value.file, keys: [], value: JSON.parse(value.text), asText: false }
  } catch {
    throw new Failed()
  }
}

/** The value of a frontmatter's field, by the pattern or text that a script looks for it with. */
export const field: Builtin = (machine, [pattern, whole], line) => {
  const wanted = typeof pattern === 'string' ? fieldWanted(pattern) : null
  if (isKind(whole, 'text')) machine.takenApart.add(whole.file)
  if (whole === '') return ''
  if (wanted === null || !isKind(whole, 'text')) {
    if (isKind(whole, 'text')) addUnread(machine, line, 'it searches a file for something that is no field')
    return NOT_KNOWN
  }
  return { is: 'field', file: whole.file, name: wanted.name, value: fieldIn(whole.text, wanted.name) }
}

export const hasField: Builtin = (machine, [pattern, whole], line) => {
  const found = field(machine, [pattern, whole], line)
  if (found === '') return false
  const { literal } = (typeof pattern === 'string' && fieldWanted(pattern)) || { literal: null }
  return isKind(found, 'field') ? { ...found, is: 'match', literal } : NOT_KNOWN
}

export const jq: Builtin = (machine, [filter, whole], line) => {
  const read = typeof filter === 'string' ? readJq(filter) : null
  if (isKind(whole, 'text')) machine.takenApart.add(whole.file)
  const text: Value = isKind(whole, 'text') ? jsonOrNothing(whole) : whole
  if (text === '') return ''
  if (read === null || (!isKind(text, 'json') && !isKind(text, 'event'))) {
    if (isKind(text, 'json')) addUnread(machine, line, 'its jq filter is more than a key')
    return NOT_KNOWN
  }
  const found = read.keys.reduce<Value>((value, key) => member(value, key), text)
  if (isKind(found, 'event')) return found.keys.join('.') === 'cwd' ? machine.around.project : NOT_KNOWN
  if (!isKind(found, 'json')) return NOT_KNOWN
  const isNothing = found.value === undefined || found.value === null || found.value === false
  const value = isNothing && read.otherwise !== undefined ? read.otherwise : found.value
  if (read.equals === undefined) return { ...found, value, asText: true }
  plain(machine, found, line, [String(read.equals)])
  return { ...found, value: (value ?? null) === read.equals, asText: true }
}

const jsonOrNothing = (whole: Extract<Value, { is: 'text' }>): Value => {
  try {
    return { is: 'json', file: whole.file, keys: [], value: JSON.parse(whole.text), asText: true }
  } catch {
    return ''
  }
}

/** `jq -e` ends badly where the value is false or null. */
export const jqTest: Builtin = (machine, given, line) => {
  const found = jq(machine, given, line)
  if (!isKind(found, 'json')) return found === '' ? false : NOT_KNOWN
  return truth(machine, { ...found, asText: false }, line) ?? NOT_KNOWN
}
