import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type AutoloadStore, autoloadStore, type Connection } from '../../autoload-store.ts'

/** What a hook did about a plugin in a session until it is at work itself: gave what it has, or only its names, or neither. */
export type Given = { plugin: string; route: GivenRoute; at: number }
export type GivenRoute = 'substitute' | 'substitute list' | 'install started'

export type Watch = { plugin: string; wanted: number }
export type Watcher = { plugin: string; pid: number; process_start: string }

export type History = ReturnType<typeof openHistory>

/** A hook waits no longer than this for another process that writes (milliseconds). */
const PATIENCE = 60

/**
 * history.db, by the SQLite that is part of Node: loading another one takes a third of the time that Node itself needs.
 * It is not made, and not brought up to date, by a hook. It is never closed either: the last one who closes it writes
 * its log back and waits for the disk, and a process that ends leaves that to the next.
 */
export function openHistory(stateDir: string) {
  const path = join(stateDir, 'history.db')
  if (!existsSync(path)) throw new Error(`${path} is not there`)
  const db = new DatabaseSync(path, { timeout: PATIENCE })
  db.exec('pragma synchronous = normal')
  const autoload: AutoloadStore = autoloadStore(db as unknown as Connection)
  const all = <T>(sql: string, ...values: (string | number)[]) => db.prepare(sql).all(...values) as T[]

  return {
    autoload,
    given: (session: string) =>
      all<Given>(
        `select plugin, route, active_from as at from activations
         where session = ? and route in ('substitute', 'substitute list', 'install started')`,
        session,
      ),
    /** What was given is out of Claude's sight once the conversation was compacted. */
    forgetGiven: (session: string) =>
      void db
        .prepare(
          "update activations set route = route || ', compacted' where session = ? and route in ('substitute', 'substitute list')",
        )
        .run(session),
    /** When the prompt before was looked at (milliseconds); 0: there was none. */
    lastPrompt: (session: string) =>
      all<{ at: number | null }>(
        "select max(at) as at from detections where session = ? and event = 'prompt'",
        session,
      )[0]?.at ?? 0,
    /** What edits of plugins' sources were told of in a session (JSON). */
    edits: (session: string) =>
      all<{ matches: string }>("select matches from detections where session = ? and event = 'edit'", session).map(
        ({ matches }) => matches,
      ),
    links: () => all<{ plugin: string; directory: string }>('select plugin, directory from links'),
    watches: () => all<Watch>('select plugin, wanted from watches'),
    watchers: () => all<Watcher>('select plugin, pid, process_start from watchers'),
    /** Several writes as one. */
    together<T>(work: () => T): T {
      db.exec('begin immediate')
      try {
        const result = work()
        db.exec('commit')
        return result
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    },
  }
}
