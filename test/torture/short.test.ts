import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runRow } from './row.ts'
import { ROWS } from './rows.ts'

/** `npm run torture -- --short --seed N` does the same with another one. */
const SEED = 1

suite('faults, tried and counted', () => {
  for (const row of ROWS)
    test(`${row.name}: nothing is lost`, async (t) => {
      const { tried, lost, skipped } = await runRow(row, { seed: SEED, short: true })
      const total = [...tried.values()].reduce((sum, times) => sum + times, 0)
      t.diagnostic(`tried ${total}, lost ${lost.length}${skipped.map((why) => `, skipped: ${why}`).join('')}`)
      assert.deepEqual(lost, [])
      assert.ok(total > 0 || skipped.length > 0)
    })
})
