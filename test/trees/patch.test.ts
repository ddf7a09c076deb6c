import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { patchOf } from '../../server/trees/patch.ts'
import { unifiedPatch } from '../../server/trees/unified.ts'
import { type Content, contentsOf, lay, temporary } from './support/folder.ts'

function patched(t: TestContext, loaded: Content | null, source: Content | null, path = 'a.md') {
  const folder = temporary(t)
  const [l, s] = [join(folder, 'l'), join(folder, 's')]
  lay(l, loaded === null ? {} : { [path]: loaded })
  lay(s, source === null ? {} : { [path]: source })
  const patch = patchOf(join(s, path), join(l, path), { path })
  return { folder, l, s, patch, text: unifiedPatch(patch) }
}

/** `git apply` of our patch to the loaded copy must give the source, byte for byte. */
function applied(t: TestContext, loaded: Content | null, source: Content | null, path = 'a.md') {
  const { folder, l, s, text } = patched(t, loaded, source, path)
  const work = join(folder, 'work')
  mkdirSync(work)
  cpSync(l, work, { recursive: true, verbatimSymlinks: true })
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: work,
    input: text,
    env: { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: dirname(work) },
  })
  assert.deepEqual(contentsOf(work), contentsOf(s))
}

const LINES = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join('')
const exact: [string, Content | null, Content | null, string?][] = [
  ['one changed line', LINES, LINES.replace('line 20', 'LINE 20')],
  ['two hunks', LINES, LINES.replace('line 3\n', '').replace('line 30', 'LINE 30')],
  ['a new file', null, 'a\nb\n'],
  ['a new file that can be executed', null, { text: '#!/bin/sh\n', mode: 0o755 }],
  ['a removed file', 'a\nb\n', null],
  ['no newline at the end', 'a\nb', 'a\nc\n'],
  ['no newline at the end, the other way round', 'a\nb\n', 'a\nb'],
  ['CRLF becomes LF', 'a\r\nb\r\n', 'a\nb\n'],
  ['a BOM', 'a\n', '\ufeffa\n'],
  ['only the mode', 'a\n', { text: 'a\n', mode: 0o755 }],
  ['mode and text', 'a\n', { text: 'b\n', mode: 0o755 }],
  ['a link leads elsewhere', '-> a', '-> b'],
  ['a file becomes a link', 'a\nb\n', '-> elsewhere'],
  ['a link becomes a file with the same text', '-> a', 'a'],
  ['a name with a space', 'a\n', 'b\n', 'with space/a b.md'],
  ['a name with a newline and a quote', 'a\n', 'b\n', 'new\nline"x.md'],
  ['a name in Unicode', 'a\n', 'b\n', 'ünï/😀.md'],
  ['lines that look like a patch', '--- a\n+++ b\n@@ -1 +1 @@\n', '--- b\n\\ No newline\n'],
]
for (const [name, loaded, source, path] of exact)
  test(`git applies the patch exactly: ${name}`, (t) => applied(t, loaded, source, path))

test('old is the loaded copy, new is the source', (t) => {
  const { patch, text } = patched(t, 'a\nold\n', 'a\nnew\n')
  assert.deepEqual(patch.hunks[0]?.lines, [' a', '-old', '+new'])
  assert.deepEqual([patch.kind, patch.added, patch.removed], ['text', 1, 1])
  assert.equal(text, 'diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-old\n+new\n')
})

test('equal files have no hunks and no text', (t) => {
  const { patch, text } = patched(t, 'a\n', 'a\n')
  assert.deepEqual([patch.kind, patch.hunks, patch.notes, text], ['text', [], [], ''])
})

