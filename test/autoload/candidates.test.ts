import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { candidatesFor, type Offered } from '../../server/autoload/candidates.ts'
import { GROUPS } from '../../server/autoload/groups.ts'
import type { Group } from '../../server/autoload/types.ts'

const named = (name: string) => GROUPS.find((group) => group.name === name) as Group
const offered = (id: string, more: Partial<Offered> = {}): Offered => ({
  ...{ id, name: id.split('@')[0] ?? '', category: null, keywords: [], tags: [] },
  ...more,
})
const ids = (group: string, ...plugins: Offered[]) => candidatesFor(named(group), plugins).map(({ id }) => id)

suite('plugins that might be meant for a group', () => {
  test('are told by their names', () => {
    assert.deepEqual(ids('frontend', offered('frontend-design@x'), offered('voice@x')), ['frontend-design@x'])
  })

  test('are told by the technologies in their names', () => {
    assert.deepEqual(ids('payments', offered('stripe@x'), offered('linear@x')), ['stripe@x'])
  })

  test('are told by keywords', () => {
    assert.deepEqual(ids('testing', offered('runner@x', { keywords: ['Playwright'] })), ['runner@x'])
  })

  test('are not told by a tag or by a category alone, but by both', () => {
    assert.deepEqual(ids('testing', offered('runner@x', { category: 'testing' })), [])
    assert.deepEqual(ids('testing', offered('runner@x', { tags: ['vitest'] })), [])
    assert.deepEqual(ids('testing', offered('runner@x', { tags: ['vitest'], category: 'testing' })), ['runner@x'])
  })

  test('are told by whole words: html is no ML, and a vibrant color no release', () => {
    assert.deepEqual(ids('ml', offered('html-tools@x')), [])
    assert.deepEqual(ids('testing', offered('contest@x')), [])
  })

  test('come best first, five at most, each with its reasons', () => {
    const many = Array.from({ length: 20 }, (_, index) => offered(`kubernetes-${index}@x`))
    const best = offered('k8s@y', { keywords: ['kubernetes'], category: 'k8s' })
    const found = candidatesFor(named('k8s'), [...many, best])
    assert.equal(found.length, 5)
    assert.deepEqual(found[0], {
      id: 'k8s@y',
      score: 8,
      why: 'its name has “k8s”, its keyword is “kubernetes”, its category is “k8s”',
    })
  })

  test('a hostile catalogue takes no time', () => {
    const hostile = offered('x@x', { name: '-'.repeat(1_000_000), keywords: Array(50).fill('a '.repeat(100_000)) })
    assert.deepEqual(ids('ml', hostile), [])
  })

  test('every group finds a plugin of its own name', () => {
    for (const { name } of GROUPS) assert.deepEqual(ids(name, offered(`sw-${name}@x`)), [`sw-${name}@x`])
  })
})
