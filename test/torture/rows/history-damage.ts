import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Random } from '../random.ts'
import { NOBODY } from '../support/nobody.ts'

/** What happens to history.db. `aside`: it is put away and a new one begun; else a sentence refuses, or nothing is wrong. */
export type Damage = {
  name: string
  end: 'aside' | 'refused' | 'any'
  /** Only where permissions hold: not as root. */
  asSomebody?: boolean
  /** Only root can do it. */
  asRoot?: boolean
  do(path: string, random: Random): void
  undo?(path: string): void
}

const overwrite = (path: string, at: number, bytes: Buffer) => {
  const all = readFileSync(path)
  bytes.copy(all, at)
  writeFileSync(path, all)
}

export const DAMAGES: readonly Damage[] = [
  {
    name: 'random bytes in the middle',
    end: 'any',
    do(path, random) {
      const { size } = statSync(path)
      for (let hole = 0; hole < 3; hole++) overwrite(path, random.below(size - 600), random.bytes(600))
    },
  },
  {
    name: 'a page of nothing',
    end: 'any',
    do: (path, random) => overwrite(path, 4096 * random.between(1, statSync(path).size / 4096 - 1), Buffer.alloc(4096)),
  },
  { name: 'no header', end: 'aside', do: (path, random) => overwrite(path, 0, random.bytes(100)) },
  {
    name: 'cut off',
    end: 'aside',
    do: (path, random) => truncateSync(path, random.between(1, statSync(path).size - 4096)),
  },
  { name: 'of no length', end: 'any', do: (path) => truncateSync(path, 0) },
  { name: 'a text file', end: 'aside', do: (path) => writeFileSync(path, 'Dear diary, today I synced.\n'.repeat(400)) },
  {
    name: 'a folder in its place',
    end: 'aside',
    do(path) {
      rmSync(path)
      mkdirSync(path)
      writeFileSync(`${path}/x`, 'x')
    },
  },
  {
    name: 'a damaged write-ahead log',
    end: 'any',
    do(path, random) {
      const db = new Database(path)
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.exec("insert into settings values ('torture', 'x')")
      const [log, index] = [readFileSync(`${path}-wal`), readFileSync(`${path}-shm`)]
      db.close()
      random.bytes(64).copy(log, random.below(log.length - 64))
      writeFileSync(`${path}-wal`, log)
      writeFileSync(`${path}-shm`, index)
    },
  },
  {
    name: 'a write-ahead log of chance',
    end: 'any',
    do: (path, random) => writeFileSync(`${path}-wal`, random.bytes(5000)),
  },
  { name: 'from the future', end: 'refused', do: (path) => setVersion(path, 99), undo: (path) => setVersion(path, -1) },
  { name: 'a version below none', end: 'aside', do: (path) => setVersion(path, -7) },
  {
    name: 'text that is no JSON',
    end: 'aside',
    do: (path) => change(path, "update actions set files = substr(files, 1, 20), work = '{'"),
  },
  { name: 'without a table', end: 'aside', do: (path) => change(path, 'drop table actions') },
  {
    name: 'not to be read',
    end: 'refused',
    asSomebody: true,
    do: (path) => chmodSync(path, 0o000),
    undo: (path) => chmodSync(path, 0o600),
  },
  {
    name: 'in a folder that may not be written to',
    end: 'any',
    asSomebody: true,
    do: (path) => chmodSync(dirname(path), 0o500),
  },
  {
    name: 'in a folder of another user',
    end: 'refused',
    asSomebody: true,
    asRoot: true,
    do: (path) => chownSync(dirname(path), 0, 0),
    undo: (path) => chownSync(dirname(path), NOBODY, NOBODY),
  },
]

let rightVersion = 0

function setVersion(path: string, version: number) {
  const db = new Database(path)
  if (rightVersion === 0) rightVersion = db.pragma('user_version', { simple: true }) as number
  db.pragma(`user_version = ${version === -1 ? rightVersion : version}`)
  db.close()
}

function change(path: string, sql: string) {
  const db = new Database(path)
  db.exec(sql)
  db.close()
}
