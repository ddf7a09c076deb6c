import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hookCondition } from '../../views/hook-condition.ts'
import { hookLog } from '../../views/hook-log.ts'
import { eventCost, hookCost } from '../../views/hook-overhead.ts'
import { hookSwitchPage } from '../../views/hook-switch.ts'
import * as traces from './hook-trace-samples.ts'

const words = async (content: unknown) => `${await content}`.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('a condition says in which project it holds, what switches it, and why it is not switched from here', async () => {
  const text = await words(hookCondition(traces.conditionModel()))
  assert.match(
    text,
    /Not active in .*shop this project key checks\.strict of \.claude\/guard\.json now false · line 4 of check\.sh Switch on…/,
  )
  assert.match(text, /flag file \/home\/ada\/\.strict .* It lies outside of this project\./)
  assert.match(text, /Active in .*blog a session is there field checks\.strict of \.claude\/guard\.local\.md/)
  assert.match(text, /Not everything .* Line 7 of check\.sh : its jq filter is more than a key\./)
  assert.equal(hookCondition(null), null)
})

test('what an event costs is said with what it rests on, and not at all where nobody measured it', async () => {
  const { event } = traces.hookCost()
  assert.match(await words(eventCost(event)), /14 ms per tool call, at worst 1\.0 s \(at least\)/)
  assert.match(await words(eventCost({ ...event, measured: null })), /11 ms per tool call on the bench/)
  assert.equal(eventCost({ ...event, measured: null, bench: null }), null)
  assert.match(
    await words(hookCost(traces.hookCost())),
    /12 ms typically, 1\.0 s at worst, in 3 recorded runs\..*By its own history: 3 ms typically, 9 ms at worst, in 7 answers.*said nothing are not in it/,
  )
  assert.match(await words(hookCost(traces.hookCost({ measured: null }))), /No session left a record/)
})

test('a log tells what was registered, passed, skipped and run', async () => {
  const text = await words(hookLog(traces.hookLogs()))
  assert.match(text, /Session 5a1dba1e · process 4242 in/)
  assert.match(
    text,
    /read and registered\. .*entry ignored Skipped 1 time: its `if` did not match\. Write came 2 times without it: its matcher does not match that\./,
  )
  assert.match(text, /– timed out – .*Read exit 2 12 ms/)
  assert.match(text, /3\.8 MiB in the middle of this log were not read/)
  assert.match(await words(hookLog([])), /No debug log tells of it/)
})

test('a switch shows each file before it is confirmed', async () => {
  const text = await words(hookSwitchPage(traces.switchModel()))
  assert.match(
    text,
    /Switch on .* key checks\.strict of \.claude\/guard\.json , now false .*\.claude\/guard\.json is changed .*\.strict is created An empty file/,
  )
  assert.match(await words(hookSwitchPage({ ...traces.switchModel(), shown: null }, 'No.')), /No\. .*Nothing to switch/)
})
