import { isMatched, type Meaning } from './matcher.ts'
import { matchedAgainst } from './tool-names.ts'

/** What a matcher matches of what is known that it can meet; null where that tells nothing. */
export function knownMatches(event: string, meaning: Meaning): { of: string; values: readonly string[] } | null {
  const against = matchedAgainst(event)
  if (!against || against.known.length === 0 || meaning.how === 'everything' || meaning.how === 'invalid') return null
  return { of: against.what, values: against.known.filter((value) => isMatched(meaning, value) === true) }
}
