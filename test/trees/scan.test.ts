import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isIgnored } from '../../server/trees/ignored.ts'
import { headOf, scanTree } from '../../server/trees/scan.ts'
import { beforeEachCall, failure } from './support/faults.ts'
import { lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

const pathsOf = (root: string) => [...scanTree(root).entries.keys()].sort()

test('a scan finds files at any depth with their size, and no folders', (t) => {
  const root = lay(join(temporary(t), 'p'), { 'a.md': 'abc', 'b/c/d.md': '', 'b/e.sh': { text: 'x', mode: 0o755 } })
  mkdirSync(join(root, 'empty'))
  const tree = scanTree(root)
  assert.deepEqual([...tree.entries.keys()].sort(), ['a.md', 'b/c/d.md', 'b/e.sh'])
  assert.equal(tree.bytes, 4)
  assert.equal(tree.entries.get('b/e.sh')?.mode, 0o755)
  assert.deepEqual(tree.skipped, [])
  assert.equal(headOf(tree).files, 3)
})

for (const path of [
  '.git/config',
  'a/.git/config',
  'node_modules/x/i.js',
  'a/node_modules/x',
  '.env',
  'a/.env.local',
  '.in_use/12',
  '.orphaned_at',
  '.in_use-links/x',
  '.hotplug-stage-1/0',
])
  test(`${path} is left out`, (t) => {
    const root = lay(join(temporary(t), 'p'), { [path]: 'x', 'kept.md': 'x' })
    assert.ok(isIgnored(path))
    assert.deepEqual(pathsOf(root), ['kept.md'])
  })

for (const path of [
  '.gitignore',
  '.github/x',
  'a/.in_use/1',
  'a/.orphaned_at',
  '.DS_Store',
  'environment.md',
  '.mcp.json',
  'my.env',
])
  test(`${path} is not left out, since Claude Code copies it`, (t) => {
    assert.ok(!isIgnored(path))
    assert.deepEqual(pathsOf(lay(join(temporary(t), 'p'), { [path]: 'x' })), [path])
  })

test('a missing folder is an empty tree, a file is one too and says so', (t) => {
  const folder = lay(temporary(t), { file: 'x' })
  assert.deepEqual(
    { ...scanTree(join(folder, 'none')), entries: 0 },
    { root: join(folder, 'none'), exists: false, entries: 0, bytes: 0, skipped: [] },
  )
  const tree = scanTree(join(folder, 'file'))
  assert.equal(tree.exists, false)
  assert.match(tree.skipped[0]?.message ?? '', /file is not a folder\.$/)
  assert.equal(scanTree(join(folder, 'file', 'below')).exists, false)
  assert.match(scanTree(`${folder}/a\0b`).skipped[0]?.message ?? '', /cannot be read/)
})

test('a root that is a link is read where it leads, and says so', (t) => {
  const folder = temporary(t)
  const root = lay(join(folder, 'real'), { 'a.md': 'x' })
  symlinkSync('real', join(folder, 'link'))
  const tree = scanTree(join(folder, 'link'))
  assert.equal(tree.root, root)
  assert.equal(tree.via, join(folder, 'link'))
  assert.deepEqual([...tree.entries.keys()], ['a.md'])
  assert.equal(scanTree(root).via, undefined)
})

const links: [string, string, string | RegExp][] = [
  ['to a file inside', 'sub/a.md', 'sub/a.md'],
  ['to a folder inside', 'sub', 'sub'],
  ['to a file inside by way of outside', '../p/sub/a.md', 'sub/a.md'],
  ['to a link inside', 'other', 'sub/a.md'],
  ['dangling', 'nowhere', 'nowhere'],
  ['to a sibling whose name begins the same', '../p-sibling/a.md', /outside of this folder/],
  ['to a folder outside', '..', /outside of this folder/],
  ['absolute and outside', '/etc/hostname', /outside of this folder/],
  ['dangling and outside', '../../nowhere', /outside of this folder/],
  ['to itself', 'link', /in a circle/],
  ['to the root', '.', /the folder that holds it/],
]
for (const [what, target, expected] of links)
  test(`a link ${what} is ${typeof expected === 'string' ? 'kept' : 'skipped with a sentence'} and never followed`, (t) => {
    const folder = temporary(t)
    lay(join(folder, 'p-sibling'), { 'a.md': 'x' })
    const root = lay(join(folder, 'p'), { 'sub/a.md': 'x', other: '-> sub/a.md', link: `-> ${target}` })
    const tree = scanTree(root)
    const link = tree.entries.get('link')
    if (typeof expected === 'string') {
      assert.deepEqual([link?.kind, link?.target, link?.leadsTo], ['link', target, expected])
      assert.deepEqual(tree.skipped, [])
    } else {
      assert.equal(link, undefined)
      assert.match(tree.skipped[0]?.message ?? '', expected)
      assert.deepEqual([tree.skipped[0]?.path, tree.skipped[0]?.reason], ['link', 'link'])
    }
    assert.ok(![...tree.entries.keys()].some((path) => path.startsWith('link/')))
  })

test('a link to a folder that holds a link back does not make the walk endless', (t) => {
  const root = lay(join(temporary(t), 'p'), { 'a/b/back': '-> ../..', 'a/x': 'x', to: '-> a' })
  assert.deepEqual(pathsOf(root), ['a/x', 'to'])
})

test('a pipe is skipped, not waited for', (t) => {
  const root = lay(join(temporary(t), 'p'), { 'a.md': 'x' })
  execFileSync('mkfifo', [join(root, 'pipe')])
  const tree = scanTree(root)
  assert.deepEqual([...tree.entries.keys()], ['a.md'])
  assert.deepEqual([tree.skipped[0]?.path, tree.skipped[0]?.reason], ['pipe', 'special'])
})

test('names with spaces, quotes, newlines, emoji and 255 bytes are found as they are', (t) => {
  const names = [
    'with space',
    `quote"'`,
    'new\nline',
    'tab\t',
    '😀 ünï',
    'n'.repeat(255),
    '-rf',
    'back\\slash',
    '__proto__',
  ]
  const root = lay(join(temporary(t), 'p'), {})
  for (const name of names) writeFileSync(join(root, name), 'x')
  assert.deepEqual(pathsOf(root), names.toSorted())
})

test('a name that is not UTF-8 is skipped with a sentence, its neighbours are found', (t) => {
  const root = lay(join(temporary(t), 'p'), { 'a.md': 'x', 'a\ufffdb': 'has the replacement character in its name' })
  writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]), 'x')
  const tree = scanTree(root)
  assert.deepEqual([...tree.entries.keys()].sort(), ['a.md', 'a\ufffdb'])
  assert.match(tree.skipped[0]?.message ?? '', /not valid UTF-8/)
})

