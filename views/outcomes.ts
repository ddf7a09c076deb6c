import { html } from 'hono/html'
import type { Outcome } from '../server/autoload-store.ts'
import type { Status } from '../server/plugins/types.ts'
import { mark } from './html.ts'

/** What became of a group or a plugin, as word, shape and colour. */
export const outcomeMark = (outcome: Outcome) => {
  const [status, word] = OUTCOMES[outcome] ?? (['not-loaded', 'Unknown'] as const)
  return mark(status, word)
}

export const OUTCOMES: Record<Outcome, readonly [Status, string]> = {
  loaded: ['live', 'Loaded'],
  suggested: ['needs-action', 'Suggested'],
  'already there': ['live', 'Already there'],
  refused: ['not-loaded', 'Refused'],
  suppressed: ['not-loaded', 'Not again'],
  failed: ['problem', 'Failed'],
  'timed out': ['problem', 'Timed out'],
  'not found': ['problem', 'Not found'],
  off: ['not-loaded', 'Off'],
}

/** The same for what would have been. */
export const wouldMark = (outcome: keyof typeof WOULD) => {
  const [status, word] = WOULD[outcome]
  return html`${mark(status, word)}`
}

const WOULD = {
  load: ['live', 'Would be loaded'],
  suggest: ['needs-action', 'Would be suggested'],
  'already there': ['live', 'Already there'],
  refused: ['not-loaded', 'Refused'],
  'not found': ['problem', 'Not found'],
  'no claude': ['problem', 'Could not be installed'],
  off: ['not-loaded', 'Off'],
} as const satisfies Record<string, readonly [Status, string]>
