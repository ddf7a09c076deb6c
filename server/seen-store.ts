import type Database from 'better-sqlite3'

/** What a file held for a while: see Content in plugins/sessions/timeline.ts. */
export type SeenFile = {
  path: string
  since: number
  until: number | null
  hash: string | null
  outline: string | null
  size: number
  modified: number
  changed: number
}

/** What was seen of the folders and the sessions that may have read them. All of it can be lost without harm. */
export function seenStore(db: Database.Database) {
  const since = db.prepare('select since from seen_folders where folder = ?').pluck()
  const putFolder = db.prepare('insert or ignore into seen_folders values (?, ?)')
  const files = db.prepare(
    'select path, since, until, hash, outline, size, modified, changed from seen_files where folder = ? order by since',
  )
  const putFile = db.prepare('insert or replace into seen_files values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const dropEnded = db.prepare('delete from seen_files where until <= ?')
  const folders = db.prepare('select folder from seen_folders union select distinct folder from seen_files').pluck()
  const drops = ['seen_files', 'seen_folders'].map((table) => db.prepare(`delete from ${table} where folder = ?`))
  const plugins = db.prepare('select plugins from seen_sessions where pid = ? and started_at = ?').pluck()
  const putSession = db.prepare('insert or ignore into seen_sessions values (?, ?, ?)')
  const sessions = db.prepare('select pid, started_at as startedAt from seen_sessions')
  const dropSession = db.prepare('delete from seen_sessions where pid = ? and started_at = ?')

  return {
    /** Writes what is done meanwhile at once, without waiting for the disk: after a power cut no session runs any more. */
    together(work: () => void) {
      db.pragma('synchronous = NORMAL')
      try {
        db.transaction(work).immediate()
      } finally {
        db.pragma('synchronous = FULL')
      }
    },
    folder: (folder: string) => ({
      since: (since.get(folder) as number | undefined) ?? null,
      files: files.all(folder) as SeenFile[],
    }),
    put: db.transaction((folder: string, whole: number | null, changed: readonly SeenFile[]) => {
      if (whole !== null) putFolder.run(folder, whole)
      for (const { path, since, until, hash, outline, size, modified, changed: at } of changed)
        putFile.run(folder, path, since, until, hash, outline, size, modified, at)
    }),
    /** Keeps these folders, and of their files what was there after a time. */
    tidy: db.transaction((kept: ReadonlySet<string>, before: number) => {
      for (const folder of folders.all() as string[]) if (!kept.has(folder)) for (const drop of drops) drop.run(folder)
      dropEnded.run(before)
    }),
    /** The folder of each plugin that a session began with; null where nobody was there to see. */
    session(pid: number, startedAt: number): ReadonlyMap<string, string> | null {
      const text = plugins.get(pid, startedAt) as string | undefined
      return text === undefined ? null : new Map(JSON.parse(text) as [string, string][])
    },
    putSession: (pid: number, startedAt: number, folders: ReadonlyMap<string, string>) =>
      void putSession.run(pid, startedAt, JSON.stringify([...folders])),
    tidySessions(isKept: (pid: number, startedAt: number) => boolean) {
      for (const { pid, startedAt } of sessions.all() as { pid: number; startedAt: number }[])
        if (!isKept(pid, startedAt)) dropSession.run(pid, startedAt)
    },
  }
}
