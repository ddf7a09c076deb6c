import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { lineAndColumn, nestedDeeperThan, offsetOf, syntaxErrorAt } from '../../server/claude/position.ts'

suite('a JSON text', () => {
  const VALID = [
    '{}',
    '[]',
    ' {"a" : [1, -2.5e+3, true, false, null, "\\u00e9\\n\\"", {"":{}}]} \r\n\t',
    '"x"',
    '0',
    'null',
  ]
  for (const text of VALID) {
    test(`like ${text} has no error`, () => {
      JSON.parse(text)
      assert.equal(syntaxErrorAt(text), null)
    })
  }

  const INVALID: readonly [string, number][] = [
    ['', 0],
    ['   ', 3],
    ['{', 1],
    ['{"a"', 4],
    ['{"a":', 5],
    ['{"a":1', 6],
    ['{"a":1,', 7],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['[1,]', 3],
    ['[1', 2],
    ['"abc', 4],
    ['"a\tb"', 2],
    ['"a\\x"', 2],
    ['"a\\u12', 6],
    ['"a\\u12zz"', 2],
    ['tru', 3],
    ['truth', 0],
    ['-', 1],
    ['01', 0],
    ['1.', 0],
    ['+1', 0],
    ['NaN', 0],
    ['undefined', 0],
    ['{}}', 2],
    ['{} x', 3],
    ['{"a":1 // no\n}', 7],
  ]
  for (const [text, offset] of INVALID) {
    test(`like ${JSON.stringify(text)} has its error at ${offset}`, () => {
      assert.throws(() => JSON.parse(text), SyntaxError)
      assert.equal(syntaxErrorAt(text), offset)
    })
  }

  test('has an error exactly when JSON.parse says so, wherever it is cut off or a character is lost', () => {
    const whole = JSON.stringify(
      { version: 2, plugins: { 'voice@lab': [{ scope: 'user', n: -1.5e9, t: true, e: 'é\\"\n' }] } },
      null,
      1,
    )
    for (let at = 0; at <= whole.length; at++) {
      for (const text of [whole.slice(0, at), whole.slice(0, at) + whole.slice(at + 1)])
        assert.equal(syntaxErrorAt(text) === null, parses(text), JSON.stringify(text))
    }
  })

  test('has each value where it begins', () => {
    const text = '{ "a": [1, {"b": null}], "a\\u0062": "x", "__proto__": 5, "a": [7] }'
    assert.equal(text.slice(offsetOf(text, ['a', 1, 'b']))[0], 'n')
    assert.equal(text.slice(offsetOf(text, ['ab'])).startsWith('"x"'), true)
    assert.equal(text.slice(offsetOf(text, ['__proto__']))[0], '5')
    assert.equal(text.slice(offsetOf(text, ['a', 5])).startsWith('['), true)
    assert.equal(offsetOf(text, ['gone', 'deeper']), 0)
    assert.equal(offsetOf(text, []), 0)
  })

  test('is nested as deep as brackets outside of strings are open', () => {
    assert.equal(nestedDeeperThan(2, '[[1],{"[[[[":"\\"[[["}]'), null)
    assert.equal(nestedDeeperThan(2, '[{"a":[]}]'), 6)
    assert.equal(nestedDeeperThan(100, '['.repeat(5e6)), 100)
  })

  test('counts lines and columns from one', () => {
    assert.deepEqual(lineAndColumn('ab\ncd', 0), { line: 1, column: 1 })
    assert.deepEqual(lineAndColumn('ab\ncd', 4), { line: 2, column: 2 })
    assert.deepEqual(lineAndColumn('ab\r\n', 4), { line: 2, column: 1 })
  })
})

function parses(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
