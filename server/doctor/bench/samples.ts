import { isMatched, meaningOf } from '../hooks/matcher.ts'
import { subjectField } from './names.ts'
import { type At, common, documented, type Maker } from './sample-common.ts'
import { DOCUMENTED } from './samples-documented.ts'
import { OF_SESSIONS } from './samples-of-sessions.ts'
import { OF_TOOLS } from './samples-of-tools.ts'
import type { Sample } from './types.ts'

export type { At } from './sample-common.ts'

/**
 * What an event gives its hooks, once for each thing that a matcher is held against; what the hook's own matches first.
 * The fields and their order are those that recording hooks got from 2.1.329, where the sample says so; the others are
 * from its published types.
 */
export function samplesOf(event: string, at: At, matcher: string | null = null): readonly Sample[] {
  const samples = (Object.hasOwn(MAKERS, event) ? MAKERS[event]?.(at) : null) ?? [unknown(event, at)]
  const meaning = meaningOf(event, matcher)
  const field = subjectField(event)
  const matches = ({ input }: Sample) =>
    field === null || typeof input[field] !== 'string' || isMatched(meaning, input[field]) !== false
  const fitting = samples.filter(matches)
  const made =
    fitting.length > 0 || field === null || meaning.how !== 'names' ? [] : named(samples, field, meaning.names)
  return [...made, ...fitting, ...samples.filter((one) => !matches(one))]
}

/** Of names that no sample has. */
const named = ([first]: readonly Sample[], field: string, names: readonly string[]): Sample[] =>
  first === undefined ? [] : names.slice(0, 3).map((name) => documented(name, { ...first.input, [field]: name }))

const unknown = (event: string, at: At): Sample => documented(event, { ...common(at), hook_event_name: event })

const MAKERS: Readonly<Record<string, Maker>> = { ...OF_SESSIONS, ...OF_TOOLS, ...DOCUMENTED }
