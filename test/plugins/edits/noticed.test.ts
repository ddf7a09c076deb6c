import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byComponent } from '../../../server/plugins/edits/figures.ts'
import { type Lying, noticed, type Saved } from '../../../server/plugins/edits/noticed.ts'
import type { EditRow } from '../../../server/plugins/edits/types.ts'

const SKILL = 'skills/speak/SKILL.md'
const row = (over: Partial<EditRow> = {}): EditRow => ({
  ...{ id: 1, plugin: 'voice@lab', path: SKILL, component: 'skill', change: 'edited', saved_at: 100 },
  ...{ loaded_at: null, loaded_by: null, live_at: null, live_by: null },
  ...over,
})
const saved = (savedAt: number, path = SKILL): Saved => ({ path, component: 'skill', change: 'edited', savedAt })
const look = (onTheWay: EditRow[], found: Saved[], lying: Lying | null = null) =>
  noticed(
    onTheWay,
    found,
    (path) => found.some((one) => one.path === path),
    () => lying,
  )
const NOTHING = { add: [], again: [], reached: [], drop: [] }

test('a file that differs is an edit, once', () => {
  assert.deepEqual(look([], [saved(100)]), { ...NOTHING, add: [saved(100)] })
  assert.deepEqual(look([row()], [saved(100)]), NOTHING)
})

test('saved again before it got anywhere it is the same edit, from then on', () => {
  assert.deepEqual(look([row()], [saved(170)]), { ...NOTHING, again: [{ id: 1, saved: saved(170) }] })
})

test('what was put into the loaded folder after it was saved has got there', () => {
  assert.deepEqual(look([row()], [], { savedAt: 100, putAt: 250 }), {
    ...NOTHING,
    reached: [{ edit: row(), putAt: 250 }],
  })
})

test('what is the same again though nobody touched the loaded folder was taken back', () => {
  assert.deepEqual(look([row()], [], { savedAt: 20, putAt: 30 }), { ...NOTHING, drop: [row()] })
  assert.deepEqual(look([row()], [], null), { ...NOTHING, drop: [row()] })
})

test('the middle and the worst are of those edits that got so far', () => {
  const edits = [
    row({ saved_at: 0, loaded_at: 100, live_at: 1000 }),
    row({ saved_at: 0, loaded_at: 300, live_at: 5000 }),
    row({ saved_at: 0, loaded_at: 200 }),
    row({ saved_at: 0 }),
    row({ component: 'agent', saved_at: 500, loaded_at: 400 }),
  ]
  assert.deepEqual(byComponent(edits), [
    {
      ...{ component: 'skill', edits: 4, unproven: 1, onTheWay: 1 },
      loaded: { median: 200, worst: 300 },
      live: { median: 3000, worst: 5000 },
    },
    { ...{ component: 'agent', edits: 1, unproven: 1, onTheWay: 0 }, loaded: { median: 0, worst: 0 }, live: null },
  ])
  assert.deepEqual(byComponent([]), [])
})
