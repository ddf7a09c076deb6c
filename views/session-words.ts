import type { Holding } from '../server/plugins/sessions/types.ts'
import type { Status } from '../server/plugins/types.ts'

/** How each state is called, and drawn. */
export const STANDINGS: Readonly<Record<Holding['state'], { mark: Status; word: string }>> = {
  stale: { mark: 'needs-action', word: 'Stale' },
  other: { mark: 'needs-action', word: 'Other copy' },
  gone: { mark: 'needs-action', word: 'Gone' },
  absent: { mark: 'not-loaded', word: 'Not in it' },
  unknown: { mark: 'not-loaded', word: 'Unknown' },
  current: { mark: 'live', word: 'Current' },
}
