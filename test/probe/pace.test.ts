import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPace } from '../../server/probe/pace.ts'
import { type Job, workThrough } from '../../server/probe/parallel.ts'

test('how long it will take is told from the start, and better the more is done', () => {
  let now = 0
  const pace = startPace(8, 20_000, 2, () => now)
  assert.equal(pace.left(), 80_000)
  now = 10_000
  assert.equal(pace.left(), 70_000)
  now = 40_000
  pace.did(2)
  assert.ok(pace.left() > 60_000 && pace.left() < 100_000, `${pace.left()}`)
  now = 200_000
  assert.ok(pace.left() > 0)
  pace.did(6)
  assert.equal(pace.left(), 0)
})

test('so many jobs run at once, and those they lead to as well', async () => {
  let [running, most] = [0, 0]
  const ended: string[] = []
  const job =
    (name: string, ...more: Job[]): Job =>
    async () => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      ended.push(name)
      return more
    }
  await workThrough([job('a', job('d', job('e'))), job('b'), job('c')], 2)
  assert.equal(most, 2)
  assert.deepEqual(ended.toSorted(), ['a', 'b', 'c', 'd', 'e'])
  await workThrough([], 2)
})

test('the first job that fails ends it once those under way have ended', async () => {
  const ended: string[] = []
  const slow: Job = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    ended.push('slow')
    return []
  }
  const failing: Job = async () => {
    throw new Error('it failed')
  }
  await assert.rejects(workThrough([slow, failing, slow], 2), /it failed/)
  assert.deepEqual(ended, ['slow'])
})
