import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashTree } from '../../server/trees/hash.ts'
import { scanTree } from '../../server/trees/scan.ts'
import { type Content, lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

type Side = Content | null

/** Contents at the last sync, in the source now, in the loaded folder now; null: none. */
const cases: [string, Side, Side, Side, string | null][] = [
  ['changed in the source', '1', '2', '1', 'source'],
  ['changed in the cache', '1', '1', '2', 'cache'],
  ['changed in both', '1', '2', '3', 'both'],
  ['removed from the source', '1', null, '1', 'source'],
  ['removed from the cache', '1', '1', null, 'cache'],
  ['removed from the source, changed in the cache', '1', null, '2', 'both'],
  ['made executable in the source', '1', { text: '1', mode: 0o755 }, '1', 'source'],
  ['made executable in the cache', '1', '1', { text: '1', mode: 0o755 }, 'cache'],
  ['a link that leads elsewhere in the source', '-> a', '-> b', '-> a', 'source'],
  ['a file that became a link in the cache', '1', '1', '-> a', 'cache'],
]
for (const [name, base, source, loaded, expected] of cases)
  test(`with a base: ${name}`, (t) => {
    const place = placeIn(temporary(t))
    const known = hashTree(scanTree(lay(join(place.folder, 'base'), pick(base))))
    lay(place.source, pick(source))
    lay(place.loaded, pick(loaded))
    assert.deepEqual(
      place.compare({ base: known }).deltas.map(({ path, edited }) => [path, edited]),
      [['file', expected]],
    )
  })

const pick = (side: Side): Record<string, Content> => (side === null ? { z: 'z' } : { z: 'z', file: side })

test('a file that the last sync removed is new on the side that has it', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { z: 'z', mine: 'x' })
  lay(place.loaded, { z: 'z', theirs: 'x' })
  const base = new Map([
    ['mine', ''],
    ['theirs', ''],
  ])
  assert.deepEqual(
    place.compare({ base }).deltas.map(({ path, edited }) => [path, edited]),
    [
      ['mine', 'source'],
      ['theirs', 'cache'],
    ],
  )
})

const INSTALLED = Date.parse('2026-01-01T00:00:00Z')
const times: [string, Side, Side, number, string | null][] = [
  ['the loaded file is older than the install', '2', '1', -5, 'source'],
  ['the loaded file has the time of the install', '2', '1', 0, 'source'],
  ['the loaded file is a little younger', '2', '1', 1, 'cache'],
  ['it is missing from the source and older', null, '1', -5, 'source'],
  ['it is missing from the source and younger', null, '1', 5000, 'cache'],
  ['it is missing from the loaded folder', '1', null, 0, 'source'],
]
for (const [name, source, loaded, late, expected] of times)
  test(`without a base: ${name}`, (t) => {
    const place = placeIn(temporary(t))
    lay(place.source, pick(source))
    lay(place.loaded, pick(loaded))
    if (loaded !== null) utimesSync(join(place.loaded, 'file'), new Date(), new Date(INSTALLED + late))
    const edited = (installedAt: number | null, base = new Map<string, string>()) =>
      place.compare({ installedAt, base }).deltas.map((delta) => delta.edited)
    assert.deepEqual(edited(INSTALLED), [expected])
    assert.deepEqual(edited(null), [null])
    assert.deepEqual(edited(INSTALLED, new Map([['z', 'whatever']])), [expected], 'a base that does not know the file')
  })
