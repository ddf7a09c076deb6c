import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { knownMatches } from '../../../server/doctor/hooks/known-values.ts'
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

  test('of those that are known, also those that only some sessions have', () => {
    const known = (event: string, matcher: string) => knownMatches(event, meaningOf(event, matcher))?.values
    assert.deepEqual(known('PreToolUse', 'Edit'), ['Edit'])
    assert.deepEqual(known('PreToolUse', 'Edit|Bash.*'), ['Bash', 'BashOutput', 'Edit', 'MultiEdit', 'NotebookEdit'])
    assert.deepEqual(known('SessionStart', 're.*'), ['resume'])
    assert.equal(known('Stop', 'x'), undefined)
    assert.equal(known('PreToolUse', '*'), undefined)
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
