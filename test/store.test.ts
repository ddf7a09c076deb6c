import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { openStore, type Store } from '../server/store.ts'
import { temporaryFolder } from './support/temporary.ts'

function opened(stateDir: string) {
  const store = openStore(stateDir)
  return Object.assign(store, { [Symbol.dispose]: () => store.close() })
}

const begin = (store: Store, more: Partial<Parameters<Store['beginAction']>[0]> = {}) =>
  store.beginAction({
    kind: 'sync',
    plugin: 'voice@lab',
    summary: 'Synced 1 file',
    files: '[]',
    bytes: 0,
    work: 'null',
    base_before: '[]',
    undoes: null,
    after: '[]',
    ...more,
  })

test('the state folder is made for its owner alone, and made so when it was not', () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'deep', 'state')
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o755)
  using _ = opened(path)
  assert.equal(statSync(path).mode & 0o777, 0o700)
})

test('what was stored is there in the next run', () => {
  using folder = temporaryFolder()
  {
    using store = opened(folder.path)
    store.link('voice@lab', '/dev/voice')
    store.changeBase('/cache/voice', [['a.md', 'hash']])
    store.putAnswer('version', 'fingerprint', '2.1.329')
    store.endAction(begin(store), { state: 'done', error: null })
  }
  using store = opened(folder.path)
  assert.deepEqual(store.links(), new Map([['voice@lab', '/dev/voice']]))
  assert.deepEqual(store.base('/cache/voice', 0), new Map([['a.md', 'hash']]))
  assert.equal(store.base('/cache/voice', Date.now() + 1).size, 0)
  assert.equal(store.answer('version', 'fingerprint'), '2.1.329')
  assert.equal(store.answer('version', 'another'), null)
  assert.deepEqual([store.actions(9).length, store.actions(9)[0]?.state], [1, 'done'])
  assert.deepEqual(store.problems, [])
})

test('a damaged history is set aside, kept and named, and a new one begun', () => {
  for (const damage of ['no database at all '.repeat(500), 'SQLite format 3\0'.padEnd(8192, '\xff')]) {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'history.db'), damage, 'latin1')
    using store = opened(folder.path)
    assert.equal(store.problems.length, 1)
    const aside = readdirSync(folder.path).find((name) => name.startsWith('history.db.damaged-'))
    assert.ok(aside && store.problems[0]?.message.includes(aside))
    assert.equal(readFileSync(join(folder.path, aside), 'latin1'), damage)
    store.link('voice@lab', '/dev/voice')
    assert.equal(store.links().size, 1)
  }
})

test('an empty file, as a full disk leaves it, becomes a history', () => {
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'history.db'), '')
  using store = opened(folder.path)
  assert.deepEqual(store.actions(9), [])
  assert.deepEqual(store.problems, [])
})

test('a history of a newer Hotplug is left alone, with a sentence', () => {
  using folder = temporaryFolder()
  const db = new Database(join(folder.path, 'history.db'))
  db.pragma('user_version = 999')
  db.close()
  assert.throws(() => openStore(folder.path), /was written by a newer Hotplug; update this one\./)
  assert.deepEqual(
    readdirSync(folder.path).filter((name) => name.includes('damaged')),
    [],
  )
})

test('notices are the latest action and those that went wrong, until they are dismissed', () => {
  using folder = temporaryFolder()
  using store = opened(folder.path)
  const end = (state: 'done' | 'failed', error: string | null = null, kind: 'sync' | 'link' = 'sync') => {
    const id = begin(store, { kind })
    store.endAction(id, { state, error })
    return id
  }
  const shown = () => store.notices(9).map(({ id }) => id)
  end('done')
  const failed = end('failed', 'It failed.')
  const latest = end('done')
  end('done', null, 'link')
  begin(store)
  assert.deepEqual(shown(), [failed])
  store.endAction(store.runningActions()[0]?.id ?? 0, { state: 'done', error: null })
  assert.equal(shown()[1], failed)
  store.dismiss(failed)
  assert.equal(shown().length, 1)
  store.dismiss(latest + 2)
  assert.deepEqual(shown(), [])
})

test('two processes may write at once, and each can tell that the other did', () => {
  using folder = temporaryFolder()
  using one = opened(folder.path)
  using other = opened(folder.path)
  const before = one.version()
  one.link('voice@lab', '/a')
  assert.equal(one.version(), before)
  other.link('song@lab', '/b')
  assert.notEqual(one.version(), before)
  assert.equal(one.links().size, 2)
  assert.ok(existsSync(join(folder.path, 'history.db')))
})

test('texts are kept as they are', () => {
  using folder = temporaryFolder()
  using store = opened(folder.path)
  const name = "x'; drop table links; -- \u202e <img>"
  store.link(name, name)
  assert.equal(store.links().get(name), name)
  assert.equal(store.unlink(name), true)
  assert.equal(store.unlink(name), false)
})