test('too many files make the whole folder unknown, never half of it removed', (t) => {
  const root = lay(join(temporary(t), 'p'), { a: '', b: '', c: '', 'd/e': '' })
  assert.deepEqual(
    scanTree(root, { entries: 3 }).skipped.map(({ path, reason }) => [path, reason]),
    [['', 'limit']],
  )
  assert.deepEqual(scanTree(root, { entries: 4 }).skipped, [])
})

test('folders that lie too deep are skipped', (t) => {
  const root = lay(join(temporary(t), 'p'), { 'a/b/c/d': 'x', 'a/b/e': 'x' })
  const tree = scanTree(root, { depth: 2 })
  assert.deepEqual([...tree.entries.keys()], ['a/b/e'])
  assert.equal(tree.skipped[0]?.path, 'a/b/c')
})

test('a hard link is a file like any other', (t) => {
  const root = lay(join(temporary(t), 'p'), { a: 'x' })
  linkSync(join(root, 'a'), join(root, 'b'))
  assert.deepEqual(pathsOf(root), ['a', 'b'])
})

test('what cannot be read is skipped with a sentence, and nothing in it counts as removed', (t) => {
  const place = placeIn(temporary(t))
  lay(place.source, { 'a.md': 'x', 'secret/b.md': 'x', 'c.md': 'x' })
  lay(place.loaded, { 'a.md': 'x', 'secret/b.md': 'old', 'c.md': 'old' })
  const stop = beforeEachCall((name, [path]) => {
    if (/readdirSync|lstatSync/.test(name) && /source\/(secret|c\.md)$/.test(String(path)))
      throw failure('EACCES', name)
  })
  const { deltas, source } = place.compare()
  stop()
  assert.deepEqual(deltas, [])
  assert.deepEqual(source.skipped.map(({ path, reason }) => [path, reason]).sort(), [
    ['c.md', 'unreadable'],
    ['secret', 'unreadable'],
  ])
  assert.match(source.skipped[0]?.message ?? '', /cannot be read: .*EACCES/)
})
