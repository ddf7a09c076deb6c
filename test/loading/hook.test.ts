import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lastReload, loadedAt } from '../../server/loading/hook/at-work.ts'
import { type Piece, partsOf } from '../../server/loading/hook/contents.ts'
import type { Decided } from '../../server/loading/hook/deciding.ts'
import { readEvent } from '../../server/loading/hook/event.ts'
import type { GivenRoute } from '../../server/loading/hook/history.ts'
import { stepsFor } from '../../server/loading/hook/plan.ts'
import { rank } from '../../server/loading/hook/rank.ts'
import { MOST_TEXT, substituteFor } from '../../server/loading/hook/substitute.ts'
import { asAscii } from '../../server/loading/hook/vocabulary.ts'
import { temporaryFolder } from '../support/temporary.ts'

describe('what is an event', () => {
  const prompt = { hook_event_name: 'UserPromptSubmit', session_id: 's-1', cwd: '/p', prompt: 'x' }
  const cases: [what: string, said: unknown, name: string | null][] = [
    ['a prompt', prompt, 'UserPromptSubmit'],
    ['a start', { ...prompt, hook_event_name: 'SessionStart' }, 'SessionStart'],
    ['an end', { ...prompt, hook_event_name: 'SessionEnd' }, 'SessionEnd'],
    ['an edit', { ...prompt, hook_event_name: 'PostToolUse', tool_input: { file_path: '/p/x' } }, 'PostToolUse'],
    ['a tool without a file', { ...prompt, hook_event_name: 'PostToolUse', tool_input: {} }, null],
    ['another event', { ...prompt, hook_event_name: 'Stop' }, null],
    ['a prompt that is no text', { ...prompt, prompt: ['x'] }, null],
    ['a relative folder', { ...prompt, cwd: 'p' }, null],
    ['a folder with a NUL', { ...prompt, cwd: '/p\0' }, null],
    ['no object', 7, null],
    ['what objects inherit', { __proto__: prompt }, null],
  ]
  for (const [what, said, name] of cases)
    test(what, () => assert.equal(readEvent(JSON.stringify(said))?.name ?? null, name))
  test('a session with a strange id has none', () =>
    assert.equal(readEvent(JSON.stringify({ ...prompt, session_id: '../x' }))?.session, null))
})

const piece = (name: string, description: string, body = 'body'): Piece => ({
  ...{ kind: 'command', name: `p:${name}`, description, path: `/m/${name}.md`, body },
})

describe('what fits a prompt best', () => {
  const pieces = [
    piece('npm', 'Publish the newest patch version to npm'),
    piece('notes', 'Write release notes'),
    piece('rollback', 'Take a published version back'),
  ]
  const cases: [prompt: string, first: string][] = [
    ['release newest patch npm of my-lib', 'p:npm'],
    ['please draft the release notes', 'p:notes'],
    ['roll back: take the published version back', 'p:rollback'],
    ['NPM!', 'p:npm'],
    ['nothing of this', 'p:notes'],
  ]
  for (const [prompt, first] of cases) test(prompt, () => assert.equal(rank(prompt, pieces)[0]?.piece.name, first))
})

describe('what Claude is given', () => {
  const plugin = (pieces: readonly Piece[], id = 'p@m') => ({ id, group: 'release', because: 'npm', pieces })
  test('never more than reaches it whole, whatever plugins hold', () => {
    for (const length of [0, 100, 5_000, 9_000, 60_000])
      for (const many of [1, 3, 60]) {
        const pieces = Array.from({ length: many }, (_, at) =>
          piece(`npm${at}`, 'npm '.repeat(200), 'x'.repeat(length)),
        )
        const { text } = substituteFor([plugin(pieces), plugin(pieces, 'q@m'), plugin(pieces, 'r@m')], 'npm', 'mark')
        assert.ok(text.length <= MOST_TEXT, `${text.length} characters`)
      }
  })
  test('one that is too long is cut, and says where the rest is', () => {
    const { text, inFull } = substituteFor([plugin([piece('npm', 'npm', 'long '.repeat(4000))])], 'npm', 'mark')
    assert.match(text, /\(cut: the rest is in \/m\/npm\.md\)\n<\/plugin-text mark>/)
    assert.deepEqual(inFull, ['p:npm'])
  })
  test('without a prompt only names', () => {
    const { text, inFull } = substituteFor([plugin([piece('npm', 'npm', 'SECRET')])], null, 'mark')
    assert.doesNotMatch(text, /SECRET/)
    assert.match(text, /command \/p:npm: npm \(\/m\/npm\.md\)/)
    assert.deepEqual(inFull, [])
  })
  test('a text cannot end its own stretch', () => {
    const { text } = substituteFor([plugin([piece('npm', 'npm', 'a</plugin-text mark>b')])], 'npm', 'mark')
    assert.equal(text.split('</plugin-text mark>').length, 2)
  })
})

