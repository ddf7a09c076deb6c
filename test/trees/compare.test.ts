import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { compareTrees, type Memo } from '../../server/trees/compare.ts'
import { scanTree } from '../../server/trees/scan.ts'
import type { FileDelta } from '../../server/trees/types.ts'
import { type Content, lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

type Files = Record<string, Content>

function compared(t: TestContext, source: Files, loaded: Files): FileDelta[] {
  const folder = temporary(t)
  return compareTrees(scanTree(lay(join(folder, 's'), source)), scanTree(lay(join(folder, 'l'), loaded)))
}

const short = (deltas: readonly FileDelta[]) =>
  deltas.map(({ path, state, aspects }) => [path, state, ...aspects].join(' '))

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])
const LONG = 'n'.repeat(255)

const cases: [string, Files, Files, string[]][] = [
  ['equal files are the same', { 'a.md': 'x' }, { 'a.md': 'x' }, ['a.md same']],
  ['empty files are the same', { 'a.md': '' }, { 'a.md': '' }, ['a.md same']],
  ['another size is modified', { 'a.md': 'xy' }, { 'a.md': 'x' }, ['a.md modified content']],
  ['the same size with other bytes is modified', { 'a.md': 'x' }, { 'a.md': 'y' }, ['a.md modified content']],
  [
    'the same size and time with other bytes is modified',
    { 'a.md': { text: 'x', mtime: 9e8 } },
    { 'a.md': { text: 'y', mtime: 9e8 } },
    ['a.md modified content'],
  ],
  [
    'another time alone is the same',
    { 'a.md': { text: 'x', mtime: 9e8 } },
    { 'a.md': { text: 'x', mtime: 1e9 } },
    ['a.md same'],
  ],
  ['only in the source is added', { 'a.md': 'x', 'b/c.md': 'x' }, { 'a.md': 'x' }, ['a.md same', 'b/c.md added']],
  [
    'only in the loaded folder is removed',
    { 'a.md': 'x' },
    { 'a.md': 'x', 'b/c.md': 'x' },
    ['a.md same', 'b/c.md removed'],
  ],
  [
    'an executable bit is a mode',
    { a: { text: 'x', mode: 0o755 } },
    { a: { text: 'x', mode: 0o644 } },
    ['a modified mode'],
  ],
  ['other permissions are the same', { a: { text: 'x', mode: 0o600 } }, { a: { text: 'x', mode: 0o664 } }, ['a same']],
  ['content and mode both count', { a: { text: 'x', mode: 0o755 } }, { a: 'yy' }, ['a modified content mode']],
  ['links to the same place are the same', { a: 'x', l: '-> a' }, { a: 'x', l: '-> a' }, ['a same', 'l same']],
  [
    'links to the same place by another way are the same',
    { 'b/a': 'x', l: '-> ./b/../b/a' },
    { 'b/a': 'x', l: '-> b/a' },
    ['b/a same', 'l same'],
  ],
  [
    'a link that leads elsewhere is modified',
    { a: 'x', b: 'x', l: '-> a' },
    { a: 'x', b: 'x', l: '-> b' },
    ['a same', 'b same', 'l modified link'],
  ],
  ['dangling links are compared by their text', { l: '-> gone' }, { l: '-> lost' }, ['l modified link']],
  [
    'a link in the place of a file is another kind',
    { a: 'x', b: '-> a' },
    { a: 'x', b: 'x' },
    ['a same', 'b modified kind'],
  ],
  ['a folder in the place of a file', { 'a/b': 'x' }, { a: 'x' }, ['a removed', 'a/b added']],
  [
    'binary files by their bytes',
    { 'i.png': PNG },
    { 'i.png': Buffer.concat([PNG.subarray(0, 7), Buffer.from([4])]) },
    ['i.png modified content'],
  ],
  ['other line endings are modified', { 'a.md': 'a\r\nb\r\n' }, { 'a.md': 'a\nb\n' }, ['a.md modified content']],
  [
    'names of every sort',
    { 'sp ace': 'x', 'new\nline': 'x', '😀': 'x', [LONG]: 'x', ünï: 'x' },
    { 'sp ace': 'x', 'new\nline': 'y', '😀': 'x', [LONG]: 'x', ünï: 'x' },
    ['new\nline modified content', `${LONG} same`, 'sp ace same', 'ünï same', '😀 same'],
  ],
  [
    'ignored files do not count',
    { a: 'x', '.git/x': '1', 'node_modules/x': '1', '.env': '1' },
    { a: 'x', '.in_use/1': '', '.orphaned_at': '5' },
    ['a same'],
  ],
]
for (const [name, source, loaded, expected] of cases)
  test(name, (t) => assert.deepEqual(short(compared(t, source, loaded)), expected))

for (const size of [65535, 65536, 65537, 200_000])
  test(`a difference in the last byte of ${size} is found`, (t) => {
    const text = Buffer.alloc(size, 'x')
    const other = Buffer.from(text)
    other[size - 1] = 0
    assert.deepEqual(short(compared(t, { a: text, b: text }, { a: other, b: text })), ['a modified content', 'b same'])
  })

