import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from 'hono/html'
import { idOf, mark, time, visible } from '../../views/html.ts'
import { age, clock, count, cut, duration, size, spelled, tilde } from '../../views/text.ts'

test('sizes are in binary units', () => {
  const sizes = [0, 1023, 1024, 10_239, 1024 ** 2 * 23.4, 1024 ** 3 * 1.25, 1024 ** 5].map(size)
  assert.deepEqual(sizes, ['0 B', '1023 B', '1.0 KiB', '10.0 KiB', '23 MiB', '1.3 GiB', '1024 TiB'])
})

test('an amount goes with its word', () => {
  assert.deepEqual(
    [count(1, 'file'), count(0, 'file'), count(1234, 'file'), count(2, 'more', 'more')],
    ['1 file', '0 files', '1,234 files', '2 more'],
  )
})

test('a path keeps its start and its last name', () => {
  assert.equal(cut('/home/ada/file.md', 20), '/home/ada/file.md')
  for (const most of [8, 12, 24, 30]) {
    const short = cut('/home/ada/dev/a/very/deep/place/SKILL.md', most)
    assert.equal([...short].length, most)
    assert.match(short, /^\/h.*….*md$/)
  }
  assert.match(cut('/home/ada/dev/a/very/deep/place/SKILL.md', 24), /\/SKILL\.md$/)
  assert.ok(!cut('😀'.repeat(50), 11).includes('\ufffd'))
})

test('the home folder is a tilde, and nothing else is', () => {
  assert.equal(tilde('/home/ada/dev', '/home/ada'), '~/dev')
  assert.equal(tilde('/home/ada', '/home/ada'), '~')
  assert.equal(tilde('/home/adam/dev', '/home/ada'), '/home/adam/dev')
  assert.equal(tilde('/dev', '/'), '/dev')
})

test('an age is one number and a unit', () => {
  const now = Date.now()
  const ages = [0, 4, 5, 59, 60, 3_599, 3_600, 86_400, 40 * 86_400, 800 * 86_400].map((seconds) =>
    age(now - seconds * 1000, now),
  )
  assert.deepEqual(ages, ['now', 'now', '5 s', '59 s', '1 min', '59 min', '1 h', '1 d', '1 mo', '2 y'])
  assert.equal(age(now + 60_000, now), 'now')
})

test('a date that is none does not break a page', () => {
  assert.equal(String(time(Number.NaN)), 'unknown')
  assert.equal(String(time(9e18)), 'unknown')
  assert.equal(clock(Number.NaN), 'an unknown time')
})

test('how long it took', () => {
  assert.deepEqual([4.4, 999, 1500, 150_000].map(duration), ['4 ms', '999 ms', '1.5 s', '3 min'])
})

const shown = (text: string) => String(html`${visible(text)}`)

test('what cannot be seen is made visible', () => {
  const cases = {
    '\u001b[31m': '<span class="unseen">ESC</span>[31m',
    'a\u202eb': 'a<span class="unseen">U+202E</span>b',
    'a\u200bb': 'a<span class="unseen">U+200B</span>b',
    'a\u0000': 'a<span class="unseen">NUL</span>',
    'a\nb': 'a<span class="unseen">LF</span>b',
    '\ufeffa': '<span class="unseen">U+FEFF</span>a',
    '\ud800': '<span class="unseen">U+D800</span>',
    'Zoë 😀 日本': 'Zoë 😀 日本',
  }
  for (const [text, expected] of Object.entries(cases)) assert.equal(shown(text), expected)
  assert.equal(spelled('a\u202e\u001b\n'), 'a⟨U+202E⟩⟨ESC⟩⟨LF⟩')
})

test('a status is its word, and its shape and colour come with the class', () => {
  assert.equal(String(mark('drifted', 'Drifted 3')), '<span class="mark drifted">Drifted 3</span>')
})

test('ids are stable, differ, and hold nothing of the name', () => {
  assert.equal(idOf('p', 'voice@lab'), idOf('p', 'voice@lab'))
  assert.notEqual(idOf('p', 'voice@lab'), idOf('p', 'voice@lba'))
  assert.match(idOf('p', '"><img src=x>'), /^p[0-9a-z]+$/)
})
