import type { Plugin, Session } from '../claude/types.ts'
import type { ActionRow } from '../store.ts'

/**
 * A running session that may still hold what a plugin was before; `cwd` is null where it left no word of itself. `shown`:
 * by what it shows that nothing is left to do in it, as a sentence.
 */
export type InSession = { pid: number; cwd: string | null; shown?: string | null }

/** A sync of a watched plugin, whoever carried it out. */
export type Synced = { plugin: Plugin; action: ActionRow }

/**
 * The running sessions that have the loaded copy of a plugin in use and began before it was changed: what is left to
 * do is to be done there. A session that began later read the new files.
 */
export function inSessions(
  { loaded, cached }: Pick<Plugin, 'loaded' | 'cached'>,
  sessions: readonly Session[],
  changedAt: number,
): readonly InSession[] {
  const reasons = cached.find(({ path }) => path === loaded.path)?.reasons ?? []
  const users = reasons.flatMap((reason) => (reason.kind === 'leased' && reason.alive ? [reason.pid] : []))
  return users.flatMap((pid) => {
    const session = sessions.find((one) => one.pid === pid)
    const isOlder = (session?.startedAt ?? 0) < changedAt
    return isOlder && session?.alive !== false ? [{ pid, cwd: session?.cwd ?? null }] : []
  })
}
