import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { ActionError } from '../../server/trees/errors.ts'
import { recover } from '../../server/trees/recover.ts'
import { beforeEachCall, failure, GROWING } from './support/faults.ts'
import { type Content, contentsOf, lay, temporary } from './support/folder.ts'
import { type Place, placeIn } from './support/sync.ts'

const NEW: Record<string, Content> = {
  a: 'new',
  'b/c': 'new',
  'd/e/added': 'new',
  run: { text: 'x', mode: 0o755 },
  link: '-> a',
}
const OLD: Record<string, Content> = {
  a: 'old',
  'b/c': 'old',
  gone: 'old',
  'f/gone': 'old',
  run: 'x',
  link: '-> run',
  'node_modules/x': 'kept',
}

type Fault = (name: string, count: number) => string | null

function laid(t: TestContext) {
  const place = placeIn(temporary(t))
  lay(place.source, NEW)
  lay(place.loaded, OLD)
  return { place, old: contentsOf(place.loaded), wanted: { ...contentsOf(place.source), 'node_modules/x': 'kept' } }
}

/** Runs one action with a fault, then what the next start would do; how often the fault struck comes back. */
async function suffer(place: Place, work: () => Promise<unknown>, fault: Fault) {
  let count = 0
  let struck = 0
  const stop = beforeEachCall((name) => {
    const code = fault(name, count++)
    if (code === null) return
    struck++
    throw failure(code, name)
  })
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  stop()
  for (const unfinished of place.journal.unfinished()) {
    const { outcome } = await recover(unfinished, place.journal, place.settings)
    assert.ok(outcome === 'finished' || outcome === 'reverted', outcome)
  }
  return { struck, error }
}

/** Everything is as before or as wanted, the journal says which of the two, and nothing lies about. */
function checkWhole(place: Place, old: object, wanted: object, error: unknown) {
  const now = contentsOf(place.loaded)
  const last = place.journal.rows().at(-1)
  assert.deepEqual(now, last?.state === 'done' ? wanted : old)
  assert.notEqual(last?.state, 'running')
  if (error === null) assert.equal(last?.state, 'done')
  if (error instanceof ActionError && error.outcome === 'reverted') assert.equal(last?.state, 'reverted')
  const trash = existsSync(place.settings.trashDir) ? readdirSync(place.settings.trashDir) : []
  assert.equal(trash.length, place.journal.rows().filter(({ state }) => state === 'done').length)
}

const faults: [string, (at: number) => Fault][] = [
  ['one call fails with an input/output error', (at) => (_, count) => (count === at ? 'EIO' : null)],
  [
    'the disk is full from one call on',
    (at) => (name, count) => (count >= at && GROWING.includes(name) ? 'ENOSPC' : null),
  ],
  [
    'no folder can be changed from one call on',
    (at) => (name, count) => (count >= at && /rename|unlink|rmdir/.test(name) ? 'EACCES' : null),
  ],
]

for (const [name, faultAt] of faults)
  test(`${name}: a sync is done or taken back at every point`, async (t) => {
    let tried = 0
    for (let at = 0; ; at++) {
      const { place, old, wanted } = laid(t)
      const plan = place.plan()
      const result = await suffer(place, () => place.apply(plan), faultAt(at))
      if (result.struck === 0) break
      if (place.journal.rows().length > 0) checkWhole(place, old, wanted, result.error)
      else assert.deepEqual(contentsOf(place.loaded), old)
      tried++
    }
    assert.ok(tried > 40)
    t.diagnostic(`tried ${tried}, lost 0`)
  })

test('an undo is done or taken back whichever call fails', async (t) => {
  let tried = 0
  for (let at = 0; ; at++) {
    const { place, old, wanted } = laid(t)
    const { token } = await place.sync()
    const result = await suffer(
      place,
      async () => place.undo(token),
      (_, count) => (count === at ? 'EIO' : null),
    )
    if (result.struck === 0) break
    if (place.journal.rows().length > 1) checkWhole(place, wanted, old, result.error)
    else assert.deepEqual(contentsOf(place.loaded), wanted)
    if (at % 5 === 0 && place.journal.rows().at(-1)?.state === 'reverted') {
      await place.undo(token)
      assert.deepEqual(contentsOf(place.loaded), old, 'a failed undo can be tried again')
    }
    tried++
  }
  assert.ok(tried > 40)
  t.diagnostic(`tried ${tried}, lost 0`)
})

test('between two disks the trash gets copies, and undo restores from them', async (t) => {
  const { place, old, wanted } = laid(t)
  const stop = beforeEachCall((name) => {
    if (name === 'linkSync') throw failure('EXDEV', name)
  })
  const { token } = await place.sync()
  stop()
  assert.deepEqual(contentsOf(place.loaded), wanted)
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), old)
})

test('a file that changes while it is being copied is not put into place', async (t) => {
  const { place, old } = laid(t)
  const plan = place.plan()
  let edited = false
  const stop = beforeEachCall((name, [path]) => {
    if (edited || name !== 'openSync' || !String(path).endsWith('source/b/c')) return
    edited = true
    lay(place.source, { 'b/c': 'newer' })
  })
  await assert.rejects(place.apply(plan), {
    name: 'ActionError',
    outcome: 'reverted',
    message: /source\/b\/c changed since.* Nothing was changed\.$/,
  })
  stop()
  assert.deepEqual(contentsOf(place.loaded), old)
})

test('a file that changes after its first bytes were read is not put into place', async (t) => {
  const { place, old } = laid(t)
  const plan = place.plan()
  let reading = false
  const stop = beforeEachCall((name, [path]) => {
    if (name === 'openSync' && String(path).endsWith('source/b/c')) reading = true
    if (!reading || name !== 'readSync') return
    reading = false
    lay(place.source, { 'b/c': 'newer' })
  })
  await assert.rejects(place.apply(plan), {
    name: 'ActionError',
    outcome: 'reverted',
    message: /source\/b\/c changed since/,
  })
  stop()
  assert.deepEqual(contentsOf(place.loaded), old)
})

test('a loaded file that is edited while the new ones are being copied stays, and nothing is put into place', async (t) => {
  const { place, old } = laid(t)
  const plan = place.plan()
  const stop = beforeEachCall((name, [path]) => {
    if (name === 'openSync' && String(path).endsWith('source/b/c'))
      lay(place.loaded, { 'b/c': 'edited', 'd/e/added': 'made' })
  })
  const message = /loaded\/b\/c changed since this plan was made\. Nothing was changed\.$/
  await assert.rejects(place.apply(plan), { name: 'ActionError', outcome: 'reverted', message })
  stop()
  assert.deepEqual(contentsOf(place.loaded), { ...old, 'b/c': 'edited', 'd/e/added': 'made' })
})

test('a file that is edited while the others are being put into place ends the sync, and the edit stays', async (t) => {
  const { place, old } = laid(t)
  const plan = place.plan()
  const stop = beforeEachCall((name, [, target]) => {
    if (name === 'renameSync' && String(target).endsWith('loaded/a')) lay(place.loaded, { 'b/c': 'edited' })
  })
  await assert.rejects(place.apply(plan), {
    name: 'ActionError',
    message: /b\/c changed while it was being replaced\. Everything was put back but b\/c/,
  })
  stop()
  assert.deepEqual(contentsOf(place.loaded), { ...old, 'b/c': 'edited' })
})
