import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { comparePair, type Pair } from '../../server/trees/pair.ts'
import { openPool } from '../../server/trees/pool.ts'
import { lay, temporary } from './support/folder.ts'

function pairsIn(folder: string, count: number): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const [source, loaded] = [join(folder, `s${index}`), join(folder, `l${index}`)]
    lay(source, { 'a.md': `${index}`, 'b/c.md': 'x'.repeat(index) })
    lay(loaded, { 'a.md': index % 3 === 0 ? 'other' : `${index}`, 'b/c.md': 'x'.repeat(index) })
    return { key: `p${index}@m`, source, loaded }
  })
}

function pool(t: TestContext, size?: number) {
  const opened = openPool(size)
  t.after(() => opened.close())
  return opened
}

test('every pair is answered as it would be here, streamed once each and returned in order', async (t) => {
  const pairs = pairsIn(temporary(t), 25)
  const streamed: string[] = []
  const { compare } = pool(t)
  const results = await compare(pairs, ({ key }) => streamed.push(key))
  assert.deepEqual(
    results,
    pairs.map((pair) => comparePair(pair)),
  )
  assert.deepEqual(streamed.toSorted(), pairs.map(({ key }) => key).toSorted())
  assert.deepEqual(await compare(pairs), results, 'a second time, with what was remembered')
  assert.deepEqual(await compare([]), [])
})

test('a change between two comparisons is seen by the one that has the memory', async (t) => {
  const pairs = pairsIn(temporary(t), 6)
  const { compare } = pool(t)
  await compare(pairs)
  const [first] = pairs
  writeFileSync(join(first?.source ?? '', 'b', 'c.md'), 'changed')
  const [result] = await compare(pairs.slice(0, 1))
  assert.ok(result && result.error === null)
  assert.deepEqual(
    result.deltas.map(({ path }) => path),
    ['a.md', 'b/c.md'],
  )
})

test('a base and an install time go along', async (t) => {
  const [pair] = pairsIn(temporary(t), 1)
  assert.ok(pair)
  const [result] = await pool(t).compare([{ ...pair, base: new Map([['a.md', 'x']]), installedAt: 0 }])
  assert.ok(result && result.error === null)
  assert.deepEqual(
    result.deltas.map(({ edited }) => edited),
    ['both'],
  )
})

test('pairs that cannot be read do not disturb the others', async (t) => {
  const folder = temporary(t)
  const pairs = pairsIn(folder, 4)
  const odd = [
    { key: 'none', source: join(folder, 'none'), loaded: join(folder, 'l0') },
    { key: 'nul', source: 'a\0b', loaded: folder },
  ]
  const results = await pool(t, 1).compare([...odd, ...pairs])
  assert.deepEqual(
    results.slice(2),
    pairs.map((pair) => comparePair(pair)),
  )
  const [none] = results
  assert.ok(none && none.error === null && !none.source.exists)
})

test('a worker that dies fails the pair it had in hand and no other, and is replaced', async (t) => {
  const pairs = pairsIn(temporary(t), 12)
  const opened = openPool(2, { maxOldGenerationSizeMb: 24 })
  t.after(() => opened.close())
  const { compare } = opened
  const huge = { key: 'huge', source: pairs[0]?.source ?? '', loaded: pairs[0]?.loaded ?? '', base: tooMuch() }
  const results = await compare([...pairs.slice(0, 5), huge, ...pairs.slice(5)])
  const failed = results.filter(({ error }) => error !== null)
  assert.deepEqual(
    failed.map(({ key }) => key),
    ['huge'],
  )
  assert.match(failed[0]?.error ?? '', /^The worker that had this in hand stopped: /)
  assert.deepEqual(
    await compare(pairs),
    pairs.map((pair) => comparePair(pair)),
  )
})

test('a size counts everything, links as themselves, and nothing for a missing folder', async (t) => {
  const folder = temporary(t)
  const root = lay(join(folder, 'p'), { a: 'xxx', 'node_modules/b': 'xx', '.git/c': 'x', '.env': 'x' })
  symlinkSync('/usr', join(root, 'link'))
  symlinkSync('/usr', join(folder, 'outer'))
  const { measure } = pool(t, 1)
  assert.equal(await measure(root), 7 + '/usr'.length)
  assert.equal(
    await measure(join(folder, 'outer')),
    '/usr'.length,
    'a version folder that is a link holds nothing of its own',
  )
  assert.equal(await measure(join(folder, 'none')), 0)
})

test('closing answers whatever was waiting, and whatever comes later', async (t) => {
  const pairs = pairsIn(temporary(t), 30)
  const opened = openPool(1)
  const asked = opened.compare(pairs)
  await opened.close()
  const results = await asked
  assert.equal(results.length, 30)
  assert.ok(results.some(({ error }) => error !== null && /closed/.test(error)))
  assert.match((await opened.compare(pairs.slice(0, 1)))[0]?.error ?? '', /closed/)
  await assert.rejects(opened.measure('/'), /closed/)
})

/** A message that fits into this thread and not into a worker's memory. */
function tooMuch(): Map<string, string> {
  return new Map(Array.from({ length: 300_000 }, (_, index) => [`${index}/${'x'.repeat(60)}`, `${index}`]))
}
