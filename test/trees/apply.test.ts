import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { applyPlan } from '../../server/trees/apply.ts'
import { type Content, contentsOf, lay, syncedContentsOf, temporary } from './support/folder.ts'
import { type Place, placeIn } from './support/sync.ts'

function laid(t: TestContext, source: Record<string, Content>, loaded: Record<string, Content>): Place {
  const place = placeIn(temporary(t))
  lay(place.source, source)
  lay(place.loaded, loaded)
  return place
}

const LONG = 'n'.repeat(255)
const OURS = {
  'node_modules/x/i.js': 'kept',
  '.in_use/12': '{}',
  '.orphaned_at': '5',
  '.env': 'SECRET=1',
  '.git/config': 'kept',
}

const cases: [string, Record<string, Content>, Record<string, Content>][] = [
  ['changed, added and removed files', { a: '1', 'b/c': '2', 'd/e/f': '3' }, { a: '0', gone: 'x', 'old/deep/er': 'x' }],
  ['executable bits', { run: { text: 'x', mode: 0o755 }, plain: 'x' }, { run: 'x', plain: { text: 'x', mode: 0o755 } }],
  [
    'links',
    { a: 'x', new: '-> a', moved: '-> d/b', 'd/b': 'x', file: 'was a link', turned: '-> a' },
    { a: 'x', moved: '-> a', file: '-> a', turned: 'was a file', gone: '-> a' },
  ],
  ['a file that becomes a folder', { 'a/b/c': '1' }, { a: 'file' }],
  ['a folder that becomes a file', { a: 'file' }, { 'a/b/c': '1', 'a/d': '2' }],
  ['a link to a folder that becomes a folder', { 'a/x': 'new', 'd/x': 'x' }, { a: '-> d', 'd/x': 'x' }],
  ['a folder that becomes a link', { a: '-> d', 'd/x': 'x' }, { 'a/x': 'old', 'd/x': 'x' }],
  [
    'names of every sort',
    { 'sp ace/"q"': '1', 'new\nline': '1', '😀/ünï': '1', [LONG]: '1', '-rf': '1', __proto__: '1' },
    { 'new\nline': '0', [LONG]: '0', '-rf': '0' },
  ],
  [
    'empty and binary files',
    { empty: '', bytes: Buffer.from([0, 255, 10, 13]) },
    { empty: 'x', bytes: Buffer.from([0]) },
  ],
  ['a file larger than every buffer', { big: Buffer.alloc(3_500_000, 'new') }, { big: Buffer.alloc(3_500_000, 'old') }],
  ['more files than are synced at once', many('new', 150), many('old', 140)],
]
for (const [name, source, loaded] of cases)
  test(`sync makes the loaded copy equal the source, undo makes it what it was: ${name}`, async (t) => {
    const place = laid(t, source, { ...loaded, ...OURS })
    const before = contentsOf(place.loaded)
    const wanted = contentsOf(place.source)
    const { token } = await place.sync()
    assert.deepEqual(syncedContentsOf(place.loaded), wanted)
    assert.deepEqual(place.compare().deltas, [])
    for (const [path, text] of Object.entries(OURS)) assert.equal(readFileSync(join(place.loaded, path), 'utf8'), text)
    assert.deepEqual(
      readdirSync(place.loaded).filter((entry) => entry.startsWith('.hotplug')),
      [],
    )

    const again = await place.undo(token)
    assert.deepEqual(contentsOf(place.loaded), before)
    await place.undo(again.token)
    assert.deepEqual(syncedContentsOf(place.loaded), wanted, 'undoing the undo syncs again')
    assert.deepEqual(contentsOf(place.source), wanted, 'the source is never touched')
    assert.deepEqual(
      place.journal.rows().map(({ state }) => state),
      ['done', 'done', 'done'],
    )
  })

function many(text: string, count: number): Record<string, Content> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`d${index % 7}/f${index}`, `${text} ${index}`]),
  )
}

test('modification times come along, to the loaded copy and back', async (t) => {
  const place = laid(
    t,
    { a: { text: 'new', mtime: 1_700_000_000.25 } },
    { a: { text: 'old', mtime: 1_600_000_000.75 } },
  )
  const { token } = await place.sync()
  assert.equal(statSync(join(place.loaded, 'a')).mtimeMs, 1_700_000_000_250)
  await place.undo(token)
  assert.equal(statSync(join(place.loaded, 'a')).mtimeMs, 1_600_000_000_750)
})

test('bringing cache edits back writes the source, and undo gives the source back', async (t) => {
  const place = laid(t, { a: 'mine', b: 'same', c: 'x' }, { a: 'theirs', b: 'same', new: 'made in the cache' })
  const before = contentsOf(place.source)
  const { token } = await place.sync('to-source', () => true)
  assert.deepEqual(contentsOf(place.source), contentsOf(place.loaded))
  await place.undo(token)
  assert.deepEqual(contentsOf(place.source), before)
})

