import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOutput } from '../../../server/doctor/bench/output.ts'
import { paceOf, percentile } from '../../../server/doctor/bench/pace.ts'
import { LONGEST_GIVEN } from '../../../server/doctor/bench/persisted.ts'
import { requestOf } from '../../../server/doctor/bench/request.ts'
import { samplesOf } from '../../../server/doctor/bench/samples.ts'
import type { Run } from '../../../server/doctor/bench/types.ts'
import { verdictOf } from '../../../server/doctor/bench/verdict.ts'
import { EVENTS } from '../../../server/doctor/hooks/events.ts'
import type { Hook } from '../../../server/doctor/hooks/types.ts'

/** What was measured of each event is compared with the real program in test/claude/doctor-bench.test.ts. */

const run = (over: Partial<Run> = {}): Run => ({
  ...{ stdout: '', stderr: '', cut: false, code: 0, signal: null, status: null, ended: 'by itself' },
  ...{ problem: null, leftBehind: 0, milliseconds: 1, ...over },
})

const judge = (event: string, over: Partial<Run>, type = 'command') => {
  const about = { event, type, input: { tool_name: 'Bash' }, command: '/x/a.sh', written: 'a.sh' }
  return verdictOf(about, run(over), readOutput(event, over.stdout ?? ''))
}

const specific = (hookEventName: string, more: object) =>
  JSON.stringify({ hookSpecificOutput: { hookEventName, ...more } })

for (const [event, over, outcome, happens] of [
  ['Notification', { stdout: 'words' }, 'goes on', /plain text is not read/],
  ['Notification', { code: 2, stderr: 'why' }, 'error', /as if there were no hook/],
  ['ConfigChange', { code: 2, stderr: 'why' }, 'blocks', /does not take effect/],
  ['TeammateIdle', { stdout: '{"decision":"block","reason":"More."}' }, 'blocks', /goes on working/],
  ['SessionEnd', { stdout: '{"decision":"block"}' }, 'goes on', /cannot be blocked: the decision is ignored/],
  ['PostCompact', { stdout: '{"continue":false}' }, 'goes on', /changes nothing for PostCompact/],
  ['Setup', { stdout: specific('Setup', { additionalContext: 'x' }) }, 'goes on', /reaches nobody/],
  ['PreToolUse', { stdout: specific('PreToolUse', { permissionDecision: 'allow' }) }, 'goes on', /without asking you/],
  ['PreToolUse', { stdout: specific('PreToolUse', { permissionDecision: 'ask' }) }, 'goes on', /You are asked/],
  [
    'PreToolUse',
    { stdout: specific('PreToolUse', { updatedInput: {} }) },
    'goes on',
    /gets the input that the hook gives/,
  ],
  [
    'PermissionRequest',
    { stdout: specific('PermissionRequest', { decision: { behavior: 'deny', message: 'No.' } }) },
    'blocks',
    /refused without asking/,
  ],
  ['Elicitation', { stdout: specific('Elicitation', { action: 'decline' }) }, 'goes on', /answered with “decline”/],
  ['Stop', { stdout: '{"async":true}' }, 'in the background', /Nobody waits for it/],
  [
    'Stop',
    { ended: 'time limit', code: null, stdout: 'half' },
    'cancelled',
    /takes too long, discards what it printed/,
  ],
  ['Stop', { ended: 'not started', code: null, problem: 'ENOENT' }, 'error', /could not be started: ENOENT/],
  ['Stop', { code: 127, stderr: 'not found' }, 'error', /as if there were no hook/],
] as const)
  test(`${event}, ${JSON.stringify(over)}: ${outcome}`, () => {
    const verdict = judge(event, over)
    assert.equal(verdict.outcome, outcome)
    assert.match(verdict.happens, happens)
  })

test('of an event that no session of ours provoked it is not said that it was measured', () => {
  assert.equal(judge('TeammateIdle', {}).evidence, 'documented')
  assert.equal(judge('PreToolUse', {}).evidence, 'measured')
})

