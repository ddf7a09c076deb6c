import { kindsNamed } from '../../probe/plan.ts'
import type { Wanted } from './run.ts'

/** What a form asks for; what it does not say is the quick probe of headless sessions. */
export function wantedFrom(said: { what: string; driver: string; again: string; only: readonly string[] }): Wanted {
  return {
    program: null,
    driver: said.driver === 'interactive' ? 'tui' : 'stream',
    quick: said.what !== 'whole',
    only: said.only.length === 0 ? null : kindsNamed(said.only),
    again: said.again === 'yes',
  }
}
