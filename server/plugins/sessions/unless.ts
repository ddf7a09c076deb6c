import type { Evidence } from '../../claude/evidence/types.ts'
import type { Step } from '../types.ts'
import * as say from './words.ts'

/** What would have done it after this time may have been typed without a trace; a new session never is. */
export const unless = ({ commandsSince }: Evidence, since: number, steps: readonly Step[]): string | null =>
  steps.some(({ command }) => command !== null) && (commandsSince === null || commandsSince > since) ? say.UNLESS : null