const notes: [string, Content | null, Content | null, RegExp[]][] = [
  [
    'other line endings',
    'a\r\nb\r\n',
    'a\nb\n',
    [/CRLF in the loaded copy, LF in the source/, /Nothing but the line endings differs/],
  ],
  [
    'mixed line endings',
    'a\r\nb\n',
    'a\nb\n',
    [/loaded copy mixes/, /mixed in the loaded copy/, /Nothing but the line endings/],
  ],
  ['a missing newline', 'a\n', 'b', [/source has no newline at its end/]],
  ['Latin-1', Buffer.from([0x61, 0xe9, 0x0a]), 'aé\n', [/loaded copy is not valid UTF-8/, /Encodings differ/]],
  ['a BOM', '\ufeffa\n', 'a\n', [/UTF-8 with BOM in the loaded copy, UTF-8 in the source/]],
  ['UTF-16', Buffer.from('\ufeffab', 'utf16le'), 'ab\n', [/loaded copy is UTF-16/, /Encodings differ/, /not text/]],
  [
    'an executable bit',
    'a\n',
    { text: 'a\n', mode: 0o755 },
    [/Not executable in the loaded copy, Executable in the source/],
  ],
  ['a link', '-> x', 'a\n', [/A link in the loaded copy, Not executable in the source/]],
]
for (const [name, loaded, source, expected] of notes)
  test(`a note says: ${name}`, (t) => {
    const { patch } = patched(t, loaded, source)
    for (const [index, note] of expected.entries()) assert.match(patch.notes[index] ?? '', note)
    assert.equal(patch.notes.length, expected.length)
  })

test('binary files have no lines, and the patch says that they differ', (t) => {
  const { patch, text } = patched(t, Buffer.from([1, 0, 2]), Buffer.from([1, 0, 3]))
  assert.deepEqual([patch.kind, patch.hunks], ['binary', []])
  assert.match(text, /^diff --git a\/a.md b\/a.md\nBinary files a\/a.md and b\/a.md differ\n$/)
})

test('a file over the limit is not read', (t) => {
  const { s, l } = patched(t, 'x'.repeat(2000), 'y'.repeat(2000))
  const patch = patchOf(join(s, 'a.md'), join(l, 'a.md'), { bytes: 1999 })
  assert.deepEqual([patch.kind, patch.hunks.length, patch.new?.bytes], ['too large', 0, 2000])
  assert.match(unifiedPatch(patch), /too large to be compared/)
  assert.equal(patchOf(join(s, 'a.md'), join(l, 'a.md'), { bytes: 2000 }).kind, 'text')
  const lines = patched(t, 'a\n', 'x\n'.repeat(11))
  assert.equal(patchOf(join(lines.s, 'a.md'), null, { lines: 10 }).kind, 'too large')
  assert.equal(patchOf(join(lines.s, 'a.md'), null, { lines: 11 }).kind, 'text')
})

test('two files with nothing in common are replaced as a whole instead of compared for ever', (t) => {
  const many = (word: string) => Array.from({ length: 15_000 }, (_, line) => `${word} ${line * 7919}\n`).join('')
  const { s, l } = patched(t, many('old'), `${many('new')}end`)
  const patch = patchOf(join(s, 'a.md'), join(l, 'a.md'), { milliseconds: 20 })
  assert.deepEqual([patch.kind, patch.hunks.length, patch.removed, patch.added], ['replaced', 1, 15_000, 15_001])
  assert.equal(patch.hunks[0]?.lines.at(-1), '\\ No newline at end of file')
  assert.match(patch.notes.join(' '), /too different/)
})

test('a folder or a link to a secret in the place of a file is not read', (t) => {
  const folder = temporary(t)
  lay(folder, { 'd/x': 'x', secret: 'secret', l: '-> secret' })
  assert.match(patchOf(join(folder, 'd'), null).notes.join(' '), /source is not a file/)
  assert.deepEqual(patchOf(join(folder, 'l'), null).hunks[0]?.lines[0], '+secret')
  assert.equal(patchOf(join(folder, 'l'), null).new?.mode, '120000')
})

test('two missing files are no difference', (t) => {
  const folder = temporary(t)
  rmSync(folder, { recursive: true })
  const patch = patchOf(join(folder, 'a'), join(folder, 'b'))
  assert.deepEqual([patch.old, patch.new, patch.hunks, unifiedPatch(patch)], [null, null, [], ''])
})
