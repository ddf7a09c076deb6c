import type Database from 'better-sqlite3'
import type { ActionRow } from './store.ts'

/** Switches between the ways to develop a plugin, among the actions. */
export function modesStore(db: Database.Database) {
  const standing = db.prepare(
    "select id, plugin, at, work, token from actions where kind = 'mode' and state = 'done' and undone_by is null order by id desc",
  )
  const latest = db.prepare("select plugin, work from actions where kind = 'mode' order by id desc limit 50")
  return {
    /** Those that were carried out and not taken back, the latest first. */
    standing: () => standing.all() as Pick<ActionRow, 'id' | 'plugin' | 'at' | 'work' | 'token'>[],
    latest: () => latest.all() as Pick<ActionRow, 'plugin' | 'work'>[],
  }
}
