import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  changedAfter,
  contentAt,
  contentNow,
  emptyTimeline,
  forgetBefore,
  type Look,
  lookAt,
  type Timeline,
} from '../../../server/plugins/sessions/timeline.ts'
import type { Entry } from '../../../server/trees/types.ts'

/** A file whose size stands for what is in it. */
const entry = (path: string, content: number, changed: number): Entry => ({
  ...{ path, kind: 'file', size: content, mode: 0o644, mtimeMs: changed, ctimeMs: changed, ino: 1, target: null },
})

function look(before: Timeline, at: number, files: Record<string, [number, number]>, more: Partial<Look> = {}) {
  const entries = new Map(
    Object.entries(files).map(([path, [content, changed]]) => [path, entry(path, content, changed)]),
  )
  return lookAt(
    before,
    {
      ...{ at, previous: null, exists: true, entries, isUnknown: () => false, wentAt: () => at },
      read: ({ size }) => ({ hash: `#${size}`, outline: null }),
      ...more,
    },
    more.read === undefined,
  )
}

const hashAt = (timeline: Timeline, at: number, path = 'a') => {
  const content = contentAt(timeline, path, at)
  return content === null || content === 'unknown' ? content : content.hash
}

const first = look(emptyTimeline('/p'), 100, { a: [1, 50] }).timeline

describe('what a file held at a time', () => {
  test('is what lay there unchanged ever since', () => {
    assert.equal(hashAt(first, 60), '#1')
    assert.equal(hashAt(first, 100), '#1')
  })

  test('is not known from before the first look, where it was changed since', () => {
    assert.equal(hashAt(first, 40), 'unknown')
    assert.equal(hashAt(first, 40, 'never'), null)
  })

  test('is what was seen before it was edited, and what was seen after', () => {
    const { timeline, changes } = look(first, 200, { a: [2, 150] })
    assert.equal(changes.length, 2)
    assert.deepEqual(
      [140, 150, 190].map((at) => hashAt(timeline, at)),
      ['#1', '#2', '#2'],
    )
  })

  test('is nothing before it was added, and nothing after it went', () => {
    const added = look(first, 200, { a: [1, 50], b: [7, 150] }).timeline
    assert.deepEqual(
      [120, 150].map((at) => hashAt(added, at, 'b')),
      [null, '#7'],
    )
    const removed = look(added, 300, { a: [1, 50] }, { wentAt: () => 250 }).timeline
    assert.deepEqual(
      [240, 250].map((at) => hashAt(removed, at, 'b')),
      ['#7', null],
    )
    assert.equal(contentNow(removed, 'b'), null)
  })

  test('is dated by the look where the file bears an older time: a folder was put in its place', () => {
    const swapped = look(first, 200, { a: [2, 20] }, { previous: 180 }).timeline
    assert.deepEqual(
      [190, 200].map((at) => hashAt(swapped, at)),
      ['#1', '#2'],
    )
  })

  test('is dated by the look where a clock was ahead', () => {
    const ahead = look(first, 200, { a: [2, 9999] }).timeline
    assert.deepEqual(
      [190, 200].map((at) => hashAt(ahead, at)),
      ['#1', '#2'],
    )
  })
})

test('a file that was only touched is still the same', () => {
  const { timeline } = look(first, 200, { a: [1, 150] })
  assert.deepEqual(changedAfter(timeline, 60), [])
  assert.equal(hashAt(timeline, 60), '#1')
})

test('nothing new is the very same value', () => {
  assert.equal(look(first, 200, { a: [1, 50] }).timeline, first)
})

test('what could not be looked at is not gone', () => {
  assert.equal(hashAt(look(first, 200, {}, { isUnknown: () => true }).timeline, 200), '#1')
})

test('without reading, what is new is told by its time alone', () => {
  const { timeline } = look(emptyTimeline('/p'), 100, { a: [1, 50], b: [2, 90] }, { read: () => null })
  assert.deepEqual(changedAfter(timeline, 70), ['b'])
  assert.equal(contentAt(timeline, 'b', 70), 'unknown')
  assert.equal(timeline.since, null)
})

test('what was over before a time is forgotten', () => {
  const edited = look(first, 200, { a: [2, 150] }).timeline
  assert.deepEqual(forgetBefore(edited, 160).files.get('a')?.length, 1)
  assert.deepEqual(forgetBefore(edited, 140).files.get('a')?.length, 2)
})
