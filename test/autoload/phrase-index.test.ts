import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexText, openIndex } from '../../server/autoload/phrase-index.ts'

test('every key finds its lines and no other, searched for or read as a whole', () => {
  const keys = ['a', 'ab', 'abc', '=stripe', '+pr', 'тест*', '前端', '@do', 'constructor', 'z', 'z']
  const lines = keys.map((key, at) => [key, `${at}\twritten ${key}`] as const)
  const text = indexText(lines)
  const wanted = (key: string) => lines.filter(([own]) => own === key).map(([, rest]) => rest)
  const few = openIndex(text)
  const many = openIndex(text)
  for (let at = 0; at < 700; at++) many.linesAt(`none${at}`)
  for (const key of [...keys, '', 'b', 'aa', 'abcd', 'zz', '~', '__proto__'])
    for (const index of [few, many]) assert.deepEqual(index.linesAt(key), wanted(key), key)
  assert.deepEqual(openIndex('').linesAt('a'), [])
})
