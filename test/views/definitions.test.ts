import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokens } from '../../views/definition-costs.ts'
import { definitionsPage } from '../../views/definitions.ts'
import { definitionsModel, rows } from './definitions-samples.ts'

const words = (page: unknown) =>
  String(page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('each one says whether it is used, by what name, from where, and what it costs', () => {
  const page = words(definitionsPage(definitionsModel()))
  assert.match(page, /7 definitions · ~2\.4k tokens in every session, estimated/)
  assert.match(page, /Used 2 warnings \/ ?voice:say skill, also \/say voice@lab/)
  assert.match(page, /may use Bash\(date:\*\) ~12 ~34/)
})

test('who takes a name, and why one is not used, is told', () => {
  const page = words(definitionsPage(definitionsModel()))
  assert.match(page, /Used before the skill of yours ?\./)
  assert.match(page, /Name taken .* the skill of yours is used instead\. A skill is taken before a command/)
  assert.match(page, /By chance .* One of 2 with this name is used/)
  assert.match(page, /Same file .* The same file as the skill of yours/)
  assert.match(page, /Not discovered 1 error .* Only SKILL\.md is read, not skill\.md\./)
  assert.match(page, /Claude is not told of it: it has no description\. only Claude may use it/)
})

test('where another version is installed, it is said whose rules these are', () => {
  const page = words(definitionsPage(definitionsModel({ measuredWith: '2.1.329' })))
  assert.match(page, /measured with Claude Code 2\.1\.329; in the version that is installed here it may differ\./)
})

test('what is not used costs nothing', () => {
  const [, , lost] = rows()
  assert.match(words(definitionsPage(definitionsModel({ rows: lost ? [lost] : [] }))), /Says it\..* – ~34/)
})

test('what everything costs is shown place by place, and named an estimate', () => {
  const page = words(definitionsPage(definitionsModel()))
  assert.match(page, /These are estimates, as claude plugin details makes them: four characters to a token\./)
  assert.match(page, /voice@lab 2 ~2\.4k ~56 you 2 ~12 ~34/)
  assert.deepEqual([0, 7, 999, 1234, 12_345].map(tokens), ['–', '~7', '~999', '~1.2k', '~12k'])
})

test('nothing at all, and nothing like that, are said apart', () => {
  const none = { rows: [], cost: { all: { alwaysOn: 0, onInvoke: 0 }, places: [] } }
  assert.match(
    words(definitionsPage(definitionsModel(none))),
    /There is no skill, command, agent or output style yet\./,
  )
  const query = { ...definitionsModel().query, q: 'x' }
  assert.match(words(definitionsPage(definitionsModel({ ...none, query }))), /Nothing is like that\. Show everything/)
  const looking = { done: 1, total: 3 }
  const page = words(definitionsPage(definitionsModel({ ...none, looking })))
  assert.match(page, /Examining 3 places…/)
  assert.doesNotMatch(page, /yet\./)
})

test('more than a page holds are left to the filters', () => {
  const [row] = rows()
  const many = Array.from({ length: 301 }, (_, index) => ({
    ...row,
    definition: { ...row?.definition, id: `${index}` },
  }))
  const page = words(definitionsPage(definitionsModel({ rows: many as ReturnType<typeof rows> })))
  assert.match(page, /300 of 301 are shown: search, or choose a kind or a plugin\./)
})
