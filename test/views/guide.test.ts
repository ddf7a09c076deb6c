import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GuideModel } from '../../server/plugins/types.ts'
import { guideOf } from '../../server/reload/guide.ts'
import { measuredVersions } from '../../server/reload/versions.ts'
import { guidePage } from '../../views/guide.ts'
import * as samples from './samples.ts'

function draw(version: string, query: Partial<GuideModel['query']> = {}) {
  const asked = { version, driver: 'interactive' as const, q: '', ...query }
  const guide = guideOf(version, asked.driver)
  return String(guidePage({ ...NO_OFFER, guide, installed: '2.1.329', versions: measuredVersions, query: asked }))
}

const NO_OFFER = { shell: samples.shell(), offer: null }

const rowsOf = (page: string) =>
  [...page.matchAll(/<tr id="guide-([^"]*)">([\s\S]*?)<\/tr>/g)].map(([, id = '', row = '']) => ({ id, row }))

test('every row of the guide is there, and every row fills all its columns', () => {
  const rows = rowsOf(draw('2.1.329'))
  assert.equal(rows.length, guideOf('2.1.329', 'interactive').rows.length)
  for (const { id, row } of rows) {
    const columns = [...row.matchAll(/<td colspan="(\d)"/g)].reduce((sum, [, span]) => sum + Number(span), 0)
    assert.equal(columns, 5, id)
  }
})

test('every answer unfolds the rule it comes from and what that rests on', () => {
  for (const { row, id } of rowsOf(draw('2.1.329'))) {
    const answers = row.match(/<td [^>]*><details[\s\S]*?<\/details>/g) ?? []
    assert.ok(answers.length > 0, id)
    for (const answer of answers) {
      assert.match(answer, /<small>(measured|documented|inferred)<\/small>/)
      assert.match(answer, /<dt>Rule<\/dt><dd><code>[a-z-]+<\/code> for <code>[^<]+<\/code>/)
      assert.match(answer, /<dt>Rests on<\/dt><dd>[^<]/)
    }
  }
})

test('a search shows the edits and the remedies it names', () => {
  const ids = rowsOf(draw('2.1.329', { q: 'agent /clear' })).map(({ id }) => id)
  assert.deepEqual(ids, ['agent-description'])
  assert.match(draw('2.1.329', { q: 'nonsense' }), /No edit matches “nonsense”/)
})

test('a version that was not measured says which one is shown instead', () => {
  assert.match(draw('2.1.180'), /2\.1\.180 was not measured<\/b>; what holds for 2\.1\.150 is shown/)
  assert.match(draw('2.1.180'), /<option value="2\.1\.180" selected>/)
  assert.match(draw('2.1.329'), /<option value="" selected>2\.1\.329, installed<\/option>/)
})

test('a row tells in which versions its answer changed', () => {
  const skill = rowsOf(draw('2.1.329')).find(({ id }) => id === 'skill-edited')
  assert.match(skill?.row ?? '', /changed in 2\.1\.0, 2\.1\.100, 2\.1\.197/)
  assert.match(skill?.row ?? '', /<code>2\.1\.197<\/code> to <code>2\.1\.329<\/code>/)
})
