import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { isMatched, meaningOf } from '../../../server/doctor/hooks/matcher.ts'

suite('a matcher is', () => {
  const MEANINGS: readonly [string | null, string, unknown?][] = [
    [null, 'everything'],
    ['', 'everything'],
    ['*', 'everything'],
    ['Write', 'names', ['Write']],
    ['Write|Edit, Bash,', 'names', ['Write', 'Edit', 'Bash']],
    ['mcp__my-server__say', 'names', ['mcp__my-server__say']],
    ['Write Bash', 'names', ['Write Bash']],
    ['|', 'names', []],
    ['mcp__.*', 'pattern', 'mcp__.*'],
    ['Bash(git:*)', 'pattern', 'Bash(git:*)'],
    ['*|Bash', 'invalid'],
    ['(?i)bash', 'invalid'],
    ['[', 'invalid'],
  ]
  for (const [matcher, how, what] of MEANINGS)
    test(`${how} when it is ${JSON.stringify(matcher)}`, () => {
      const meaning = meaningOf('PreToolUse', matcher)
      assert.equal(meaning.how, how)
      if (what !== undefined)
        assert.deepEqual('names' in meaning ? meaning.names : 'pattern' in meaning && meaning.pattern, what)
    })

  test('ignored where the event has nothing to match, and unknown events are not judged', () => {
    assert.equal(meaningOf('Stop', '(').how, 'ignored')
    assert.equal(meaningOf('Stopp', 'x').how, 'names')
  })
})

suite('a tool is matched', () => {
  const matched = (matcher: string, value: string) => isMatched(meaningOf('PreToolUse', matcher), value)

  test('by its whole name, or anywhere by a pattern', () => {
    assert.equal(matched('Ba', 'Bash'), false)
    assert.equal(matched('Bash|Write', 'Bash'), true)
    assert.equal(matched('Edit.*', 'NotebookEdit'), true)
    assert.equal(matched('^Edit$', 'NotebookEdit'), false)
    assert.equal(matched('bash', 'Bash'), false)
  })

  test('by the name it had earlier', () => {
    assert.equal(matched('Task', 'Agent'), true)
    assert.equal(matched('^Task$', 'Agent'), true)
    assert.equal(matched('Task', 'TaskCreate'), false)
  })

  test('or it is not known, when the pattern would take for ever', () => {
    assert.equal(matched('(a+)+$', `${'a'.repeat(40)}!`), null)
  })
})
