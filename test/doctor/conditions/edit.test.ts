import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { withField } from '../../../server/doctor/conditions/edit-field.ts'
import { withKey } from '../../../server/doctor/conditions/edit-json.ts'
import { refusalOf } from '../../../server/doctor/conditions/switchable.ts'

suite('a key is set and nothing else of the text is touched', () => {
  const CASES: readonly (readonly [string, string, readonly string[], boolean | string, string | null])[] = [
    ['one that is there', '{"a": 1, "on" : false }', ['on'], true, '{"a": 1, "on" : true }'],
    ['an object in its place', '{"on":{"x":[1,{"y":"}"}]},"z":0}', ['on'], true, '{"on":true,"z":0}'],
    ['a text with quotes in it', '{"mode":"a\\"b","z":0}', ['mode'], 'strict', '{"mode":"strict","z":0}'],
    ['the last value of all', '{"on":false}', ['on'], true, '{"on":true}'],
    ['behind a byte order mark', '\uFEFF{"on":0}', ['on'], true, '\uFEFF{"on":true}'],
    [
      'one further in',
      '{\n  "a": {\n    "on": null\n  }\n}\n',
      ['a', 'on'],
      true,
      '{\n  "a": {\n    "on": true\n  }\n}\n',
    ],
    ['a new one, in line', '{"a":1}', ['on'], true, '{"a":1, "on": true}'],
    [
      'a new one, on a line as the others',
      '{\r\n\t"a": [\r\n1]\r\n}',
      ['on'],
      true,
      '{\r\n\t"a": [\r\n1],\r\n\t"on": true\r\n}',
    ],
    ['a new one in an empty object', '{ }\n', ['on'], true, '{ "on": true }\n'],
    ['a new one where its parent is new too', '{"a":1}', ['b', 'on'], true, '{"a":1, "b": {"on":true}}'],
    ['a key that is repeated: the first', '{"on":1,"b":2}', ['on'], false, '{"on":false,"b":2}'],
    ['below something that is no object', '{"a":1}', ['a', 'on'], true, null],
    ['in a list', '[1]', ['on'], true, null],
    ['in what is no JSON', '{"a":', ['on'], true, null],
    ['in what is JSON with comments', '{"on": false // no\n}', ['on'], true, null],
  ]
  for (const [name, before, keys, value, after] of CASES)
    test(name, () => {
      assert.equal(withKey(before, keys, value), after)
      if (after !== null) JSON.parse(after.replace('\uFEFF', ''))
    })
})

suite('a field is set and nothing else of the text is touched', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'one that is there',
      '---\na: 1\nenabled: false\nb: 2\n---\nenabled: false\n',
      ['---\na: 1\nenabled: true\nb: 2\n---\nenabled: false\n'],
    ],
    [
      'one with a comment',
      '---\nenabled: no # yet\n---\n',
      ['---\nenabled: true # yet\n---\n', '---\nenabled: true\n---\n'],
    ],
    ['one without a value', '---\nenabled:\n---\n', ['---\nenabled: true\n---\n']],
    ['one in quotes', '---\r\nenabled: "false"\r\n---\r\nx', ['---\r\nenabled: true\r\n---\r\nx']],
    ['a new one', '---\na: 1\n---\nx', ['---\na: 1\nenabled: true\n---\nx']],
    ['a new frontmatter', 'Notes.\n', ['---\nenabled: true\n---\nNotes.\n']],
    ['nothing where the frontmatter has no end', '---\nenabled: false\n', []],
  ]
  for (const [name, before, after] of CASES)
    test(name, () => assert.deepEqual(withField(before, 'enabled', 'true'), after))
})

suite('what is switched from here', () => {
  const refused = (file: string, kind: 'flag' | 'key' = 'flag') =>
    refusalOf(
      { kind, needsMore: false, switch: { becomes: 'active', changes: [{ file, before: null, after: '' }] } },
      '/home/ada/shop',
    )
  for (const file of ['.enable-strict', '.claude/strict', 'tools/skip-checks', '.claude/guard.json'])
    test(`${file} is`, () => assert.equal(refused(`/home/ada/shop/${file}`), null))
  for (const file of [
    'package.json',
    '.git',
    '.env',
    'src/main.ts',
    'configure.in',
    '.claude/settings.json',
    '.mcp.json',
    '../other/.flag',
    '../shop-two/.flag',
    '',
  ])
    test(`${file || 'the project itself'} is not`, () =>
      assert.match(refused(`/home/ada/shop/${file}`) ?? '', /^\S+.* (?:is|lies|may) .*\.$/))
  test('a key of any other JSON file is', () => assert.equal(refused('/home/ada/shop/config/guard.json', 'key'), null))
})
