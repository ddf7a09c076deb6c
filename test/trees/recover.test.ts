import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { recover } from '../../server/trees/recover.ts'
import { beforeEachCall, failure } from './support/faults.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'
import { type Place, placeIn } from './support/sync.ts'

/** A sync that stops dead, as if its process were gone, just before a call. */
async function interrupted(
  t: TestContext,
  before: (name: string, args: readonly unknown[]) => boolean,
): Promise<Place> {
  const place = placeIn(temporary(t))
  lay(place.source, { a: 'new', b: 'new', added: 'new' })
  lay(place.loaded, { a: 'old', b: 'old', gone: 'old' })
  const plan = place.plan()
  let dead = false
  const stop = beforeEachCall((name, args) => {
    dead ||= before(name, args)
    if (dead && name !== 'close') throw failure('EDEAD', name)
  })
  await assert.rejects(place.apply(plan))
  stop()
  return place
}

const NEW = { a: 'new', b: 'new', added: 'new' }
const OLD = { a: 'old', b: 'old', gone: 'old' }

const renaming = (part: RegExp) => (name: string, args: readonly unknown[]) =>
  name === 'renameSync' && part.test(String(args[1]))

async function recovered(place: Place) {
  const [unfinished] = place.journal.unfinished()
  assert.ok(unfinished)
  return recover(unfinished, place.journal, place.settings)
}

test('stopped while staging: taken back, says so, leaves nothing behind', async (t) => {
  const place = await interrupted(t, (name) => name === 'linkSync')
  const { outcome, message } = await recovered(place)
  assert.equal(outcome, 'reverted')
  assert.match(message, /was taken back: everything is as it was\.$/)
  assert.deepEqual(contentsOf(place.loaded), OLD)
  assert.deepEqual(readdirSync(place.settings.trashDir), [])
  assert.deepEqual(
    place.journal.rows().map(({ state }) => state),
    ['reverted'],
  )
})

test('stopped between two files: finished, says so, and can be undone', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  assert.deepEqual(contentsOf(place.loaded).a, 'new')
  assert.deepEqual(contentsOf(place.loaded).b, 'old')
  const { outcome, message, done } = await recovered(place)
  assert.equal(outcome, 'finished')
  assert.match(message, /was finished\.$/)
  assert.deepEqual([...(done?.after.keys() ?? [])], ['a', 'added', 'b', 'gone'])
  assert.deepEqual(contentsOf(place.loaded), NEW)
  await place.undo(place.journal.rows()[0]?.work.token ?? '')
  assert.deepEqual(contentsOf(place.loaded), OLD)
})

test('a file that somebody edited in the meantime stays as they made it and is named; undo leaves it alone', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  writeFileSync(join(place.loaded, 'b'), 'edited after the crash')
  writeFileSync(join(place.loaded, 'gone'), 'edited after the crash too')
  const { outcome, message, done } = await recovered(place)
  assert.equal(outcome, 'finished')
  assert.match(message, /but for b, gone, which changed meanwhile and stayed as it is/)
  assert.deepEqual(done?.left, ['b', 'gone'])
  assert.deepEqual([...(done?.after.keys() ?? [])], ['a', 'added'])
  const edited = { b: 'edited after the crash', gone: 'edited after the crash too' }
  assert.deepEqual(contentsOf(place.loaded), { ...NEW, ...edited })
  await place.undo(place.journal.rows()[0]?.work.token ?? '')
  assert.deepEqual(contentsOf(place.loaded), { a: 'old', ...edited })
})

test('the source is not needed to finish', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/a$/))
  rmSync(place.source, { recursive: true })
  assert.equal((await recovered(place)).outcome, 'finished')
  assert.deepEqual(contentsOf(place.loaded), NEW)
})

test('a plugin that was uninstalled meanwhile: given up with a sentence, the trash kept', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  rmSync(place.loaded, { recursive: true })
  const { outcome, message } = await recovered(place)
  assert.equal(outcome, 'stuck')
  assert.match(message, /loaded is gone.*keeps what was there\.$/)
  assert.equal(readdirSync(place.settings.trashDir).length, 1)
  assert.deepEqual(place.journal.unfinished(), [])
})

test('a disk that cannot be written now: nothing is recorded, the next start tries again', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  const stop = beforeEachCall((name) => {
    if (name === 'renameSync') throw failure('EROFS', name)
  })
  const { outcome, message } = await recovered(place)
  stop()
  assert.equal(outcome, 'waiting')
  assert.match(message, /EROFS.*The next start tries again\.$/)
  assert.equal((await recovered(place)).outcome, 'finished')
  assert.deepEqual(contentsOf(place.loaded), NEW)
})

test('a damaged manifest: waits with a sentence, throws nothing away', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  const trash = join(place.settings.trashDir, place.journal.rows()[0]?.work.token ?? '')
  writeFileSync(join(trash, 'manifest.json'), '{"trunc')
  const before = contentsOf(place.folder)
  assert.match((await recovered(place)).message, /manifest\.json cannot be read/)
  assert.deepEqual(contentsOf(place.folder), before)
})

test('a rollback that was interrupted is rolled back to its end', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  const [unfinished] = place.journal.unfinished()
  assert.ok(unfinished)
  assert.equal(contentsOf(place.loaded).a, 'new')
  const { outcome, message } = await recover({ ...unfinished, phase: 'rollback' }, place.journal, place.settings)
  assert.equal(outcome, 'reverted')
  assert.match(message, /Everything was put back as it was\.$/)
  assert.deepEqual(contentsOf(place.loaded), OLD)
  assert.ok(!existsSync(join(place.settings.trashDir, unfinished.work.token)))
})

test('a rollback that was interrupted while its trash was being removed is taken for what it is', async (t) => {
  let failed = false
  let removed = 0
  const place = await interrupted(t, (name, [path, target]) => {
    if (name === 'renameSync' && /loaded\/b$/.test(String(target)) && !failed) {
      failed = true
      throw failure('EIO', name)
    }
    return name === 'unlinkSync' && /state\/trash/.test(String(path)) && removed++ === 1
  })
  assert.equal((await recovered(place)).outcome, 'reverted')
  assert.deepEqual(contentsOf(place.loaded), OLD)
  assert.deepEqual(readdirSync(place.settings.trashDir), [])
})

test('an action of which the journal knows more than the disk had begun is taken back', async (t) => {
  const place = await interrupted(t, (name, [path]) => name === 'mkdirSync' && /hotplug-stage/.test(String(path)))
  const [unfinished] = place.journal.unfinished()
  assert.ok(unfinished)
  assert.equal((await recover({ ...unfinished, phase: 'swap' }, place.journal, place.settings)).outcome, 'reverted')
  assert.deepEqual(contentsOf(place.loaded), OLD)
})

test('a trash that somebody emptied in the middle: given up with a sentence, since nobody can tell old from new', async (t) => {
  const place = await interrupted(t, renaming(/loaded\/b$/))
  rmSync(place.settings.trashDir, { recursive: true })
  const { outcome, message } = await recovered(place)
  assert.equal(outcome, 'stuck')
  assert.match(message, /cannot be finished: .* is gone\.$/)
  assert.deepEqual(place.journal.unfinished(), [])
})
