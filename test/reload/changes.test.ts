import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editsOf } from '../../server/reload/changes.ts'
import type { Component } from '../../server/reload/types.ts'

const AGENT = '---\nname: reader\ndescription: Reads aloud.\ntools: Read\nmodel: haiku\n---\nRead it.\n'
const SETTINGS = { hooks: { Stop: [] }, outputStyle: 'terse', model: 'opus', enabledPlugins: { 'a@b': true } }
const settings = (over: object) => JSON.stringify({ ...SETTINGS, ...over })

type Case = [
  words: string,
  component: Component,
  before: string | undefined,
  after: string | undefined,
  edits: string[],
]

const CASES: Case[] = [
  ['nothing', 'agent', AGENT, AGENT, []],
  ['no file at all', 'agent', undefined, undefined, []],
  ['a new file', 'agent', undefined, AGENT, ['added']],
  ['a new empty file', 'agent', undefined, '', ['added']],
  ['a deleted file', 'agent', AGENT, undefined, ['removed']],
  ['the text below', 'agent', AGENT, AGENT.replace('Read it', 'Shout it'), ['edited']],
  ['the description', 'agent', AGENT, AGENT.replace('aloud', 'quietly'), ['description']],
  ['the description, quoted anew', 'agent', AGENT, AGENT.replace('Reads aloud.', '"Reads aloud."'), ['edited']],
  ['both', 'agent', AGENT, AGENT.replace('aloud', 'quietly').replace('Read it', 'Shout it'), ['description', 'edited']],
  [
    'the description and the model',
    'agent',
    AGENT,
    AGENT.replace('aloud', 'x').replace('haiku', 'opus'),
    ['description', 'edited'],
  ],
  ['the model', 'agent', AGENT, AGENT.replace('haiku', 'opus'), ['edited']],
  [
    'the tools, which are announced too',
    'agent',
    AGENT,
    AGENT.replace('tools: Read', 'tools: Bash'),
    ['description', 'edited'],
  ],
  ['the name', 'agent', AGENT, AGENT.replace('reader', 'writer'), ['description', 'edited']],
  [
    'a description that was not there',
    'skill',
    '---\nname: a\n---\nx',
    '---\nname: a\ndescription: b\n---\nx',
    ['description'],
  ],
  ['an empty frontmatter filled', 'skill', '---\n---\nx', '---\ndescription: b\n---\nx', ['description']],
  ['line ends only', 'skill', AGENT, AGENT.replaceAll('\n', '\r\n'), ['edited']],
  [
    'a frontmatter that cannot be read',
    'agent',
    AGENT,
    AGENT.replace('name: reader', 'name: [reader'),
    ['description', 'edited'],
  ],
  ['the text below one', 'agent', '---\nname: [\n---\na', '---\nname: [\n---\nb', ['edited']],
  ['a frontmatter without an end', 'agent', AGENT, '---\nname: reader\n', ['description', 'edited']],
  ['a frontmatter that is a list', 'agent', AGENT, '---\n- a\n---\n', ['description', 'edited']],
  [
    'a description of a file that has none',
    'rules',
    '---\ndescription: a\n---\n',
    '---\ndescription: b\n---\n',
    ['edited'],
  ],
  ['a hook in the settings', 'settings', settings({}), settings({ hooks: {} }), ['edited']],
  ['the output style', 'settings', settings({}), settings({ outputStyle: 'loud' }), ['edited read at start']],
  ['the plugins', 'settings', settings({}), settings({ enabledPlugins: {} }), ['edited enabledPlugins']],
  [
    'a hook and the model',
    'settings',
    settings({}),
    settings({ hooks: {}, model: 'x' }),
    ['edited', 'edited read at start'],
  ],
  ['spaces in the settings', 'settings', '{"a":1}', '{ "a": 1 }', ['edited']],
  ['settings that cannot be read', 'settings', settings({}), '{', ['edited']],
]

for (const [words, component, before, after, edits] of CASES) {
  test(`${words} changed: ${edits.join(' and ') || 'no edit'}`, () => {
    const found = editsOf(component, before, after)
    assert.deepEqual(
      found.map(({ change, part }) => [change, part].filter(Boolean).join(' ')),
      edits,
    )
    for (const edit of found) assert.equal(edit.component, component)
  })
}

test('hostile frontmatter is bounded', () => {
  const bomb = `---\na: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*a, *a, *a]`).join('\n')}\n---\n`
  const texts = [
    bomb,
    `---\n${'a: b\n'.repeat(100_000)}---\n`,
    `---\n${'['.repeat(60_000)}\n---\n`,
    `---\n__proto__: 1\n---\n`,
    '-'.repeat(2_000_000),
  ]
  for (const text of texts) {
    const [first, ...rest] = editsOf('agent', AGENT, text)
    assert.ok(first && rest.length <= 1)
  }
})
