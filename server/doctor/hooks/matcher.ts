import { createContext, Script } from 'node:vm'
import { EVENTS } from './events.ts'

/** How Claude Code understands a matcher. */
export type Meaning =
  | { how: 'everything' }
  /** The event has nothing to hold it against: the hook runs always. */
  | { how: 'ignored' }
  | { how: 'names'; names: readonly string[] }
  /** A regular expression, found anywhere unless it says where. */
  | { how: 'pattern'; pattern: string }
  /** No valid regular expression: it matches nothing, silently. */
  | { how: 'invalid'; why: string }

/**
 * Measured with 2.1.329: letters, digits, `_`, `-`, spaces, commas and bars alone make names, separated by commas and
 * bars, which match as a whole; anything else is a regular expression of JavaScript. For FileChanged and StopFailure a
 * comma, a space or a hyphen makes one too (documented).
 */
export function meaningOf(event: string, matcher: string | null): Meaning {
  if (EVENTS.get(event)?.matches === null) return { how: 'ignored' }
  if (matcher === null || matcher === '' || matcher === '*') return { how: 'everything' }
  const isNames = LITERAL_EVENTS.has(event) ? /^[\w|]*$/ : /^[\w\- ,|]*$/
  if (isNames.test(matcher)) return { how: 'names', names: namesIn(matcher) }
  try {
    new RegExp(matcher)
    return { how: 'pattern', pattern: matcher }
  } catch (error) {
    return { how: 'invalid', why: error instanceof Error ? error.message : String(error) }
  }
}

const LITERAL_EVENTS: ReadonlySet<string> = new Set(['FileChanged', 'StopFailure'])

const namesIn = (matcher: string) => [...new Set(matcher.split(/[,|]/).map((name) => name.trim()))].filter(Boolean)

/** What a tool is called besides its name, for those who wrote their matcher earlier (measured with 2.1.329). */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = { Agent: ['Task'] }

/** Whether a value, such as a tool's name, is matched; null for a pattern that takes too long to tell. */
export function isMatched(meaning: Meaning, value: string): boolean | null {
  if (meaning.how === 'everything' || meaning.how === 'ignored') return true
  if (meaning.how === 'invalid') return false
  const values = [value, ...(OTHER_NAMES[value] ?? [])]
  if (meaning.how === 'names') return values.some((one) => meaning.names.includes(one))
  const found = values.map((one) => search(meaning.pattern, one))
  return found.includes(true) ? true : found.includes(null) ? null : false
}

/** Somebody else's pattern may go on for ever: only one that repeats twice can, and it gets so many milliseconds. */
const PATIENCE = 100
const REPEATS = /\)[*+{?]|[*+{].*[*+{]/s

function search(pattern: string, value: string): boolean | null {
  if (HOPELESS.has(pattern)) return null
  try {
    if (!REPEATS.test(pattern)) return new RegExp(pattern).test(value)
    const context = Object.assign(CONTEXT, { pattern, value })
    return (
      SEARCH.runInContext(context, { timeout: HOPELESS.size < MOST_HOPELESS ? PATIENCE : LITTLE_PATIENCE }) === true
    )
  } catch {
    HOPELESS.add(pattern)
    return null
  }
}

/**
 * Those that took too long, or are too large to be used, are not tried again; after so many, others get little time: far
 * more than one needs that people write.
 */
const HOPELESS = new Set<string>()
const MOST_HOPELESS = 10
const LITTLE_PATIENCE = 2
const CONTEXT = createContext({})
const SEARCH = new Script('new RegExp(pattern).test(value)')
