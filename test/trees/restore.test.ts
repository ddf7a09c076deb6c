import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readManifest } from '../../server/trees/manifest.ts'
import { applyRestore, planRestore } from '../../server/trees/restore.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'
import { type Place, placeIn } from './support/sync.ts'

const BEFORE = { a: 'old', gone: 'old', 'deep/gone': 'old', run: 'x', l: '-> a' } as const

async function synced(t: TestContext) {
  const place = placeIn(temporary(t))
  lay(place.source, { a: 'new', added: 'new', run: { text: 'x', mode: 0o755 }, l: '-> run' })
  lay(place.loaded, BEFORE)
  const { token } = await place.sync()
  const restore = (...only: string[]) => planRestore(token, place.settings, only.length > 0 ? new Set(only) : undefined)
  const apply = async (...only: string[]) => {
    const { plan } = restore(...only)
    assert.ok(plan)
    return applyRestore(plan, place.journal, place.settings)
  }
  return { place, token, restore, apply }
}

test('what was replaced or removed is put back; what was added stays', async (t) => {
  const { place, apply } = await synced(t)
  await apply()
  assert.deepEqual(contentsOf(place.loaded), { ...BEFORE, added: 'new' })
})

test('and it is taken back like anything else', async (t) => {
  const { place, apply } = await synced(t)
  const after = contentsOf(place.loaded)
  const { token } = await apply()
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), after)
})

/** What was done since to the loaded folder, which of its files is restored, and what then has to be agreed to first. */
const SINCE: [
  what: string,
  change: (loaded: string) => void,
  path: string,
  newer: string | null,
  now: string | undefined,
][] = [
  ['nothing', () => {}, 'a', null, 'old'],
  ['a replaced file was edited', (at) => writeFileSync(join(at, 'a'), 'newer'), 'a', 'edited', 'old'],
  ['a replaced file was removed', (at) => rmSync(join(at, 'a')), 'a', null, 'old'],
  ['a replaced file became a link', (at) => link(at, 'run', 'a'), 'a', 'edited', 'old'],
  ['a removed file was made again', (at) => writeFileSync(join(at, 'gone'), 'newer'), 'gone', 'made', 'old'],
  ['a removed file was put back by hand', (at) => writeFileSync(join(at, 'gone'), 'old'), 'gone', null, undefined],
  ['an empty folder stands in a file’s place', (at) => mkdirSync(join(at, 'gone')), 'gone', null, 'old'],
  ['a link was pointed elsewhere', (at) => link(at, 'added', 'l'), 'l', 'edited', '-> a'],
  ['a link became a file', (at) => file(at, 'l', 'newer'), 'l', 'edited', '-> a'],
  ['the permissions were changed back', (at) => chmodSync(join(at, 'run'), 0o644), 'run', null, undefined],
  [
    'a file whose permissions had changed was edited',
    (at) => writeFileSync(join(at, 'run'), 'newer'),
    'run',
    'edited',
    'newer',
  ],
]
for (const [what, change, path, newer, now] of SINCE)
  test(`when ${what} since, ${newer === null ? 'nobody has to agree' : `${path} counts as ${newer}`}`, async (t) => {
    const { place, restore, apply } = await synced(t)
    change(place.loaded)
    const planned = restore(path)
    assert.deepEqual(
      planned.newer.map(({ path, was }) => [path, was]),
      newer === null ? [] : [[path, newer]],
    )
    assert.deepEqual(planned.lost, [])
    if (now === undefined) {
      assert.deepEqual([planned.plan, planned.already], [null, 1])
      return
    }
    const before = contentsOf(place.loaded)
    const { token } = await apply(path)
    assert.equal(contentsOf(place.loaded)[path], now)
    await place.undo(token)
    assert.deepEqual(contentsOf(place.loaded), before)
  })

