import type { Frontmatter } from '../frontmatter.ts'
import type { Place } from '../types.ts'
import type { Candidate } from './find.ts'
import type { Discovery, Reason } from './types.ts'

type Known = { bytes: number; unread: string | null }

/** Whether Claude Code finds it, as measured with 2.1.329. */
export function discoveryOf(candidate: Candidate, place: Place, frontmatter: Frontmatter, known: Known): Discovery {
  const { kind, lies } = candidate
  if (lies) return undiscovered(lies.reason, lies.why)
  const limit = kind === 'skill' && place.kind !== 'plugin' ? 1_000_000 : 1_048_576
  if (known.bytes > limit)
    return undiscovered('too large', `Claude Code skips files of more than ${limit.toLocaleString('en-US')} bytes.`)
  if (known.unread !== null) return undiscovered('unreadable', `The file ${known.unread}.`)
  return kind === 'agent' && place.kind !== 'plugin' ? agentOf(frontmatter) : DISCOVERED
}

/** A plugin's agent is called by its file where it has no name; one of the user or a project is then no agent at all. */
function agentOf({ state, fields, problem }: Frontmatter): Discovery {
  if (state === 'invalid')
    return undiscovered('invalid frontmatter', problem?.message ?? 'Its frontmatter is not YAML.')
  if (!isText(fields.name)) return undiscovered('no name', 'Its frontmatter has no name that is a text.')
  if (!isText(fields.description))
    return undiscovered('no description', 'Its frontmatter has no description that is a text.')
  return DISCOVERED
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''

const DISCOVERED: Discovery = { state: 'discovered' }

const undiscovered = (reason: Reason, why: string): Discovery => ({ state: 'not discovered', reason, why })
