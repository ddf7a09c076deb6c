import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import { editsBetween } from '../../server/autoload/intent-typos.ts'
import { LISTS } from '../../server/autoload/lexicon.ts'
import { parseSteps, stepsOf } from '../../server/autoload/phrases.ts'
import { EVERYWHERE } from '../../server/autoload/vocabulary/common.ts'

const NAMES = 'release frontend backend k8s infra github testing payments mobile ml diagrams jira azure-devops'

test('the groups there are', () => {
  assert.equal(GROUPS.map(({ name }) => name).join(' '), NAMES)
  for (const { name, plugins, title } of GROUPS) {
    assert.deepEqual(plugins, [`sw-${name}@specweave`])
    assert.ok(title.length > 1)
  }
})

test('every phrase of the vocabulary can be read, and stands in one list of its group only once', () => {
  for (const written of EVERYWHERE) parseSteps(stepsOf(written))
  for (const { name, prompt } of GROUPS)
    for (const list of LISTS) {
      for (const written of prompt[list])
        assert.doesNotThrow(() => parseSteps(stepsOf(written)), `${name}, ${list}: ${written}`)
      const twice = prompt[list].filter((written, index) => prompt[list].indexOf(written) !== index)
      assert.deepEqual(twice, [], `${name}, ${list}`)
    }
})

test('no counter-phrase takes away a strong term of one word for good', () => {
  for (const { name, prompt } of GROUPS)
    assert.deepEqual(
      prompt.never.filter((written) => prompt.strong.includes(written)),
      [],
      name,
    )
})

/** [one, other, edits] */
const EDITS: readonly (readonly [string, string, number])[] = [
  ['kubernetes', 'kubernetes', 0],
  ['kuberntes', 'kubernetes', 1],
  ['terrafrom', 'terraform', 1],
  ['postgressql', 'postgresql', 1],
  ['kuberneets', 'kubernetes', 1],
  ['angela', 'angular', 2],
  ['angle', 'kubernetes', 3],
]
for (const [one, other, edits] of EDITS)
  test(`${one} is ${edits === 3 ? 'far' : edits} from ${other}`, () => assert.equal(editsBetween(one, other, 2), edits))
