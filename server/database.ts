import { existsSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Problem } from './claude/types.ts'

/** Append only: a position is a version. */
const MIGRATIONS = [
  `create table links (plugin text primary key, directory text not null, at integer not null) strict;
   create table actions (
     id integer primary key,
     kind text not null,
     plugin text not null,
     state text not null,
     phase text,
     at integer not null,
     duration_ms real,
     summary text not null,
     error text,
     files text not null,
     bytes integer not null,
     work text not null,
     base_before text not null,
     undoes integer,
     after text not null,
     undone_by integer,
     dismissed integer not null default 0,
     pid integer not null,
     process_start text not null
   ) strict;
   create index actions_by_plugin on actions (plugin, at);
   create index actions_by_state on actions (state);
   create table bases (folder text primary key, at integer not null, hashes text not null) strict;
   create table answers (question text primary key, fingerprint text not null, answer text not null) strict;
   create table locks (name text primary key, pid integer not null, process_start text not null) strict;`,

  // kept: whether the trash still holds what the action replaced or removed.
  `alter table actions add column kept integer not null default 1;
   create table base_hashes (
     folder text not null, path text not null, hash text not null, at integer not null, primary key (folder, path)
   ) strict, without rowid;
   insert into base_hashes select folder, value ->> 0, value ->> 1, at from bases, json_each(bases.hashes);
   drop table bases;
   create table watches (plugin text primary key, wanted integer not null, at integer not null) strict;
   create table settings (name text primary key, value text not null) strict;`,
]

/** A damaged database is set aside under another name, which `problems` is told, and a new one begun. */
export function openOrSetAside(path: string, problems: Problem[]) {
  try {
    return openDatabase(path)
  } catch (error) {
    if (!isDamage(error)) throw error
    const aside = `${path}.damaged-${Date.now()}`
    for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
    problems.push({
      file: path,
      message: `The history could not be read and was set aside as ${aside}; a new one was begun.`,
    })
    return openDatabase(path)
  }
}

function openDatabase(path: string) {
  const db = new Database(path)
  try {
    db.pragma('busy_timeout = 5000')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.transaction(() => {
      const version = db.pragma('user_version', { simple: true }) as number
      if (version > MIGRATIONS.length) throw new Error(`${path} was written by a newer Hotplug; update this one.`)
      for (const sql of MIGRATIONS.slice(version)) db.exec(sql)
      db.pragma(`user_version = ${MIGRATIONS.length}`)
    }).immediate()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const isDamage = (error: unknown) =>
  error instanceof Database.SqliteError && ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(error.code)
