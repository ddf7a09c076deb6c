import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from 'hono/html'
import type { Patch } from '../../server/trees/patch.ts'
import { type DiffView, diffView } from '../../views/diff.ts'
import { highlight } from '../../views/highlight.ts'
import { changedWords } from '../../views/words.ts'
import * as samples from './samples.ts'

const draw = (patch: Patch, view: DiffView = 'unified', plain = false) => String(html`${diffView(patch, view, plain)}`)
const words = (page: string) =>
  page
    .replace(/<tr/g, '\n<tr')
    .split('\n')
    .map((line) =>
      line
        .replace(/<[^>]*>/g, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .filter(Boolean)

const before = 'one\ntwo words here\nthree\n'
const after = 'one\ntwo terms here\nthree\nfour\n'

test('unified: line numbers of both sides, a sign, all that went before all that came', () => {
  assert.deepEqual(words(draw(samples.patch('a.txt', before, after))), [
    '1 1 one',
    '2 − two words here',
    '2 + two terms here',
    '3 3 three',
    '4 + four',
  ])
})

test('side by side: what changed stands opposite what it was', () => {
  assert.deepEqual(words(draw(samples.patch('a.txt', before, after), 'split')), [
    'Loaded copy Source',
    '1 one 1 one',
    '2 two words here 2 two terms here',
    '3 three 3 three',
    '4 four',
  ])
})

test('changed words are marked, and nothing else', () => {
  const page = draw(samples.patch('a.txt', before, after))
  assert.deepEqual(page.match(/<mark>.*?<\/mark>/g), ['<mark>words</mark>', '<mark>terms</mark>'])
})

test('two lines with nothing in common have no marks', () => {
  assert.deepEqual(changedWords('alpha beta gamma', 'x = 1'), { before: [], after: [] })
})

test('marks cut through colours without losing a character', () => {
  const page = draw(samples.patch('a.js', "const a = 'old text'\n", "const a = 'new text'\n"))
  assert.match(page, /<span class="keyword">const<\/span>/)
  assert.match(page, /<mark><span class="string">(&#39;)?old<\/span><\/mark>/)
  assert.deepEqual(
    words(page).map((line) => line.replaceAll(' ', '')),
    ['1−consta=&#39;oldtext&#39;', '1+consta=&#39;newtext&#39;'],
  )
})

test('the frontmatter of a skill is no heading', () => {
  const lines = ['---', 'name: speak', 'description: Speaks.', '---', '# Speak']
  const coloured = highlight('SKILL.md', lines)
  assert.deepEqual(
    coloured.map((segments) => segments.map(({ text }) => text).join('')),
    lines,
  )
  assert.equal(coloured[2]?.[0]?.kind, 'name')
  assert.equal(coloured[4]?.[0]?.kind, 'heading')
})

test('colours never change the text, in any language, for any name', () => {
  const lines = ['#!/usr/bin/env node', '<script>', '/* open', '"unclosed', '${', '', '\u202e']
  for (const name of [
    'a.ts',
    'a.py',
    'a.html',
    'a.json',
    'a.md',
    'a.sh',
    'a.yml',
    'run',
    'constructor',
    '__proto__',
    'a.toString',
    '.env',
  ]) {
    assert.deepEqual(
      highlight(name, lines).map((segments) => segments.map(({ text }) => text).join('')),
      lines,
      name,
    )
  }
})

test('what reorders or hides text is made visible', () => {
  assert.match(draw(samples.patch('a.txt', 'a\n', 'a\u202eb\u001b[31m\n')), /a<\/?[^>]*>*.*U\+202E.*b.*ESC.*\[31m/)
})

test('a carriage return is shown where only some lines have one, and said once where all do', () => {
  const mixed = samples.patch('a.txt', 'a\n', 'a\r\n')
  assert.match(draw(mixed), /<span class="unseen">CR<\/span>/)
  const windows = samples.patch('a.txt', 'a\r\n', 'b\r\n')
  const sides = {
    old: windows.old && { ...windows.old, lineEnding: 'CRLF' as const },
    new: windows.new && { ...windows.new, lineEnding: 'CRLF' as const },
  }
  assert.doesNotMatch(draw({ ...windows, ...sides }), /CR<\/span>/)
  assert.match(draw({ ...windows, ...sides }), /Every line ends with CRLF/)
})

test('a missing newline at the end is marked', () => {
  assert.match(draw(samples.patch('a.txt', 'a\n', 'a')), /No newline at the end of the file/)
})

test('what has no lines says why, with the sizes', () => {
  const patch: Patch = {
    ...samples.patch('a.bin', 'abc', 'abcd'),
    kind: 'binary',
    hunks: [],
    notes: ['This is not text.'],
  }
  assert.match(draw(patch), /This is not text\.[\s\S]*Loaded copy 3 B, source 4 B\./)
  assert.match(
    draw({ ...patch, kind: 'text', notes: ['Executable in the source.'] }),
    /Executable in the source\.[\s\S]*No line differs\./,
  )
})

test('a file that does not differ is shown as it is', () => {
  const page = draw(samples.patch('a.txt', null, 'one\ntwo\n'), 'unified', true)
  assert.deepEqual(words(page), ['1 one', '2 two'])
  assert.doesNotMatch(page, /class="add"/)
})

test('a long difference is bounded, and says by how much', () => {
  const page = draw(samples.patch('a.txt', null, 'line\n'.repeat(10_000)))
  assert.equal(page.match(/<tr/g)?.length, 3_000)
  assert.match(page, /7,000 more lines are not shown here/)
})
