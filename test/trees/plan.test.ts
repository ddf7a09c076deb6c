import assert from 'node:assert/strict'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Plan, planSync } from '../../server/trees/plan.ts'
import { lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

const short = ({ operations }: Plan) => operations.map((operation) => `${operation.do} ${operation.path}`)

test('a plan names what is written, linked, removed and made executable, with counts and bytes', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { same: 'x', changed: 'new!', added: 'abc', run: { text: 'x', mode: 0o755 }, link: '-> same' })
  lay(place.loaded, { same: 'x', changed: 'old', gone: 'x', run: 'x', link: '-> changed', 'node_modules/x': 'x' })
  const plan = place.plan()
  assert.deepEqual(short(plan), ['write added', 'write changed', 'remove gone', 'link link', 'chmod run'])
  assert.deepEqual(plan.counts, { added: 1, replaced: 1, removed: 1, linked: 1, modes: 1 })
  assert.deepEqual([plan.bytes, plan.from, plan.into], [7, place.source, place.loaded])
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan, 'a plan can be stored as JSON')
})

test('the fingerprint is the same for the same disk and another one when anything in it changes', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { a: '1', b: '1' })
  lay(place.loaded, { a: '2', b: '1' })
  const before = place.plan()
  assert.equal(place.plan().fingerprint, before.fingerprint)
  assert.match(before.fingerprint, /^[0-9a-f]{16}$/)
  writeFileSync(join(place.source, 'a'), '3')
  assert.notEqual(place.plan().fingerprint, before.fingerprint)
  assert.notEqual(place.plan('to-source', () => true).fingerprint, before.fingerprint)
})

test('a link is written as Claude Code writes it: the shortest way to where it really leads', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, {
    'c/x.md': 'x',
    one: '-> two',
    two: '-> c/x.md',
    'd/e/l': '-> ../../d/../c/x.md',
    gone: '-> nowhere',
  })
  symlinkSync(join(place.source, 'c', 'x.md'), join(place.source, 'absolute'))
  lay(place.loaded, { 'c/x.md': 'x' })
  assert.deepEqual(
    place.plan().operations.map((operation) => [operation.path, operation.do === 'link' ? operation.target : '']),
    [
      ['absolute', 'c/x.md'],
      ['d/e/l', '../../c/x.md'],
      ['gone', 'nowhere'],
      ['one', 'c/x.md'],
      ['two', 'c/x.md'],
    ],
  )
})

test('a link that leaves the plugin is shown and skipped, and what Claude Code copied for it stays', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { a: 'x', shared: '-> ../elsewhere' })
  lay(place.loaded, { a: 'y', 'shared/s.txt': 's' })
  const plan = place.plan()
  assert.deepEqual(short(plan), ['write a'])
  assert.match(plan.skipped[0]?.message ?? '', /shared is a link to \.\.\/elsewhere, outside of this folder/)
})

test('edits in the cache are named before they would be overwritten; to-source takes just them', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { mine: '2', theirs: '1', both: '2', 'package-lock.json': '2' })
  lay(place.loaded, { mine: '1', theirs: '2', both: '3', 'package-lock.json': '1' })
  const base = new Map(place.compare().deltas.map(({ path }) => [path, '356a192b7913b04c54574d18c28d46e6395428ab']))
  const plan = place.plan('to-loaded', undefined, { base })
  assert.deepEqual(
    plan.warnings.map(({ kind, paths }) => [kind, ...paths]),
    [
      ['lockfile', 'package-lock.json'],
      ['overwrites', 'both', 'theirs'],
    ],
  )
  const back = place.plan('to-source', undefined, { base })
  assert.deepEqual(
    [short(back), back.from, back.into, back.warnings],
    [['write theirs'], place.loaded, place.source, []],
  )
  assert.deepEqual(place.plan('to-loaded', ({ edited }) => edited === 'source', { base }).warnings.length, 1)
  assert.deepEqual(
    place.plan('to-source', () => true, { base }).warnings.map(({ paths }) => paths),
    [['both', 'mine', 'package-lock.json']],
  )
})

const refusals: [string, (place: ReturnType<typeof placeIn>) => void, RegExp][] = [
  ['a source that is gone', ({ source }) => rmSync(source, { recursive: true }), /source .* is not there/],
  ['a source that has become empty', ({ source }) => rmSync(join(source, 'a')), /holds no files; nothing is removed/],
  [
    'a source that has become a file',
    ({ source }) => {
      rmSync(source, { recursive: true })
      writeFileSync(source, '')
    },
    /not read completely: .*is not a folder/,
  ],
  ['a loaded folder that is gone', ({ loaded }) => rmSync(loaded, { recursive: true }), /loaded copy .* is not there/],
  [
    'a loaded folder that is a link',
    ({ loaded, source }) => {
      rmSync(loaded, { recursive: true })
      symlinkSync(source, loaded)
    },
    /is a link to .*: it is read in place/,
  ],
]
for (const [name, damage, sentence] of refusals)
  test(`refused: ${name}`, (t) => {
    const place = placeIn(temporary(t))
    lay(place.source, { a: '1' })
    lay(place.loaded, { a: '2' })
    damage(place)
    assert.throws(() => place.plan(), { name: 'RefusedError', status: 409, message: sentence })
  })

for (const [name, source, loaded] of [
  ['a source inside the cache', 'x/y', 'x'],
  ['a cache inside the source', 'x', 'x/y'],
  ['one folder with itself', 'x', 'x'],
])
  test(`refused: ${name}`, (t) => {
    const folder = temporary(t)
    lay(join(folder, 'x'), { a: '1', 'y/a': '2' })
    const place = { ...placeIn(folder), source: join(folder, source ?? ''), loaded: join(folder, loaded ?? '') }
    assert.throws(
      () => planSync(placeIn(folder).compare({ source: place.source, loaded: place.loaded }), 'to-loaded'),
      /lie inside one another/,
    )
  })

test('a folder beside it whose name begins the same is not inside it', (t) => {
  const folder = temporary(t)
  lay(join(folder, 'plugin'), { a: '1' })
  lay(join(folder, 'plugin-2'), { a: '2' })
  const comparison = placeIn(folder).compare({ source: join(folder, 'plugin'), loaded: join(folder, 'plugin-2') })
  assert.deepEqual(short(planSync(comparison, 'to-loaded')), ['write a'])
})

for (const path of [
  '../a',
  'a/../../b',
  '/etc/passwd',
  'a\0b',
  '',
  'a//b',
  './a',
  ...(process.platform === 'win32' ? ['C:/a'] : []),
])
  test(`refused: the name ${JSON.stringify(path)}`, (t) => {
    const place = placeIn(temporary(t))
    lay(place.source, { a: '1' })
    lay(place.loaded, { a: '2' })
    const comparison = place.compare()
    const deltas = comparison.deltas.map((delta) => ({ ...delta, path }))
    assert.throws(() => planSync({ ...comparison, deltas }, 'to-loaded'), { name: 'RefusedError' })
  })

test('refused: a folder of which a part could not be read, on either side', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { a: '1', 'b/c': '1' })
  lay(place.loaded, { a: '2', 'b/c': '1' })
  const comparison = place.compare()
  const skipped = [{ path: 'b', message: 'b cannot be read.', reason: 'unreadable' as const }]
  for (const side of ['source', 'loaded'] as const)
    assert.throws(() => planSync({ ...comparison, [side]: { ...comparison[side], skipped } }, 'to-loaded'), {
      name: 'RefusedError',
      message: /was not read completely: b cannot be read\./,
    })
})
