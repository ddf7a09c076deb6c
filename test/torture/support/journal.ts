import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ActionRow } from '../../../server/store.ts'
import type { Ground } from './ground.ts'

/** What the history really holds, newest first; nothing when there is none yet. */
export function actionsOf({ stateDir }: Pick<Ground, 'stateDir'>): readonly ActionRow[] {
  const path = join(stateDir, 'history.db')
  if (!existsSync(path)) return []
  const db = new Database(path)
  try {
    const tables = db.prepare("select 1 from sqlite_master where name = 'actions'").get()
    return tables ? (db.prepare('select * from actions order by id desc').all() as ActionRow[]) : []
  } finally {
    db.close()
  }
}

/** Where the latest action stood: its phase, or that nothing of it was begun, or that it had ended. */
export function phaseOf(before: readonly ActionRow[], now: readonly ActionRow[]): string {
  const [latest] = now
  if (!latest || latest.id === before[0]?.id) return 'before it began'
  return latest.state === 'running' ? (latest.phase ?? 'stage') : 'after it ended'
}
