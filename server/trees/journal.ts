import type { Base } from './hash.ts'
import type { Plan } from './plan.ts'

/**
 * stage: contents are being copied beside their places and what will be replaced goes to the trash; nothing has
 * changed yet. swap: everything is at hand, files are being put into place. rollback: they are being put back.
 */
export type Phase = 'stage' | 'swap' | 'rollback'

/** What finishing or taking back an action needs, as JSON. `token` names its staging folder and its trash. */
export type Work = { token: string; plan: Plan }

/**
 * How an action ended well. `after`: every file it was about, for the base (see `Base`). `left`: files that were not
 * touched because they had changed meanwhile (only after a recovery).
 */
export type Done = { after: Base; left: readonly string[] }

/**
 * Where actions are recorded. Each call is durable when it has returned, or its promise is settled; a running action
 * begins in the phase 'stage'.
 */
export type Journal = {
  begin(work: Work): number | Promise<number>
  phase(action: number, phase: Phase): void | Promise<void>
  finish(action: number, done: Done): void | Promise<void>
  fail(action: number, outcome: 'reverted' | 'stuck', message: string): void | Promise<void>
}

/** An action that was running when its process ended. A phase of null counts as 'stage'. */
export type Unfinished = { action: number; phase: Phase | null; work: Work }