const LOST: [what: string, change: (place: Place, token: string) => void, path: string, message: RegExp][] = [
  [
    'the trash lost the file',
    ({ settings }, token) => rmSync(join(settings.trashDir, token, storedAs('gone', join(settings.trashDir, token)))),
    'gone',
    /The trash no longer holds gone/,
  ],
  [
    'a file is gone of which only the permissions are kept',
    ({ loaded }) => rmSync(join(loaded, 'run')),
    'run',
    /knows only its permissions/,
  ],
  ['a link stands where only permissions are kept', ({ loaded }) => link(loaded, 'a', 'run'), 'run', /is a link now/],
]
for (const [what, change, path, message] of LOST)
  test(`when ${what}, the others are restored all the same`, async (t) => {
    const { place, token, restore, apply } = await synced(t)
    change(place, token)
    assert.deepEqual([restore(path).plan, restore(path).lost.length], [null, 1])
    assert.match(restore(path).lost[0]?.message ?? '', message)
    await apply()
    assert.equal(contentsOf(place.loaded).a, 'old')
  })

const REFUSED: [what: string, change: (place: Place) => void, message: RegExp][] = [
  [
    'a folder above became a link',
    ({ loaded, folder }) => {
      lay(join(folder, 'elsewhere'), { gone: 'mine' })
      link(loaded, '../elsewhere', 'deep')
    },
    /link now; nothing is changed through it/,
  ],
  ['a folder above became a file', ({ loaded }) => file(loaded, 'deep', 'mine'), /no folder now/],
  [
    'a folder with something in it stands there',
    ({ loaded }) => void lay(loaded, { 'deep/gone/x': 'mine' }),
    /is in it/,
  ],
]
for (const [what, change, message] of REFUSED)
  test(`when ${what}, nothing is restored and nothing is touched`, async (t) => {
    const { place, apply } = await synced(t)
    change(place)
    const before = contentsOf(place.folder)
    await assert.rejects(apply('deep/gone'), { name: 'RefusedError', message })
    const { 'journal.json': _, ...after } = contentsOf(place.folder)
    const { 'journal.json': __, ...was } = before
    assert.deepEqual(after, was)
  })

test('a folder that is gone is made again, unless the one around it is gone too, or is a link', async (t) => {
  const { place, token, restore, apply } = await synced(t)
  rmSync(place.loaded, { recursive: true })
  await apply()
  assert.deepEqual(contentsOf(place.loaded), { a: 'old', 'deep/gone': 'old', gone: 'old', l: '-> a' })
  rmSync(place.loaded, { recursive: true })
  symlinkSync(place.source, place.loaded)
  assert.throws(() => restore(), /is a link now; nothing is put into it/)
  rmSync(place.loaded)
  renameSync(place.folder, `${place.folder}-moved`)
  t.after(() => rmSync(`${place.folder}-moved`, { recursive: true, force: true }))
  const moved = { trashDir: place.settings.trashDir.replace(place.folder, `${place.folder}-moved`) }
  assert.throws(() => planRestore(token, moved), /is gone, and so is the folder/)
})

test('a restore that fails takes away the folder that it had made', async (t) => {
  const { place, restore } = await synced(t)
  rmSync(place.loaded, { recursive: true })
  const { plan } = restore()
  assert.ok(plan)
  rmSync(plan.from, { recursive: true })
  await assert.rejects(applyRestore(plan, place.journal, place.settings))
  assert.equal(existsSync(place.loaded), false)
})

test('what changes between the plan and its doing is left alone', async (t) => {
  const { place, restore } = await synced(t)
  const { plan } = restore()
  assert.ok(plan)
  writeFileSync(join(place.loaded, 'a'), 'just now')
  await assert.rejects(applyRestore(plan, place.journal, place.settings), /changed since this plan was made/)
  assert.equal(contentsOf(place.loaded).a, 'just now')
})

function link(root: string, target: string, path: string) {
  rmSync(join(root, path), { recursive: true, force: true })
  symlinkSync(target, join(root, path))
}

function file(root: string, path: string, text: string) {
  rmSync(join(root, path), { recursive: true, force: true })
  writeFileSync(join(root, path), text)
}

function storedAs(path: string, trash: string): string {
  const before = readManifest(trash).items.find((item) => item.path === path)?.before
  return before?.kind === 'file' ? (before.stored ?? '') : ''
}