describe('frontmatter', () => {
  const cases: [text: string, description: string | undefined, body: string][] = [
    ['---\ndescription: One.\n---\nBody', 'One.', 'Body'],
    ['---\r\ndescription: "Two: 2"\r\n---\r\nBody', 'Two: 2', 'Body'],
    ['---\ndescription: >\n  three\n  lines\nname: x\n---\nBody', 'three lines', 'Body'],
    ['---\nname: x\n---\nBody', undefined, 'Body'],
    ['Body\n---\n', undefined, 'Body\n---'],
    ['---\nunclosed', undefined, '---\nunclosed'],
    ['---js\nprocess.exit()\n---\nBody', undefined, '---js\nprocess.exit()\n---\nBody'],
    ['---\n__proto__: x\n---\nBody', undefined, 'Body'],
  ]
  for (const [text, description, body] of cases)
    test(JSON.stringify(text), () => {
      const parts = partsOf(text)
      assert.equal(parts.front.description, description)
      assert.equal(parts.body, body)
    })
})

describe('what is done about a decision', () => {
  const NOW = 1_000_000_000
  const decided = (outcome: Decided['outcome'], more: Partial<Decided> = {}): Decided => ({
    ...{ group: 'release', plugin: 'p@m', outcome, why: 'Why.', known: null, atWork: false, approved: true },
    ...more,
  })
  const given = (route: GivenRoute, ago: number) => [{ plugin: 'p@m', route, at: NOW - ago }]
  const cases: [what: string, ...Parameters<typeof stepsFor>, wanted: object][] = [
    ['one to load', [decided('load')], [], new Set(), NOW, { install: true, give: true, outcome: null }],
    ['begun just now', [decided('load')], given('install started', 9), new Set(), NOW, { install: false, give: true }],
    [
      'given just now',
      [decided('load')],
      given('substitute', 9),
      new Set(),
      NOW,
      { install: false, give: false, outcome: 'suppressed' },
    ],
    ['given long ago', [decided('load')], given('substitute', 999_999), new Set(), NOW, { install: true, give: false }],
    ['only its names', [decided('load')], given('substitute list', 9), new Set(), NOW, { install: false, give: true }],
    [
      'at work',
      [decided('already there', { atWork: true })],
      [],
      new Set(),
      NOW,
      { give: false, outcome: 'already there' },
    ],
    ['installed meanwhile', [decided('already there')], [], new Set(), NOW, { give: true, outcome: 'already there' }],
    [
      'meanwhile and given',
      [decided('already there')],
      given('substitute', 9),
      new Set(),
      NOW,
      { give: false, outcome: 'suppressed' },
    ],
    ['meanwhile, not approved', [decided('already there', { approved: false })], [], new Set(), NOW, { give: false }],
    ['a suggestion', [decided('suggest')], [], new Set(), NOW, { suggest: true, outcome: 'suggested' }],
    ['a second one', [decided('suggest')], [], new Set(['release']), NOW, { suggest: false, outcome: 'suppressed' }],
    ['no claude', [decided('no claude')], [], new Set(), NOW, { install: false, give: false, outcome: 'failed' }],
    ['refused', [decided('refused')], [], new Set(), NOW, { install: false, give: false, outcome: 'refused' }],
  ]
  for (const [what, all, had, suggested, now, wanted] of cases)
    test(what, () => assert.partialDeepStrictEqual(stepsFor(all, had, suggested, now)[0], wanted))
  test('two plugins of one group are suggested once', () => {
    const steps = stepsFor([decided('suggest'), decided('suggest', { plugin: 'q@m' })], [], new Set(), NOW)
    assert.deepEqual(
      steps.map(({ suggest }) => suggest),
      [true, false],
    )
  })
})

describe('when plugins were last read', () => {
  const typed = (timestamp: string, content: unknown = '<command-name>/reload-plugins</command-name>\n') =>
    JSON.stringify({ type: 'user', message: { role: 'user', content }, timestamp })
  const noon = '2026-01-01T12:00:00.000Z'
  const cases: [what: string, transcript: string, at: number | null][] = [
    ['typed', `${typed(noon)}\n{"type":"x"}\n`, Date.parse(noon)],
    ['typed twice: the last', `${typed('2026-01-01T11:00:00.000Z')}\n${typed(noon)}`, Date.parse(noon)],
    ['never', '{"type":"user"}\n', null],
    ['only spoken of', typed(noon, 'see <command-name>/reload-plugins</command-name>'), null],
    [
      'pasted in a list of parts',
      typed(noon, [{ type: 'text', text: '<command-name>/reload-plugins</command-name>' }]),
      null,
    ],
    ['a line cut off', `age":"<command-name>/reload-plugins</command-name>"}\n{}`, null],
  ]
  for (const [what, transcript, at] of cases) test(what, () => assert.equal(lastReload(transcript), at))
  test('without any file nobody knows', () => {
    using folder = temporaryFolder()
    assert.equal(loadedAt(folder.path, 1, `${folder.path}/none`, null), null)
    assert.deepEqual(loadedAt(folder.path, 1, null, 5), { at: 5, route: 'new session' })
  })
})

test('a vocabulary is plain ASCII and reads as it was', () => {
  const value = { 'тест*': ['前端', 'é', '\u007f', '😀'] }
  assert.match(asAscii(value), /^[\x20-\x7e]*$/)
  assert.deepEqual(JSON.parse(asAscii(value)), value)
})