test('the journal gets the plan first, and the base of every file it was about last', async (t) => {
  const place = laid(t, { a: '1', run: { text: '1', mode: 0o755 }, l: '-> a' }, { a: '0', run: '1', gone: 'x' })
  const plan = place.plan()
  const { after } = await place.apply(plan)
  const [row] = place.journal.rows()
  assert.deepEqual(row?.work.plan, JSON.parse(JSON.stringify(plan)))
  const one = '356a192b7913b04c54574d18c28d46e6395428ab'
  assert.deepEqual(
    [...after],
    [
      ['a', one],
      ['gone', ''],
      ['l', 'link:a'],
      ['run', `${one}+x`],
    ],
  )
  assert.deepEqual(row?.after, [...after])
  writeFileSync(join(place.loaded, 'a'), 'edited in the cache')
  writeFileSync(join(place.source, 'run'), 'edited in the source')
  assert.deepEqual(
    place.compare({ base: after }).deltas.map(({ path, edited }) => [path, edited]),
    [
      ['a', 'cache'],
      ['run', 'source'],
    ],
  )
})

test('a source that is read-only and a loaded copy that is read-only are no obstacle', async (t) => {
  const place = laid(t, { a: { text: 'new', mode: 0o444 } }, { a: { text: 'old', mode: 0o444 } })
  await place.sync()
  assert.equal(readFileSync(join(place.loaded, 'a'), 'utf8'), 'new')
  assert.equal(statSync(join(place.loaded, 'a')).mode & 0o777, 0o444)
})

test('a set-user-id bit is not carried over', async (t) => {
  const place = laid(t, { run: { text: 'x', mode: 0o4755 } }, { a: 'x' })
  await place.sync()
  assert.equal(statSync(join(place.loaded, 'run')).mode & 0o7777, 0o755)
})

test('a file with a second name elsewhere is replaced here alone, and the trash does not share it', async (t) => {
  const place = laid(t, { a: 'new' }, { a: 'old' })
  linkSync(join(place.loaded, 'a'), join(place.folder, 'elsewhere'))
  const { token } = await place.sync()
  writeFileSync(join(place.folder, 'elsewhere'), 'changed later')
  await place.undo(token)
  assert.equal(readFileSync(join(place.loaded, 'a'), 'utf8'), 'old')
})

const changes: [string, (place: Place) => void, RegExp][] = [
  ['the source file was edited', ({ source }) => writeFileSync(join(source, 'a'), 'later'), /source\/a changed since/],
  ['the source file was touched', ({ source }) => utimesSync(join(source, 'a'), 1, 1), /source\/a changed since/],
  ['the source file is gone', ({ source }) => rmSync(join(source, 'a')), /source\/a changed since/],
  ['the loaded file was edited', ({ loaded }) => writeFileSync(join(loaded, 'a'), 'later'), /loaded\/a changed since/],
  ['the loaded file is gone', ({ loaded }) => rmSync(join(loaded, 'a')), /loaded\/a changed since/],
  [
    'a file appeared where one is to be added',
    ({ loaded }) => writeFileSync(join(loaded, 'new'), 'x'),
    /loaded\/new changed since/,
  ],
  [
    'a folder appeared where a file is to be added',
    ({ loaded }) => lay(loaded, { 'new/x': 'x' }),
    /loaded\/new is a folder and would have to go, but new\/x is in it/,
  ],
  [
    'the file to be removed was edited',
    ({ loaded }) => writeFileSync(join(loaded, 'gone'), 'later'),
    /loaded\/gone changed since/,
  ],
  [
    'the file to be removed is in the source again',
    ({ source }) => writeFileSync(join(source, 'gone'), 'x'),
    /source\/gone changed since/,
  ],
  [
    'the loaded file was swapped for a link',
    ({ loaded, folder }) => swapForLink(join(loaded, 'a'), join(folder, 'precious')),
    /loaded\/a changed since/,
  ],
  [
    'the source file was swapped for a link',
    ({ source, folder }) => swapForLink(join(source, 'a'), join(folder, 'precious')),
    /source\/a changed since/,
  ],
  [
    'a loaded folder was swapped for a link',
    ({ loaded, folder }) => swapForLink(join(loaded, 'd'), join(folder, 'outside')),
    /loaded\/d is a link now/,
  ],
  [
    'a source folder was swapped for a link',
    ({ source, folder }) => swapForLink(join(source, 'd'), join(folder, 'outside')),
    /source\/d is a link now/,
  ],
  [
    'the loaded folder itself was swapped for a link',
    ({ loaded, folder }) => swapForLink(loaded, join(folder, 'outside')),
    /loaded is a link now/,
  ],
  [
    'the source itself was swapped for a link',
    ({ source, folder }) => swapForLink(source, join(folder, 'outside')),
    /source is a link now/,
  ],
  ['the source is gone', ({ source }) => renameSync(source, `${source}-2`), /source is not there any more/],
  [
    'a folder above was swapped for a file',
    ({ loaded }) => {
      rmSync(join(loaded, 'd'), { recursive: true })
      writeFileSync(join(loaded, 'd'), '')
    },
    /loaded\/d is no folder now/,
  ],
]
for (const [name, change, sentence] of changes)
  test(`refused, and nothing is touched, when after planning ${name}`, async (t) => {
    const place = laid(t, { a: 'new', new: 'new', 'd/e': 'new' }, { a: 'old', gone: 'x', 'd/e': 'old' })
    lay(join(place.folder, 'outside'), { a: 'outside', e: 'outside', 'd/e': 'outside' })
    lay(place.folder, { precious: 'precious' })
    const plan = place.plan()
    change(place)
    const before = contentsOf(place.folder)
    await assert.rejects(place.apply(plan), { name: 'RefusedError', status: 409, message: sentence })
    assert.deepEqual(contentsOf(place.folder), before)
    assert.deepEqual(place.journal.rows(), [])
  })

