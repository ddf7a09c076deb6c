import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LONGEST_KEPT, MOST_EDITS } from '../../../server/edits-store.ts'
import type { NewEdit } from '../../../server/plugins/edits/types.ts'
import { openStore } from '../../../server/store.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const NOW = Date.now()
const edit = (over: Partial<NewEdit> = {}): NewEdit => ({
  ...{ plugin: 'voice@lab', path: 'a.md', component: 'skill', change: 'edited', saved_at: NOW },
  ...{ loaded_at: null, loaded_by: null, live_at: null, live_by: null },
  ...over,
})

test('an edit goes its way, and is proven once', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  const { edits } = store
  edits.add(edit())
  const [first] = edits.onTheWay('voice@lab')
  assert.ok(first)
  edits.saved(first.id, { saved_at: NOW + 5, component: 'agent', change: 'description' })
  assert.deepEqual(edits.notLive(0), [])
  edits.loaded(first.id, { ...edit({ saved_at: NOW + 5 }), loaded_at: NOW + 9, loaded_by: 'sync' })
  assert.deepEqual(edits.onTheWay('voice@lab'), [])
  assert.equal(edits.notLive(0).length, 1)
  edits.live(first.id, NOW + 50, 'command')
  edits.live(first.id, NOW + 99, 'start')
  assert.deepEqual(edits.latestOf('voice@lab', 'a.md'), {
    ...{ id: first.id, plugin: 'voice@lab', path: 'a.md', component: 'agent', change: 'description' },
    ...{ saved_at: NOW + 5, loaded_at: NOW + 9, loaded_by: 'sync', live_at: NOW + 50, live_by: 'command' },
  })
  assert.deepEqual(edits.of('drill@lab', 0, 9), [])
  store.close()
})

test('the newest edits are kept, and none for ever', () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  const { edits } = store
  edits.add(edit({ saved_at: NOW - LONGEST_KEPT - 1, path: 'old.md' }))
  edits.forget(NOW)
  assert.deepEqual(edits.all(0, 9), [])
  store.together(() => {
    for (let index = 0; index < MOST_EDITS + 10; index++) edits.add(edit({ saved_at: NOW + index }))
  })
  edits.forget(NOW)
  const kept = edits.all(0, MOST_EDITS * 2)
  assert.equal(kept.length, MOST_EDITS)
  assert.equal(kept.at(-1)?.saved_at, NOW + 10)
  store.close()
})
