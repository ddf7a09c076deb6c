import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { suite, test } from 'node:test'
import Database from 'better-sqlite3'
import { autoloadStore, type Connection, type NewDecision } from '../server/autoload-store.ts'
import { historyLimits, tidyHistory } from '../server/loading/retention.ts'
import { openStore } from '../server/store.ts'
import { temporaryFolder } from './support/temporary.ts'

const DAY = 86_400_000
const ID = 'sw-release@specweave'

const decision = (more: Partial<NewDecision> = {}): NewDecision => ({
  ...{ detection: null, at: Date.now(), session: 'one', project: '/p', group_name: 'release', plugin: ID },
  ...{ outcome: 'loaded', why: 'It was approved.', evidence: '[]', ...more },
})

suite('what auto-loading remembers', () => {
  test('is opened by the hook with the database of Node, and by the panel with another one', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    store.putSetting('autoloadOn', '0')
    const file = join(folder.path, 'history.db')
    const own = new DatabaseSync(file)
    const other = new Database(file)
    for (const db of [own, other]) {
      const autoload = autoloadStore(db as Connection)
      assert.equal(autoload.isOn(), false)
      autoload.choose({ group: 'release', state: 'auto', plugins: [ID], instead: null })
      autoload.putSession({ id: 'one', project: '/p', version: null, started_at: 1, ended_at: null })
      autoload.putSession({ id: 'one', project: null, version: '2.1.329', started_at: 5, ended_at: null })
      const detection = autoload.addDetection({
        ...{ at: 2, event: 'prompt', session: 'one', project: '/p', prompt: null, duration_ms: 0.4 },
        ...{ matches: '[{"term":"npm publish"}]', suppressed: '[]' },
      })
      autoload.addDecision(decision({ detection, at: 3 }))
      autoload.addActivation({ plugin: ID, session: 'one', installed_at: 4, active_from: null, route: '' })
    }
    const { autoload } = store
    assert.deepEqual(autoload.choices().get('release')?.plugins, [ID])
    assert.deepEqual(
      { ...autoload.session('one') },
      {
        ...{ id: 'one', project: '/p', version: '2.1.329', started_at: 1, ended_at: null },
      },
    )
    assert.equal(autoload.decisionsOf('one').length, 2)
    const [waiting, ...more] = autoload.waitingActivations('one')
    assert.equal(more.length, 1)
    autoload.activate(waiting?.id ?? 0, 9, '/reload-plugins')
    assert.equal(autoload.waitingActivations('one').length, 1)
    assert.equal(autoload.waitingActivations('another').length, 0)
    own.close()
    other.close()
    store.close()
  })

  test('a damaged list of approved plugins approves nothing', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    store.autoload.choose({ group: 'release', state: 'auto', plugins: [ID], instead: [ID] })
    const db = new Database(join(folder.path, 'history.db'))
    for (const plugins of ['', '{"0":"x@y"}', '[1,null,["x@y"]]', 'x@y']) {
      db.prepare('update groups_chosen set plugins = ?, instead = ?').run(plugins, plugins)
      assert.deepEqual(store.autoload.choices().get('release')?.plugins, [], plugins)
      assert.deepEqual(store.autoload.choices().get('release')?.instead, [], plugins)
    }
    db.close()
    store.close()
  })

  test('a refusal keeps its first reason and is of one project', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const { autoload } = store
    autoload.refuse({ project: '/p', plugin: ID, reason: 'first' })
    autoload.refuse({ project: '/p', plugin: ID, reason: 'second' })
    assert.equal(autoload.refusals('/p').get(ID)?.reason, 'first')
    assert.equal(autoload.refusals('/q').size, 0)
    autoload.dropRefusal('/q', ID)
    assert.equal(autoload.refusals('/p').size, 1)
    autoload.dropRefusal('/p', ID)
    assert.equal(autoload.refusals('/p').size, 0)
    store.close()
  })

  test('is kept for so many days and so many rows, and choices for good', () => {
    using folder = temporaryFolder()
    const store = openStore(folder.path)
    const { autoload } = store
    const now = Date.now()
    autoload.choose({ group: 'release', state: 'off', plugins: [], instead: null })
    autoload.refuse({ project: '/p', plugin: ID, reason: 'no' })
    for (let days = 200; days > 0; days--) autoload.addDecision(decision({ at: now - days * DAY + 1000 }))
    tidyHistory(store, now)
    assert.equal(autoload.decisionsOf('one').length, 90)
    store.putSetting('historyRows', '100')
    store.putSetting('historyDays', 'many')
    assert.deepEqual(historyLimits(store), { days: 90, rows: 100 })
    for (let count = 0; count < 50; count++) autoload.addDecision(decision())
    tidyHistory(store, now + 1000)
    assert.equal(autoload.decisionsOf('one').length, 140)
    tidyHistory(store, now + 3_600_000)
    assert.equal(autoload.decisionsOf('one').length, 100)
    assert.equal(autoload.choices().size, 1)
    assert.equal(autoload.refusals('/p').size, 1)
    store.close()
  })
})
