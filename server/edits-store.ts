import type { Database } from 'better-sqlite3'
import type { EditRow, NewEdit } from './plugins/edits/types.ts'

/** The newest are kept, and none of them for longer than this. */
export const MOST_EDITS = 2000
export const LONGEST_KEPT = 90 * 86_400_000

/** What is remembered of each edit on its way from being saved to being live. */
export function editsStore(db: Database) {
  const run = (sql: string) => db.prepare(sql)
  const add = run(`insert into edits (plugin, path, component, change, saved_at, loaded_at, loaded_by, live_at, live_by)
    values (@plugin, @path, @component, @change, @saved_at, @loaded_at, @loaded_by, @live_at, @live_by)`)
  const saved = run('update edits set saved_at = ?, component = ?, change = ? where id = ?')
  const loaded = run(
    'update edits set saved_at = ?, loaded_at = ?, loaded_by = ?, live_at = ?, live_by = ? where id = ?',
  )
  const live = run('update edits set live_at = ?, live_by = ? where id = ? and live_at is null')
  const drop = run('delete from edits where id = ?')
  const onTheWay = run('select * from edits where plugin = ? and loaded_at is null')
  const notLive = run('select * from edits where live_at is null and loaded_at is not null and saved_at >= ?')
  const of = run('select * from edits where plugin = ? and saved_at >= ? order by saved_at desc limit ?')
  const all = run('select * from edits where saved_at >= ? order by saved_at desc limit ?')
  const latestOf = run('select * from edits where plugin = ? and path = ? order by saved_at desc limit 1')
  const forget = run(`delete from edits where saved_at < ?
    or id <= coalesce((select id from edits order by id desc limit 1 offset ${MOST_EDITS}), 0)`)
  const syncs = run(`select id, plugin, at, duration_ms, files from actions
    where id > ? and kind = 'sync' and state = 'done' and plugin <> '' order by id desc limit ?`)
  const newest = run('select coalesce(max(id), 0) as id from actions')
  const rows = (value: unknown) => value as EditRow[]

  return {
    add: (edit: NewEdit) => void add.run(edit),
    /** It was saved once more before it got anywhere. */
    saved: (id: number, { saved_at, component, change }: Pick<NewEdit, 'saved_at' | 'component' | 'change'>) =>
      void saved.run(saved_at, component, change, id),
    loaded: (id: number, edit: Pick<NewEdit, 'saved_at' | 'loaded_at' | 'loaded_by' | 'live_at' | 'live_by'>) =>
      void loaded.run(edit.saved_at, edit.loaded_at, edit.loaded_by, edit.live_at, edit.live_by, id),
    live: (id: number, at: number, by: NonNullable<EditRow['live_by']>) => void live.run(at, by, id),
    /** It was taken back before it got anywhere. */
    drop: (id: number) => void drop.run(id),
    /** Saved, and not in the folder that Claude Code reads. */
    onTheWay: (plugin: string) => rows(onTheWay.all(plugin)),
    /** In that folder, and no session shows it yet. */
    notLive: (since: number) => rows(notLive.all(since)),
    of: (plugin: string, since: number, limit: number) => rows(of.all(plugin, since, limit)),
    all: (since: number, limit: number) => rows(all.all(since, limit)),
    latestOf: (plugin: string, path: string) => latestOf.get(plugin, path) as EditRow | undefined,
    forget: (now = Date.now()) => void forget.run(now - LONGEST_KEPT),
    /** Syncs that ended, of those after this action, the newest first. */
    syncsAfter: (id: number, limit: number) => syncs.all(id, limit) as SyncRow[],
    newestAction: () => (newest.get() as { id: number }).id,
  }
}

export type SyncRow = { id: number; plugin: string; at: number; duration_ms: number | null; files: string }
