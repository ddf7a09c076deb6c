import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokensOf } from '../../server/autoload/intent-tokens.ts'
import { zonesOf } from '../../server/autoload/intent-zones.ts'
import { prompts } from './accuracy.ts'

/** A line that makes a text not ASCII, and has its own sentence. */
const OTHER = '\n\né'

test('the words and places of an ASCII text are the same, whichever letters are looked for', () => {
  const texts = [...prompts('tune'), ...prompts('held-out')]
    .map(({ prompt }) => prompt)
    .filter((text) => /^[\0-\x7f]*$/.test(text))
  assert.ok(texts.length > 200)
  for (const text of texts) {
    const one = zonesOf(text)
    const both = zonesOf(text + OTHER)
    const first = { sentence: 0, part: 0 }
    const inside = <T extends { end: number }>(all: readonly T[]) => all.filter(({ end }) => end <= text.length)
    assert.deepEqual(inside(both.stretches), one.stretches, text)
    assert.deepEqual(inside(tokensOf(text + OTHER, both.stretches, first)), tokensOf(text, one.stretches, first), text)
  }
})
