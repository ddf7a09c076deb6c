import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scenesOf } from '../../server/probe/plan.ts'
import { changesBetween, filesOf } from '../../server/probe/sample/files.ts'
import { holds, LAST_TAKE, markOf } from '../../server/probe/sample/marks.ts'
import type { Part } from '../../server/probe/sample/parts.ts'

const scenes = scenesOf({ driver: 'stream', only: null, quick: false, done: new Map() })
const textOf = (parts: readonly Part[], takeOf: (kind: string) => number) =>
  Object.values(filesOf(parts, takeOf)).join('\n')

test('what is looked for before the edit is in the files, and what is looked for after it comes with that edit alone', () => {
  for (const { parts } of scenes) {
    const before = textOf(parts, () => 0)
    for (const part of parts) {
      const { kind } = part
      if (part.before) assert.ok(holds(before, part.before.mark), `${kind}: ${part.before.mark}`)
      const look = part.after(1)
      const after = textOf(parts, (one) => (one === kind ? 1 : 0))
      assert.equal(holds(after, look.mark), look.gone === undefined, `${kind}: ${look.mark}`)
      const others = textOf(parts, (one) => (one === kind ? 0 : 1))
      // Styles that a setting may name, and commands that a manifest may name, are there from the start.
      if (!/known style|commands path|new server/.test(kind))
        assert.equal(holds(others, look.mark), look.gone !== undefined, `${kind}: ${look.mark} by another edit`)
    }
  }
})

test('an edit changes no file that is about another kind only', () => {
  for (const { parts } of scenes) {
    const before = filesOf(parts, () => 0)
    for (const { kind } of parts) {
      const changes = changesBetween(
        before,
        filesOf(parts, (one) => (one === kind ? 1 : 0)),
      )
      assert.ok(changes.size >= 1 && changes.size <= 2, `${kind}: ${[...changes.keys()]}`)
    }
  }
})

test('every further edit is told apart from those before', () => {
  for (const { parts } of scenes)
    for (const part of parts.filter(({ once }) => !once)) {
      const marks = Array.from({ length: LAST_TAKE }, (_, at) => part.after(at + 1).mark)
      assert.equal(new Set(marks).size, LAST_TAKE, part.kind)
      for (let take = 1; take <= LAST_TAKE; take++) {
        const { mark, gone } = part.after(take)
        assert.equal(
          holds(
            textOf([part], () => take),
            mark,
          ),
          gone === undefined,
          `${part.kind} at ${take}`,
        )
      }
    }
})

test('what is said by its name does not tell its text by its name or description', () => {
  for (const { parts } of scenes)
    for (const part of parts) {
      const { way, mark } = part.after(1)
      if (way.by === 'turn') continue
      const listed = textOf([part], () => 1).match(/^(name|description): .*$/gm) ?? []
      for (const line of [way.name, ...listed]) assert.ok(!holds(line, mark), `${part.kind}: ${line}`)
    }
})

test('a mark inside a longer one is not that mark', () => {
  assert.equal(holds('Remember user-claude-md-first.', markOf('CLAUDE.md', 0)), false)
  assert.equal(holds('mcp__sample__mcp-json-args-changed-first', markOf('.mcp.json(args changed)', 0)), true)
})

test('files that are deleted by an edit are told as deleted', () => {
  assert.deepEqual(
    [...changesBetween({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })],
    [
      ['c', null],
      ['b', '2'],
      ['d', '1'],
    ],
  )
})