test('a text that is too long for the conversation is given in part', () => {
  const [told] = judge('UserPromptSubmit', { stdout: 'x'.repeat(LONGEST_GIVEN + 1) }).told
  assert.match(told?.words ?? '', /^UserPromptSubmit hook success: <persisted-output>\nOutput too large \(9\.8KB\)/)
  assert.ok((told?.words.length ?? 0) < 2500)
})

test('the answer to a request blocks by its body and never by its status', () => {
  const block = '{"decision":"block","reason":"No."}'
  assert.equal(judge('Stop', { stdout: block, status: 200 }, 'http').outcome, 'blocks')
  assert.equal(judge('Stop', { stdout: block, status: 500, code: 1 }, 'http').outcome, 'error')
  assert.match(judge('Stop', { code: 1, stderr: 'connect ECONNREFUSED' }, 'http').exit, /No answer came/)
})

const hook = (handler: Record<string, unknown>): Hook => ({
  ...{
    id: 'x',
    hash: 'x',
    owner: { kind: 'settings', layer: 'user', project: null, root: null },
    file: '/x',
    at: [],
    line: 1,
  },
  ...{ event: 'Stop', matcher: null, type: 'http', handler, timeout: null },
})

test('only an address of this machine is one that stays on it', () => {
  const isLoopback = (url: string) => {
    const request = requestOf(hook({ url }))
    return typeof request === 'object' && request?.isLoopback
  }
  for (const url of [
    'http://127.0.0.1:1/',
    'http://localhost/x',
    'https://[::1]:8/',
    'http://127.8.8.8/',
    'http://2130706433/',
  ])
    assert.equal(isLoopback(url), true, url)
  for (const url of [
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::2]/',
  ])
    assert.equal(isLoopback(url), false, url)
  for (const url of ['', 'x', 'file:///etc/passwd', 'javascript:alert(1)', 'http://a:b@127.0.0.1/', 5])
    assert.equal(typeof requestOf(hook({ url })), 'string', String(url))
})

test('there is a sample of every event, and what the matcher matches comes first', () => {
  const at = { project: '/p', session: 's', transcript: '/t' }
  for (const event of EVENTS.keys())
    for (const sample of samplesOf(event, at)) {
      assert.equal(sample.input.hook_event_name, event)
      assert.deepEqual([sample.input.session_id, sample.input.transcript_path], ['s', '/t'])
    }
  const first = (event: string, matcher: string) => samplesOf(event, at, matcher)[0]?.name
  assert.equal(first('PreToolUse', 'Write|Edit'), 'Write')
  assert.equal(first('PreToolUse', '^E'), 'Edit')
  assert.equal(first('PreToolUse', 'mcp__tracker__ask'), 'mcp__tracker__ask')
  assert.equal(first('SessionStart', 'compact'), 'compact')
  assert.equal(first('NoSuchEvent', 'x'), 'NoSuchEvent')
})

test('output of any kind is read without failing', () => {
  for (const text of [
    '{'.repeat(100_000),
    `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
    '{"__proto__":{"decision":"block"}}',
    '{"hookSpecificOutput":{"hookEventName":"__proto__"}}',
    '\ufeff{}',
    '\0',
  ])
    assert.ok(readOutput('Stop', text).kind.length > 0)
  assert.equal(readOutput('Stop', '{"hookSpecificOutput":{"hookEventName":"constructor"}}').kind, 'refused')
})

test('a time is compared with what hooks usually take', () => {
  assert.deepEqual([5, 10, 50, 51, 100, 500, 501].map(paceOf), [
    'quick',
    'simple',
    'simple',
    'between',
    'complex',
    'complex',
    'slow',
  ])
  assert.deepEqual([percentile([3, 1, 2], 0.5), percentile([4], 0.95), percentile([], 0.5)], [2, 4, 0])
})
