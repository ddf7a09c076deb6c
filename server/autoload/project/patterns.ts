/**
 * How paths are written in signals: `Chart.yaml` is a name anywhere, `*.tf` names anywhere, `k8s/**\/*.yaml` names below
 * a folder anywhere, `/.jira.d` a name at the top only. Upper and lower case are the same.
 */
export type PatternIndex<T> = { readonly find: (path: string, name: string) => readonly T[] }

const MOST_WILDCARDS = 4
const LONGEST = 200

/** Why a path cannot be used in a signal, or null when it can. */
export function badPattern(path: string): string | null {
  if (path === '' || path.length > LONGEST) return `must have 1 to ${LONGEST} characters`
  if ((path.match(/\*+/g)?.length ?? 0) > MOST_WILDCARDS) return `has more than ${MOST_WILDCARDS} wildcards`
  return keyOf(path) === null ? 'ends with a name that begins and ends with a wildcard' : null
}

/** Whether a pattern that a repository brought along is answered quickly, whatever it is asked about. */
export const isTame = (pattern: string) =>
  pattern !== '' &&
  pattern.length <= LONGEST &&
  pattern.split('**').length <= 3 &&
  pattern.split('/').every((name) => name.split('*').length <= 3)

/** Looks names up in tables first: asking two hundred patterns about each of 50,000 paths takes too long. */
export function indexPatterns<T>(entries: Iterable<readonly [path: string, value: T]>): PatternIndex<T> {
  const tables = { name: new Map(), extension: new Map(), stem: new Map() } as Record<
    Key['by'],
    Map<string, Entry<T>[]>
  >
  for (const [path, value] of entries) {
    const key = keyOf(path)
    if (key === null) continue
    const entry = { matches: matcherOf(path, key), value }
    const before = tables[key.by].get(key.text)
    if (before) before.push(entry)
    else tables[key.by].set(key.text, [entry])
  }
  const { name: byName, extension: byExtension, stem: byStem } = tables
  return {
    find: (path, name) => {
      const small = name.toLowerCase()
      const candidates = [
        byName.get(small),
        byExtension.get(small.slice(small.lastIndexOf('.') + 1)),
        byStem.get(small.slice(0, small.indexOf('.', 1))),
      ]
      const found: T[] = []
      for (const entries of candidates)
        if (entries) for (const entry of entries) if (entry.matches(path, small)) found.push(entry.value)
      return found
    },
  }
}

/** The same patterns as one question, for a handful of paths. */
export function regexOf(path: string): RegExp {
  const anchored = path.startsWith('/')
  const body = (anchored ? path.slice(1) : path)
    .split(/(\*\*\/|\*+)/)
    .map((part) => (part === '**/' ? '(?:[^/]+/)*' : part.startsWith('*') ? '[^/]*' : escaped(part)))
    .join('')
  return new RegExp(`${anchored ? '^' : '(?:^|/)'}${body}$`, 'i')
}

type Entry<T> = { matches: (path: string, name: string) => boolean; value: T }
type Key = { by: 'name' | 'extension' | 'stem'; text: string }

/** What of the last name is certain: all of it, what follows its last dot, or what precedes its first one. */
function keyOf(path: string): Key | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name === '') return null
  if (!name.includes('*')) return { by: 'name', text: name }
  const extension = name.slice(name.lastIndexOf('.') + 1)
  if (name.includes('.') && !extension.includes('*')) return { by: 'extension', text: extension }
  const stem = name.slice(0, name.indexOf('.', 1))
  return stem === '' || stem.includes('*') || name.indexOf('.', 1) < 0 ? null : { by: 'stem', text: stem }
}

/** Most patterns are a name, or how a name ends: no expression is needed for those. */
function matcherOf(path: string, key: Key): Entry<unknown>['matches'] {
  const ending = path.replace(/^\*\*\//, '').toLowerCase()
  if (key.by === 'name' && !path.includes('/')) return () => true
  if (/^\*[^*/]+$/.test(ending)) return (_, name) => name.endsWith(ending.slice(1))
  const regex = regexOf(path)
  return (path) => regex.test(path)
}

const escaped = (text: string) => text.replace(/[.+^${}()|[\]\\?]/g, '\\$&')
