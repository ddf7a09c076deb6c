import type { Statement } from './program.ts'

/** What an expression comes to. Whatever came from a file remembers where it stood. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | { is: 'unknown' }
  | { is: 'text'; file: string; text: string }
  | { is: 'json'; file: string; keys: readonly string[]; value: unknown; asText: boolean }
  | { is: 'field'; file: string; name: string; value: string | undefined }
  | { is: 'match'; file: string; name: string; value: string | undefined; literal: string | null }
  | { is: 'event'; keys: readonly string[] }
  | { is: 'object'; fields: ReadonlyMap<string, Value> }
  | { is: 'function'; names: readonly string[]; body: readonly Statement[]; scope: Scope }

export type Scope = Map<string, Value>

export const NOT_KNOWN: Value = { is: 'unknown' }

export const isKnown = (value: Value) => !isKind(value, 'unknown') && !isKind(value, 'event')

export const isKind = <Kind extends Exclude<Value, Plain>['is']>(
  value: Value,
  kind: Kind,
): value is Extract<Value, { is: Kind }> => typeof value === 'object' && value !== null && value.is === kind

export type Plain = string | number | boolean | null | undefined

/** The line of a frontmatter that sets a field, as a script cuts it out: the text behind the colon, without quotes. */
export function fieldIn(text: string, name: string): string | undefined {
  const frontmatter = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? text
  const line = frontmatter.split(/\r?\n/).find((one) => one.startsWith(`${name}:`))
  return line
    ?.slice(name.length + 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
}

/** Of a pattern or a text to look for: the field it names and the value it wants, where it is about a field at all. */
export function fieldWanted(pattern: string): { name: string; literal: string | null } | null {
  const plain = pattern.replace(/\[\[:space:\]\]|\\s|\[ \]|\[ \\t\]| /g, '~').replace(/~[*+?]?/g, '~')
  const found = /^\^?([A-Za-z_][\w-]*):(.*)$/.exec(plain.replace(/~(?=:)/g, ''))
  if (!found?.[1]) return null
  const rest = (found[2] ?? '').replaceAll('~', '').replace(/\$$/, '')
  const literal = /^["']?\??([\w-]+)["']?\??$/.exec(rest.replace(/\\b$/, ''))?.[1] ?? null
  return { name: found[1], literal }
}

/** The member of a value that came from a file, or of the event. */
export function member(value: Value, key: Value): Value {
  if (typeof key !== 'string' && typeof key !== 'number') return NOT_KNOWN
  const name = `${key}`
  if (isKind(value, 'event')) return { is: 'event', keys: [...value.keys, name] }
  if (isKind(value, 'match'))
    return name === '1' ? { is: 'field', file: value.file, name: value.name, value: value.value } : NOT_KNOWN
  if (isKind(value, 'object')) return value.fields.get(name)
  if (!isKind(value, 'json')) return NOT_KNOWN
  const inside = value.value as Record<string, unknown> | null | undefined
  const isThere = typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
  return { ...value, keys: [...value.keys, name], value: isThere ? inside[name] : undefined }
}
