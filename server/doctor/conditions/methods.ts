import { hasField } from './asking-contents.ts'
import { exists, joinPaths, textAt } from './asking-files.ts'
import type { Machine } from './machine.ts'
import { isKind, member, NOT_KNOWN, type Value } from './values.ts'

const READS_ON = new Set([
  'trim',
  'strip',
  'toString',
  'read',
  'splitlines',
  'decode',
  'toLowerCase',
  'lower',
  'expanduser',
  'resolve',
  'absolute',
  'promises',
])

/** What calling a method of a value comes to; undefined where that is not known. */
export function methodOf(
  machine: Machine,
  of: Value,
  name: string,
  given: () => Value[],
  line: number,
): { value: Value } | undefined {
  const found = called(machine, of, name, given, line)
  return found === undefined ? undefined : { value: found.value }
}

function called(
  machine: Machine,
  of: Value,
  name: string,
  given: () => Value[],
  line: number,
): { value: Value } | undefined {
  if (READS_ON.has(name) && (typeof of === 'string' || isKind(of, 'text') || isKind(of, 'event') || isKind(of, 'json')))
    return { value: of }
  if (isKind(of, 'json') || isKind(of, 'event') || isKind(of, 'object')) {
    if (name !== 'get') return undefined
    const [key, otherwise] = given()
    const value = member(of, key)
    if (isKind(value, 'event')) return { value: value.keys.join('.') === 'cwd' ? machine.around.project : value }
    const isMissing = isKind(value, 'json') && value.value === undefined
    return { value: isMissing && isKind(value, 'json') ? orElse(value, otherwise) : value }
  }
  if (isKind(of, 'match') && (name === 'group' || name === 'at')) return { value: member(of, given()[0]) }
  if (isKind(of, 'text')) {
    const [wanted] = given()
    if (name === 'includes') return { value: containsField(of, wanted) }
    if (name === 'match' || name === 'search') return { value: hasField(machine, [wanted, of], line) }
    return undefined
  }
  if (typeof of === 'string') return ofPath(machine, of, name, given, line)
  return undefined
}

/** A value that is not there stands where its key would: setting it changes what is read. */
const orElse = (value: Extract<Value, { is: 'json' }>, otherwise: Value): Value =>
  typeof otherwise === 'object' && otherwise !== null
    ? isKind(otherwise, 'object')
      ? { ...value, value: {} }
      : otherwise
    : { ...value, value: otherwise ?? null }

function containsField(of: Extract<Value, { is: 'text' }>, wanted: Value): Value {
  if (typeof wanted !== 'string') return NOT_KNOWN
  return hasField({} as Machine, [`^${wanted}`, of], 0)
}

/** Python's paths are texts here. */
function ofPath(machine: Machine, of: string, name: string, given: () => Value[], line: number) {
  if (name === 'exists') return { value: exists('file', 'folder', 'hidden')(machine, [of], line) }
  if (name === 'is_file') return { value: exists('file', 'hidden')(machine, [of], line) }
  if (name === 'is_dir') return { value: exists('folder')(machine, [of], line) }
  if (name === 'read_text' || name === 'open') return { value: textAt(machine, [of], line) }
  if (name === 'joinpath') return { value: joinPaths(machine, [of, ...given()], line) }
  if (name === 'test') return { value: hasField(machine, [of, given()[0]], line) }
  if (name === 'exec') return { value: hasField(machine, [of, given()[0]], line) }
  return undefined
}
