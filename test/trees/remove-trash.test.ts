import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { removeTrash } from '../../server/trees/remove-trash.ts'
import { listTrash, lookInTrash } from '../../server/trees/trash-list.ts'
import { beforeEachCall, failure } from './support/faults.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

const PRECIOUS = { 'a.txt': 'mine', 'deep/b.txt': 'mine too' }

/** A trash with two actions, one of which holds folders and links besides, as a clearing leaves them. */
async function kept(t: TestContext) {
  const place = placeIn(temporary(t))
  lay(place.source, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, 'new'])))
  lay(place.loaded, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, `old ${n}`])))
  const { token: other } = await place.sync()
  lay(place.source, { f1: 'newer', f2: 'newer' })
  const { token } = await place.sync()
  const { trashDir } = place.settings
  const precious = lay(join(place.folder, 'precious'), PRECIOUS)
  const trash = lay(join(trashDir, token), { 'tree/x/y/z.txt': 'kept', 'tree/w': 'kept' })
  symlinkSync(precious, join(trash, 'link'))
  symlinkSync(join(precious, 'deep'), join(trash, 'tree', 'x', 'link'))
  return { place, trashDir, trash, token, other, precious }
}

test('all of it goes, links as links, and nothing else', async (t) => {
  const { trashDir, token, other, precious, place } = await kept(t)
  const before = contentsOf(place.loaded)
  await removeTrash(token, trashDir)
  assert.deepEqual(readdirSync(trashDir), [other])
  assert.deepEqual(contentsOf(precious), PRECIOUS)
  assert.deepEqual(contentsOf(place.loaded), before)
  await removeTrash(token, trashDir)
})

test('a folder that forbids changes goes too', async (t) => {
  const { trashDir, trash, token } = await kept(t)
  chmodSync(join(trash, 'tree', 'x'), 0o555)
  await removeTrash(token, trashDir)
  assert.equal(existsSync(trash), false)
})

test('only a token is ever removed, and only a folder', async (t) => {
  const { trashDir, precious } = await kept(t)
  for (const name of ['..', '../precious', '', '.', 'a/b', 'x-0000000', `x-00000000/../..`])
    await assert.rejects(removeTrash(name, trashDir), /names no action/)
  symlinkSync(precious, join(trashDir, 'abc-00000000'))
  await assert.rejects(removeTrash('abc-00000000', trashDir), /is no folder/)
  assert.deepEqual(contentsOf(precious), PRECIOUS)
})

test('killed just before any of its calls: whole, or without its list, and ended the next time', async (t) => {
  const seen = { whole: 0, begun: 0, gone: 0 }
  for (let call = 1; seen.gone === 0; call += 3) {
    const { place, trashDir, trash, token, other, precious } = await kept(t)
    const whole = contentsOf(trash)
    const child = spawn(process.execPath, [KILLED, trashDir, token, String(call)], { stdio: 'ignore' })
    const [, signal] = await once(child, 'exit')
    const { tokens, problem } = listTrash(trashDir)
    assert.equal(problem, null)
    if (signal === null) seen.gone++
    else if (existsSync(trash)) {
      const found = lookInTrash(trashDir, token, new Map())
      if (found.is === 'kept') assert.deepEqual(contentsOf(trash), whole)
      else assert.equal(found.is, 'begun')
      seen[found.is === 'kept' ? 'whole' : 'begun']++
      assert.deepEqual(tokens, [token, other])
    }
    await removeTrash(token, trashDir)
    assert.deepEqual(readdirSync(trashDir), [other])
    assert.deepEqual(contentsOf(precious), PRECIOUS)
    await place.undo(other, new Set(['f3']))
    assert.equal(contentsOf(place.loaded).f3, 'old 3')
  }
  assert.ok(seen.whole > 0 && seen.begun > 0, JSON.stringify(seen))
  t.diagnostic(`killed ${seen.whole + seen.begun} times, lost 0: ${seen.whole} whole, ${seen.begun} ended later`)
})

const KILLED = join(import.meta.dirname, 'support', 'remover.ts')

test('a call that fails leaves it whole, or without its list', async (t) => {
  let failures = 0
  for (let call = 1; ; call++) {
    const { trashDir, trash, token, precious } = await kept(t)
    let calls = 0
    const stop = beforeEachCall((name) => {
      if (['unlinkSync', 'rmdirSync', 'readdirSync', 'fsync'].includes(name) && ++calls === call)
        throw failure('EIO', name)
    })
    const failed = await removeTrash(token, trashDir).then(
      () => false,
      () => true,
    )
    stop()
    if (!failed) break
    failures++
    if (existsSync(trash)) assert.notEqual(lookInTrash(trashDir, token, new Map()).is, 'damaged')
    await removeTrash(token, trashDir)
    assert.deepEqual(contentsOf(precious), PRECIOUS)
  }
  assert.ok(failures > 10)
  t.diagnostic(`failed ${failures} times, lost 0`)
})

test('a list that cannot be read is damage, not an error', async (t) => {
  const { trashDir, trash, token } = await kept(t)
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1,"direction":"clear","items":"x"}',
    '\xff',
  ]) {
    lay(trash, { 'manifest.json': text })
    const found = lookInTrash(trashDir, token, new Map())
    assert.equal(found.is, 'damaged', text)
    assert.match(found.is === 'damaged' ? found.message : '', /manifest\.json cannot be read/)
  }
  mkdirSync(join(trashDir, 'abc-00000001', 'manifest.json'), { recursive: true })
  assert.equal(lookInTrash(trashDir, 'abc-00000001', new Map()).is, 'damaged')
})

test('what may not be read is said so, and stays', async (t) => {
  const { trashDir, token } = await kept(t)
  for (const [call, look] of [
    ['readFileSync', () => lookInTrash(trashDir, token, new Map())],
    ['lstatSync', () => lookInTrash(trashDir, token, new Map())],
    ['readdirSync', () => listTrash(trashDir)],
    ['realpathSync', () => listTrash(trashDir)],
  ] as const) {
    const stop = beforeEachCall((name) => {
      if (name === call) throw failure('EACCES', name)
    })
    const seen = JSON.stringify(look())
    stop()
    assert.match(seen, /EACCES|may not|permission/i, call)
  }
})

test('a list is read once as long as it stays the same', async (t) => {
  const { trashDir, token, trash } = await kept(t)
  const memo = new Map()
  const first = lookInTrash(trashDir, token, memo)
  let reads = 0
  const stop = beforeEachCall((name) => {
    if (name === 'readFileSync') reads++
  })
  assert.deepEqual(lookInTrash(trashDir, token, memo), first)
  stop()
  assert.equal(reads, 0)
  lay(trash, { 'manifest.json': '{}' })
  assert.equal(lookInTrash(trashDir, token, memo).is, 'damaged')
})
