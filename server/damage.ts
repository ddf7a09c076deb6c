import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { HotplugError, sentenceOf } from './errors.ts'

/** SQLite sees damage only when it comes across it, in the middle of something: better at the start. 2 ms a megabyte. */
export function checkContents(db: Database.Database, path: string) {
  if (statSync(path).size > MOST_CHECKED) return
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DamageError(`${path} is damaged.`)
  if (db.prepare(BROKEN_JSON).get()) throw new DamageError(`${path} holds what no Hotplug wrote.`)
}

const MOST_CHECKED = 8 * 1024 * 1024

/** Bytes that were overwritten inside a text are none of SQLite's business. */
const BROKEN_JSON = `select 1 from actions
  where not (json_valid(files) and json_valid(work) and json_valid(base_before) and json_valid(after)) limit 1`

export class DamageError extends Error {
  override readonly name = 'DamageError'
}

/** Also a folder in its place, and tables that are not there. */
export function isDamage(error: unknown, path: string): boolean {
  if (error instanceof DamageError) return true
  if (!(error instanceof Database.SqliteError)) return false
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return true
  return /^SQLITE_(NOTADB|CORRUPT|ERROR$|IOERR_SHORT_READ|MISMATCH|CONSTRAINT)/.test(error.code)
}

export function cannotOpen(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const why = /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(error.code)
    ? 'Its folder and the files in it must belong to you and be writable.'
    : 'Nothing was changed in it.'
  return new HotplugError(500, `The history ${path} cannot be opened: ${sentenceOf(error)}.`, why, error)
}
