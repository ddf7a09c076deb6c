import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { readKey } from '../server/running.ts'
import { openStore } from '../server/store.ts'
import { temporaryFolder } from './support/temporary.ts'

/** A state folder with a history of a few pages, which is then damaged. */
function damaged(damage: (path: string) => void) {
  const folder = temporaryFolder()
  const store = openStore(folder.path)
  for (let n = 0; n < 50; n++) store.link(`plugin-${n}@lab`, `/dev/${'x'.repeat(500)}`)
  store.close()
  damage(join(folder.path, 'history.db'))
  return folder
}

function problemsOf(stateDir: string) {
  const store = openStore(stateDir)
  const problems = store.problems.map(({ message }) => message)
  store.close()
  return problems
}

const change = (sql: string) => (path: string) => {
  const db = new Database(path)
  db.exec(sql)
  db.close()
}

const row = `insert into actions (kind, plugin, state, at, summary, files, bytes, work, base_before, after, pid, process_start)
  values ('sync', 'voice@lab', 'done', 1, '', '[{"path":', 0, '{', '[]', '[]', 1, '')`

for (const [what, damage] of [
  [
    'a page in the middle is overwritten',
    (path: string) => {
      const bytes = readFileSync(path)
      bytes.fill(0xa5, 4096 * 3, 4096 * 4)
      writeFileSync(path, bytes)
    },
  ],
  ['it is cut off', (path: string) => truncateSync(path, 4096 * 2)],
  ['a table is missing', change('drop table actions')],
  ['what should be JSON is none', change(row)],
  ['its version is none', change('pragma user_version = -3')],
  [
    'a folder is in its place',
    (path: string) => {
      rmSync(path)
      mkdirSync(path)
    },
  ],
] as const)
  test(`${what}: it is set aside, and every start says so until it is deleted`, () => {
    using folder = damaged(damage)
    const size = statSync(join(folder.path, 'history.db')).size
    assert.match(problemsOf(folder.path).join(), /could not be read.* was set aside as .*; a new one was begun/)
    assert.match(problemsOf(folder.path).join(), /was set aside/)
    const aside = readdirSync(folder.path).filter((name) => /damaged-\d+$/.test(name))
    assert.equal(aside.length, 1)
    assert.equal(statSync(join(folder.path, aside[0] ?? '')).size, size)
    rmSync(join(folder.path, aside[0] ?? ''), { recursive: true })
    assert.deepEqual(problemsOf(folder.path), [])
  })

test('a history that was emptied is told from one that was never begun by the trash beside it', () => {
  using folder = damaged((path) => truncateSync(path, 0))
  mkdirSync(join(folder.path, 'trash', 'an-action'), { recursive: true })
  assert.match(problemsOf(folder.path).join(), /found without any contents.*trash stays/)
  assert.deepEqual(problemsOf(folder.path), [])
})

test('a key that was cut off is made again; a whole one stays', () => {
  using folder = temporaryFolder()
  for (const text of ['', 'abc', 'x'.repeat(44), '\0'.repeat(43)]) {
    writeFileSync(join(folder.path, 'key'), text)
    const key = readKey(folder.path)
    assert.match(key, /^[\w-]{43}$/)
    assert.equal(readKey(folder.path), key)
    assert.equal(statSync(join(folder.path, 'key')).mode & 0o777, 0o600)
  }
  assert.deepEqual(readdirSync(folder.path), ['key'])
})
