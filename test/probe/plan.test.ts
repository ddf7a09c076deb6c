import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsAsked, kindsNamed, QUICK_KINDS, scenesOf } from '../../server/probe/plan.ts'
import { partsOf, probeKinds } from '../../server/probe/sample/all.ts'
import { cellKey, type ProbeRow } from '../../server/probe/types.ts'
import { kinds } from '../../server/reload/kinds.ts'
import { measuredRows } from '../../server/reload/measured.ts'

const all = { driver: 'stream', only: null, quick: false, done: new Map() } as const

const row = (mode: 'D' | 'J', kind: string, over: Partial<ProbeRow> = {}): ProbeRow => ({
  version: '2.1.329',
  driver: 'stream',
  mode,
  kind,
  least_action: '1 next turn',
  ms: 1,
  ...over,
})
const done = (...rows: ProbeRow[]) => new Map(rows.map((row) => [cellKey(row), row]))
const keysOf = (asked: Parameters<typeof scenesOf>[0]) =>
  scenesOf(asked).flatMap(({ mode, parts }) => parts.map(({ kind }) => `${mode} ${kind}`))

test('every kind of the tables can be measured, in every mode that the tables have it in', () => {
  assert.deepEqual([...probeKinds].sort(), Object.keys(kinds).sort())
  const cells = new Set(cellsAsked(all).map(({ mode, kind }) => `${mode} ${kind}`))
  for (const { mode, kind } of measuredRows) assert.ok(cells.has(`${mode} ${kind}`), `${mode} ${kind}`)
})

test('every cell is in one session, and a session is about one mode', () => {
  const keys = keysOf(all)
  assert.equal(new Set(keys).size, keys.length)
  assert.equal(keys.length, cellsAsked(all).length)
  assert.ok(scenesOf(all).length < keys.length / 4)
})

test('kinds that name the same file of hooks or servers differently never share a session', () => {
  const once = new Set(['hooks.json(new file)', 'hooks.json(deleted)', 'hooks.json(new event)'])
  for (const { parts } of scenesOf(all)) assert.ok(parts.filter(({ kind }) => once.has(kind)).length <= 1)
})

test('a quick probe is ten kinds, each where it is edited most', () => {
  assert.equal(QUICK_KINDS.length, 10)
  const cells = cellsAsked({ ...all, quick: true })
  assert.equal(cells.length, 10)
  for (const kind of QUICK_KINDS)
    assert.ok(
      partsOf('D')
        .concat(partsOf('J'))
        .some((part) => part.kind === kind),
    )
})

test('what is done is not measured again, unless what an action does alone is missing', () => {
  const only = ['hook-script', 'skill-desc']
  const asked = { ...all, only }
  const known = done(row('D', 'hook-script'), row('D', 'skill-desc', { least_action: '2 /reload-skills' }))
  assert.deepEqual(keysOf({ ...asked, quick: true, done: known }), [])
  assert.ok(!keysOf({ ...asked, done: known }).includes('D hook-script'))
  assert.ok(keysOf({ ...asked, done: known }).includes('D skill-desc'))
  const whole = done(row('D', 'skill-desc', { least_action: '2 /reload-skills', alone: { '/clear': 'yes' } }))
  assert.ok(!keysOf({ ...asked, done: whole }).includes('D skill-desc'))
  assert.ok(keysOf({ ...asked, done: whole }).includes('P skill-desc'))
})

test('kinds are named whole, or by how they begin', () => {
  assert.deepEqual(kindsNamed(['skill-desc']), ['skill-desc'])
  assert.deepEqual(kindsNamed([' claude.md ', 'hook-script']), ['hook-script', 'CLAUDE.md'])
  assert.deepEqual(kindsNamed(['hook-helper']), ['hook-helper(imported .mjs)', 'hook-helper(sourced .sh)'])
  for (const wrong of ['no-such-kind', '', '--settings'])
    assert.throws(() => kindsNamed([wrong]), { status: 422, message: /There is no kind/ })
})
