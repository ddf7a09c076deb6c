import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expired, newestFirst, type Retained } from '../../server/trees/retention.ts'

const A_DAY = 24 * 60 * 60 * 1000
const NOW = 1_800_000_000_000

/** Written 'name age bytes state', ages in days. */
function of(...lines: string[]): Retained[] {
  return lines.map((line) => {
    const [token = '', days = '0', bytes = '0', state = 'ended'] = line.split(' ')
    return { token, at: NOW - Number(days) * A_DAY, bytes: Number(bytes), state: state as Retained['state'] }
  })
}

const DECISIONS: [what: string, all: Retained[], goes: string[]][] = [
  ['nothing is there', [], []],
  ['all are young and small', of('a 1 10', 'b 2 10'), []],
  ['one is too old', of('a 1 10', 'b 31 10'), ['b age']],
  ['one is exactly as old as allowed', of('a 1 10', 'b 30 10'), []],
  ['the newest is too old', of('a 40 10'), []],
  ['all are too old', of('c 60 10', 'a 40 10', 'b 50 10'), ['c age', 'b age']],
  ['they take exactly as much as allowed', of('a 1 60', 'b 2 40'), []],
  ['they take too much', of('a 1 40', 'b 2 40', 'c 3 40'), ['c size']],
  ['they take far too much', of('a 1 90', 'b 2 90', 'c 3 90'), ['c size', 'b size']],
  ['the newest alone takes too much', of('a 1 900'), []],
  ['the newest takes too much, and others are there', of('a 1 900', 'b 2 1', 'c 3 1'), ['c size', 'b size']],
  ['an old one makes room enough', of('a 1 60', 'b 2 40', 'c 31 90'), ['c age']],
  ['one keeps no bytes', of('a 1 200', 'b 2 0', 'c 3 0'), []],
  ['one keeps no bytes and is too old', of('a 1 200', 'b 31 0'), ['b age']],
  ['the oldest is running', of('a 1 60', 'b 2 60', 'c 50 60 running'), ['b size']],
  ['the oldest never came to its end', of('a 1 10', 'b 50 10 unfinished'), []],
  ['the newest is running', of('r 0 10 running', 'a 40 10', 'b 50 10'), ['b age']],
  ['running ones alone take too much', of('r 0 900 running', 's 1 900 running'), []],
  ['the clock was wrong', of('a -20 10', 'b 1 10', 'c 31 10'), ['c age']],
  ['two are of the same moment', of('a 40 10', 'b 40 10', 'c 1 1'), ['a age', 'b age']],
]
for (const [what, all, goes] of DECISIONS)
  test(`when ${what}, ${goes.length === 0 ? 'nothing goes' : `${goes.join(' and ')} go${goes.length === 1 ? 'es' : ''}`}`, () => {
    const decided = (list: readonly Retained[]) =>
      expired(list, { days: 30, bytes: 100 }, NOW).map(({ token, why }) => `${token} ${why}`)
    assert.deepEqual(decided(all), goes)
    assert.deepEqual(decided(all.toReversed()), goes)
  })

test('whatever there is: the newest and the running stay, old ones go, and the rest fits or cannot be less', () => {
  let seed = 42
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let round = 0; round < 2000; round++) {
    const all = Array.from({ length: random(12) }, (_, n) => ({
      token: `t${n}`,
      at: NOW - random(60) * A_DAY,
      bytes: random(80),
      state: (['ended', 'ended', 'ended', 'running', 'unfinished'] as const)[random(5)] ?? 'ended',
    }))
    const gone = new Set(expired(all, { days: 30, bytes: 100 }, NOW).map(({ token }) => token))
    const ended = all.filter(({ state }) => state === 'ended')
    const newest = Math.max(...ended.map(({ at }) => at))
    const left = all.filter(({ token }) => !gone.has(token))
    assert.ok(ended.length === 0 || left.some(({ at, state }) => state === 'ended' && at === newest))
    assert.ok(all.every(({ state, token }) => state === 'ended' || !gone.has(token)))
    const [, ...others] = left.filter(({ state }) => state === 'ended').sort(newestFirst)
    assert.ok(others.every(({ at }) => NOW - at <= 30 * A_DAY))
    const bytes = left.reduce((sum, one) => sum + one.bytes, 0)
    assert.ok(bytes <= 100 || others.every((one) => one.bytes === 0), `${bytes} bytes are left`)
  }
})