function swapForLink(path: string, target: string) {
  rmSync(path, { recursive: true })
  symlinkSync(target, path)
}

test('refused: a folder that must make way but holds what no plan removes', async (t) => {
  const place = laid(t, { a: 'file' }, { 'a/b': '1', 'a/node_modules/x': 'kept' })
  await assert.rejects(place.sync(), { name: 'RefusedError', message: /a\/node_modules\/x is in it/ })
  assert.deepEqual(contentsOf(place.loaded), { 'a/b': '1', 'a/node_modules/x': 'kept' })
})

test('refused: plans that were tampered with', async (t) => {
  const place = laid(t, { a: 'new' }, { a: 'old' })
  const plan = place.plan()
  for (const path of ['../a', '/a', 'a/../../x', 'a\0', '.env', 'node_modules/a', '.git/hooks/x']) {
    const operations = plan.operations.map((operation) => ({ ...operation, path }))
    await assert.rejects(place.apply({ ...plan, operations }), { name: 'RefusedError' }, path)
  }
  await assert.rejects(place.apply({ ...plan, operations: [] }), /nothing to do/)
  await assert.rejects(place.apply({ ...plan, operations: [...plan.operations, ...plan.operations] }), /twice/)
  await assert.rejects(place.apply({ ...plan, from: place.folder }), /lie inside one another/)
  await assert.rejects(place.apply({ ...plan, into: 'relative' }), /not there any more/)
  await assert.rejects(
    applyPlan(plan, place.journal, { trashDir: join(place.loaded, 'trash') }),
    /trash .* lies inside/,
  )
  assert.deepEqual(place.journal.rows(), [])
})

test('a cached version that is a link to a checkout is refused, and the checkout stays as it is', (t) => {
  const place = laid(t, { a: 'new' }, {})
  const checkout = lay(join(place.folder, 'checkout'), { a: 'work', b: 'work' })
  rmSync(place.loaded, { recursive: true })
  symlinkSync(checkout, place.loaded)
  assert.throws(() => place.plan(), /is a link to .*: it is read in place/)
  assert.deepEqual(contentsOf(checkout), { a: 'work', b: 'work' })
})

test('a link inside the loaded copy is replaced and removed as a link, never what it leads to', async (t) => {
  const place = laid(t, { 'd/a': 'x', l: 'a file now' }, { 'd/a': 'x', l: '-> d', gone: '-> d/a' })
  const { token } = await place.sync()
  assert.deepEqual(contentsOf(place.loaded), { 'd/a': 'x', l: 'a file now' })
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), { 'd/a': 'x', l: '-> d', gone: '-> d/a' })
})

test('an empty folder that is left over goes, one that was empty before stays', async (t) => {
  const place = laid(t, { a: 'x' }, { a: 'x', 'gone/deep/file': 'x' })
  mkdirSync(join(place.loaded, 'was-empty'))
  await place.sync()
  assert.deepEqual(readdirSync(place.loaded).sort(), ['a', 'was-empty'])
})

test('git sees nothing but the change when edits are brought back into a checkout', async (t) => {
  const place = laid(t, { a: 'one\n', b: 'two\n' }, { a: 'edited\n', b: 'two\n' })
  const git = (...words: string[]) => execFileSync('git', words, { cwd: place.source, encoding: 'utf8' })
  git('init', '-q')
  git('add', '.')
  await place.sync('to-source', () => true)
  assert.equal(git('status', '--porcelain').trim(), 'AM a\nA  b')
})

test("the trash is the person's own", async (t) => {
  const place = laid(t, { a: 'new' }, { a: 'old' })
  const { token } = await place.sync()
  assert.equal(lstatSync(place.settings.trashDir).mode & 0o077, 0)
  assert.equal(lstatSync(join(place.settings.trashDir, token)).mode & 0o077, 0)
  assert.ok(existsSync(join(place.settings.trashDir, token, 'manifest.json')))
})

test('a folder with empty folders in it makes way for a file', async (t) => {
  const place = laid(t, { a: 'file' }, { 'a/b': '1' })
  mkdirSync(join(place.loaded, 'a', 'empty', 'deep'), { recursive: true })
  await place.sync()
  assert.deepEqual(contentsOf(place.loaded), { a: 'file' })
})