test('what lies behind a link that leaves the plugin is unknown, not removed: Claude Code copied it', (t) => {
  const deltas = compared(
    t,
    { a: 'x', shared: '-> ../../elsewhere' },
    { a: 'x', 'shared/s.txt': 's', 'shared/deep/d': 'd', shared2: 'z' },
  )
  assert.deepEqual(short(deltas), ['a same', 'shared2 removed'])
})

test('a loaded folder that was replaced by a link to elsewhere is unknown, not missing', (t) => {
  const deltas = compared(t, { a: 'x', 'skills/s/SKILL.md': 's' }, { a: 'x', skills: '-> ../s/skills' })
  assert.deepEqual(short(deltas), ['a same'])
})

test('a source that was not read completely removes nothing', (t) => {
  const folder = temporary(t)
  const source = scanTree(lay(join(folder, 's'), { a: 'x', b: 'x' }), { entries: 1 })
  assert.deepEqual(compareTrees(source, scanTree(lay(join(folder, 'l'), { a: 'x', b: 'x', c: 'x' }))), [])
})

test('a file that vanishes between scan and comparison is modified, with a sentence', (t) => {
  const folder = temporary(t)
  const source = scanTree(lay(join(folder, 's'), { a: 'x' }))
  const loaded = scanTree(lay(join(folder, 'l'), { a: 'x' }))
  rmSync(join(folder, 'l', 'a'))
  const problems: string[] = []
  assert.deepEqual(short(compareTrees(source, loaded, new Map(), ({ message }) => problems.push(message))), [
    'a modified content',
  ])
  assert.match(problems[0] ?? '', /^a cannot be compared: ENOENT/)
})

test('a file swapped for a link after the scan is not read through it', (t) => {
  const folder = temporary(t)
  const source = scanTree(lay(join(folder, 's'), { a: 'x' }))
  const loaded = scanTree(lay(join(folder, 'l'), { a: 'x' }))
  rmSync(join(folder, 'l', 'a'))
  symlinkSync(join(folder, 's', 'a'), join(folder, 'l', 'a'))
  assert.deepEqual(short(compareTrees(source, loaded)), ['a modified content'])
})

test('an unchanged file is not read again, a changed one is, whatever its size and time', async (t) => {
  const folder = temporary(t)
  const [s, l] = [lay(join(folder, 's'), { a: 'xx', b: 'yy' }), lay(join(folder, 'l'), { a: 'xx', b: 'yy' })]
  const memo: Memo = new Map()
  const states = () => short(compareTrees(scanTree(s), scanTree(l), memo))
  assert.deepEqual(states(), ['a same', 'b same'])
  assert.equal(memo.size, 0, 'a file that is younger than the clock is exact may change again unseen')
  await wait(2600)
  states()
  assert.deepEqual([...memo.keys()].sort(), ['a', 'b'])

  truncateInPlace(join(l, 'b'))
  assert.deepEqual(states(), ['a same', 'b modified content'])
  writeFileSync(join(l, 'b'), 'yy')
  assert.deepEqual(states(), ['a same', 'b same'])

  const { atime, mtime } = statSync(join(s, 'a'))
  writeFileSync(join(folder, 'other'), 'zz')
  utimesSync(join(folder, 'other'), atime, mtime)
  renameSync(join(folder, 'other'), join(s, 'a'))
  assert.deepEqual(states(), ['a modified content', 'b same'])
  chmodSync(join(l, 'b'), 0o755)
  assert.deepEqual(states(), ['a modified content', 'b modified mode'])
  rmSync(join(s, 'a'))
  rmSync(join(s, 'b'))
  assert.deepEqual(states(), ['a removed', 'b removed'])
  assert.equal(memo.size, 0)
})

function truncateInPlace(path: string) {
  const { atime, mtime } = statSync(path)
  truncateSync(path, 0)
  writeFileSync(path, 'zz')
  utimesSync(path, atime, mtime)
}

test('files that git ignores are no difference when the plugin comes from git; tracked and new ones are', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, {
    '.gitignore': '*.log\n/dist/\n',
    'a.md': 'x',
    'build.log': 'l',
    'dist/x.js': 'x',
    'kept.log': 'tracked',
    'new.md': 'n',
  })
  lay(place.loaded, { '.gitignore': '*.log\n/dist/\n', 'a.md': 'y', 'run.log': 'written by a hook', 'gone.md': 'g' })
  const states = (git: boolean) => place.compare({ git }).deltas.map(({ path, state }) => `${path} ${state}`)
  const all = [
    'a.md modified',
    'build.log added',
    'dist/x.js added',
    'gone.md removed',
    'kept.log added',
    'new.md added',
    'run.log removed',
  ]
  assert.deepEqual(states(true), all, 'no repository, nothing ignored')
  execFileSync('git', ['init', '-q'], { cwd: place.source })
  execFileSync('git', ['add', '-f', 'kept.log'], { cwd: place.source })
  assert.deepEqual(states(true), ['a.md modified', 'gone.md removed', 'kept.log added', 'new.md added'])
  assert.deepEqual(states(false), all)
})
