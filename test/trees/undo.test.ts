import assert from 'node:assert/strict'
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { planUndo } from '../../server/trees/undo.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'
import { type Place, placeIn } from './support/sync.ts'

async function synced(t: TestContext) {
  const place = placeIn(temporary(t))
  lay(place.source, { a: 'new', added: 'new', run: { text: 'x', mode: 0o755 }, l: '-> a' })
  lay(place.loaded, { a: 'old', gone: 'old', run: 'x' })
  const { token } = await place.sync()
  return { place, token }
}

const changes: [string, (place: Place) => void, string][] = [
  ['a replaced file was edited', ({ loaded }) => writeFileSync(join(loaded, 'a'), 'newer'), 'a'],
  ['a replaced file was removed', ({ loaded }) => rmSync(join(loaded, 'a')), 'a'],
  ['an added file was edited', ({ loaded }) => writeFileSync(join(loaded, 'added'), 'newer'), 'added'],
  ['a removed file is there again', ({ loaded }) => writeFileSync(join(loaded, 'gone'), 'newer'), 'gone'],
  ['a file whose mode had changed was edited', ({ loaded }) => writeFileSync(join(loaded, 'run'), 'newer'), 'run'],
  [
    'a link was pointed elsewhere',
    ({ loaded }) => {
      rmSync(join(loaded, 'l'))
      symlinkSync('run', join(loaded, 'l'))
    },
    'l',
  ],
  [
    'a file was swapped for a link',
    ({ loaded }) => {
      rmSync(join(loaded, 'a'))
      symlinkSync('run', join(loaded, 'a'))
    },
    'a',
  ],
]
for (const [name, change, file] of changes)
  test(`refused, naming the file, and nothing is touched, when ${name}`, async (t) => {
    const { place, token } = await synced(t)
    change(place)
    const before = contentsOf(place.folder)
    assert.throws(() => planUndo(token, place.settings), {
      name: 'RefusedError',
      message: `Changed since, and therefore not taken back: ${file}.`,
    })
    assert.deepEqual(contentsOf(place.folder), before)
  })

test('a file that was written again with the same contents can be taken back', async (t) => {
  const { place, token } = await synced(t)
  writeFileSync(join(place.loaded, 'a'), 'new')
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), { a: 'old', gone: 'old', run: 'x' })
})

test('files can be taken back one at a time', async (t) => {
  const { place, token } = await synced(t)
  await place.undo(token, new Set(['gone', 'run']))
  assert.deepEqual(contentsOf(place.loaded), { a: 'new', added: 'new', gone: 'old', l: '-> a', run: 'x' })
  await place.undo(token, new Set(['a']))
  assert.deepEqual(contentsOf(place.loaded), { a: 'old', added: 'new', gone: 'old', l: '-> a', run: 'x' })
})

test('an action is taken back once', async (t) => {
  const { place, token } = await synced(t)
  await place.undo(token)
  assert.throws(() => planUndo(token, place.settings), /nothing left to take back/)
})

test('what is as it was before already does not stand in the way of the rest', async (t) => {
  const { place, token } = await synced(t)
  chmodSync(join(place.loaded, 'run'), 0o644)
  writeFileSync(join(place.loaded, 'a'), 'old')
  writeFileSync(join(place.loaded, 'gone'), 'old')
  assert.deepEqual(
    planUndo(token, place.settings).operations.map(({ do: what, path }) => `${what} ${path}`),
    ['remove added', 'remove l'],
  )
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), { a: 'old', gone: 'old', run: 'x' })
})

test('a trash that is gone, damaged or not one is refused with a sentence', async (t) => {
  const { place, token } = await synced(t)
  const manifest = join(place.settings.trashDir, token, 'manifest.json')
  assert.throws(() => planUndo('../../etc', place.settings), /names no action/)
  assert.throws(() => planUndo('abc-00000000', place.settings), /manifest\.json cannot be read: ENOENT/)
  writeFileSync(manifest, '{"version":1,"items":[{}]}')
  assert.throws(() => planUndo(token, place.settings), /manifest\.json cannot be read: its contents are damaged/)
  writeFileSync(manifest, '{"vers')
  assert.throws(() => planUndo(token, place.settings), { name: 'RefusedError', message: /cannot be read/ })
})

test('a file that the trash has lost is refused by name', async (t) => {
  const { place, token } = await synced(t)
  const manifest = place.manifest(token)
  const stored = manifest.items.find(({ path }) => path === 'gone')?.before
  assert.ok(stored?.kind === 'file')
  rmSync(join(place.settings.trashDir, token, stored.stored ?? ''))
  assert.throws(() => planUndo(token, place.settings), /The trash no longer holds gone/)
})

test('undo after the plugin was removed is refused', async (t) => {
  const { place, token } = await synced(t)
  rmSync(place.loaded, { recursive: true })
  assert.throws(() => planUndo(token, place.settings), { name: 'RefusedError', message: /loaded is gone/ })
})
