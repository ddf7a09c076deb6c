import type { Database } from 'better-sqlite3'

/** `plugin` and `message`: what it was about, for when it is not found any more. */
export type MuteRow = {
  finding: string
  check_name: string
  plugin: string | null
  message: string
  reason: string
  at: number
}

/** Findings that nobody wants to hear of again. */
export function mutesStore(db: Database) {
  const all = db.prepare('select * from mutes order by at desc, finding')
  const put = db.prepare('insert or replace into mutes values (@finding, @check_name, @plugin, @message, @reason, @at)')
  const drop = db.prepare('delete from mutes where finding = ?')

  return {
    all: () => all.all() as MuteRow[],
    put: (row: Omit<MuteRow, 'at'>) => void put.run({ ...row, at: Date.now() }),
    /** Whether it was muted. */
    drop: (finding: string) => drop.run(finding).changes > 0,
  }
}
