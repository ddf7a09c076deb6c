import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directoryMarketplaceLoads } from '../../server/reload/loaded-from.ts'

const CASES: [version: string | null, how: 'in-place' | 'cache', certain: boolean][] = [
  ['1.0.0', 'cache', true],
  ['2.0.74', 'cache', true],
  ['2.1.81', 'cache', true],
  ['2.1.82', 'cache', true],
  ['2.1.83', 'in-place', true],
  ['2.1.92', 'in-place', true],
  ['2.1.94', 'cache', true],
  ['2.1.100', 'cache', true],
  ['2.1.101', 'in-place', true],
  ['2.1.329', 'in-place', true],
  ['2.1.329 (Claude Code)', 'in-place', true],
  ['2.1.330', 'in-place', false],
  ['3.0.0', 'in-place', false],
  ['', 'in-place', false],
  ['latest', 'in-place', false],
  [null, 'in-place', false],
]

for (const [version, how, certain] of CASES) {
  test(`${version} loads a directory marketplace's plugin ${how}${certain ? '' : ', not certainly'}`, () => {
    const found = directoryMarketplaceLoads(version)
    assert.deepEqual([found.how, found.certain], [how, certain])
    assert.match(found.why, /^[A-Z].*\.$/)
  })
}
