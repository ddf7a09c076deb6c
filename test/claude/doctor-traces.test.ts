import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { only } from '../../server/doctor/examine.ts'
import type { HookSubject } from '../../server/doctor/hooks/types.ts'
import { occasionsIn } from '../../server/doctor/overhead/occasions.ts'
import { openPanel } from '../../server/panel.ts'
import { conditionModel } from '../../server/plugins/doctor/conditions/model.ts'
import { applySwitch, showSwitch } from '../../server/plugins/doctor/conditions/switch.ts'
import { hookCosts, hookLogs } from '../../server/plugins/doctor/hook-traces.ts'
import { undoAction } from '../../server/plugins/undo.ts'
import { directoryMarketplace, type PluginFiles } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { environmentOf } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'

const run = (script: string, more: object = {}) => ({
  type: 'command',
  command: `"\${CLAUDE_PLUGIN_ROOT}/hooks/${script}"`,
  ...more,
})
const json = (value: unknown) => JSON.stringify(value, null, 2)

const GUARD: PluginFiles = {
  '.claude-plugin/plugin.json': json({ name: 'guard', version: '0.1.0', description: 'Guards.' }),
  'hooks/hooks.json': json({
    hooks: {
      SessionStart: [{ hooks: [{ type: 'http', url: 'http://127.0.0.1:9/guard' }] }],
      UserPromptSubmit: [{ hooks: [run('by-flag.sh'), run('by-key.mjs'), run('silent.sh'), run('breaks.sh')] }],
      PreToolUse: [
        { matcher: 'Write', hooks: [run('writes.sh')] },
        { matcher: 'Read', hooks: [run('slow.sh', { timeout: 1 }), run('git.sh', { if: 'Bash(git *)' })] },
      ],
      Stop: [{ hooks: [run('silent.sh')] }],
      Nonsense: [{ hooks: [run('silent.sh')] }],
    },
  }),
  'hooks/by-flag.sh': '#!/bin/sh\n[ -f "$CLAUDE_PROJECT_DIR/.enable-strict" ] || exit 0\necho "STRICT BY FLAG"\n',
  'hooks/by-key.mjs': `#!/usr/bin/env node
import { readFileSync } from 'node:fs'
let config = {}
try { config = JSON.parse(readFileSync(process.env.CLAUDE_PROJECT_DIR + '/.claude/guard.json', 'utf8')) } catch {}
if (config.strict) console.log('STRICT BY KEY')
`,
  'hooks/silent.sh': '#!/bin/sh\ncat > /dev/null\n',
  'hooks/breaks.sh': '#!/bin/sh\necho "token=verysecretvalue" >&2\nexit 1\n',
  'hooks/writes.sh': '#!/bin/sh\n',
  'hooks/git.sh': '#!/bin/sh\n',
  'hooks/slow.sh': '#!/bin/sh\nexec sleep 20\n',
}

const BROKEN: PluginFiles = {
  '.claude-plugin/plugin.json': json({ name: 'broken', version: '0.1.0', description: 'Breaks.' }),
  'hooks/hooks.json': '{ "hooks": { "Stop": [',
}

function panelOn(isolated: Isolated) {
  const env = environmentOf(isolated)
  const panel = openPanel(readConfig({ env, cwd: isolated.project, platform: process.platform }), async () => {})
  const hooks = async () => (await panel.doctor.diagnose()).places.flatMap(({ subjects }) => only(subjects, 'hook'))
  return {
    panel,
    places: async () => (await panel.doctor.diagnose()).places,
    async hook(event: string, script: string): Promise<HookSubject> {
      const found = (await hooks()).find(
        ({ hook }) => hook.event === event && JSON.stringify(hook.handler).includes(script),
      )
      assert.ok(found, `${event} ${script}`)
      return found
    },
    [Symbol.dispose]: () => panel.close(),
  }
}

test('in one session: what a switched hook says, and what the debug log and the transcript tell of hooks', async (t) => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  await directoryMarketplace(isolated, 'lab', { guard: GUARD, broken: BROKEN })
  writeFileSync(join(isolated.project, 'note.txt'), 'hello')
  using place = panelOn(isolated)
  const { panel } = place
  const session = openSession(isolated, model, { args: ['--debug', '--allowedTools', 'Read'] })
  const heard = async (text: string) => {
    const { received } = await session.say(text)
    return [received.includes('STRICT BY FLAG'), received.includes('STRICT BY KEY')]
  }

  async function switchIt(script: string): Promise<string> {
    const subject = await place.hook('UserPromptSubmit', script)
    const [project] = conditionModel(panel, subject)?.projects ?? []
    const [condition] = project?.conditions ?? []
    assert.ok(project && condition, script)
    const wanted = { hook: subject.hook.id, project: project.project.id, condition: condition.id }
    const { plan } = await showSwitch(panel, wanted)
    await applySwitch(panel, wanted, plan.fingerprint)
    return `${project.state} -> ${plan.becomes}`
  }

  await t.test('a hook that is switched says so at the next prompt, and no more when that is undone', async () => {
    assert.deepEqual(await heard('one'), [false, false])
    assert.equal(await switchIt('by-flag.sh'), 'not active -> active')
    assert.deepEqual(await heard('two'), [true, false])
    assert.equal(await switchIt('by-key.mjs'), 'not active -> active')
    assert.deepEqual(await heard('three'), [true, true])
    assert.equal(await switchIt('by-flag.sh'), 'active -> not active')
    await undoAction(panel, null)
    await undoAction(panel, panel.store.actions(10).find(({ summary }) => /by-key\.mjs on/.test(summary))?.id ?? 0)
    // What a session said once is sent again: only what is new shows what the hooks said now.
    const before = model.requests.length
    await session.say('four')
    const last = JSON.stringify(
      model.requests
        .slice(before)
        .findLast(({ asker }) => asker === 'main')
        ?.body.messages.slice(-2),
    )
    assert.deepEqual([last.includes('STRICT BY FLAG'), last.includes('STRICT BY KEY')], [true, false])
    assert.equal(existsSync(join(isolated.project, '.claude/guard.json')), false)
  })

  model.answerNext({ tool: 'Read', input: { file_path: join(isolated.project, 'note.txt') } })
  await session.say('read it')
  await session.close()

  const logOf = async (event: string, script: string) => {
    const [log] = hookLogs(panel, await place.places(), await place.hook(event, script))
    assert.ok(log, script)
    return log
  }

  await t.test('the log names each hook that ran, for what, how it ended and how long it took', async () => {
    const silent = await logOf('UserPromptSubmit', 'silent.sh')
    assert.equal(silent.registered, true)
    assert.equal(silent.runs.length, 5)
    assert.ok(silent.runs.every(({ status, ms, plugin }) => status === 0 && ms !== null && plugin === 'guard@lab'))
    const [slow] = (await logOf('PreToolUse', 'slow.sh')).runs
    assert.deepEqual([slow?.outcome, slow?.subject, slow?.status], ['timed out', 'Read', null])
    assert.ok((slow?.ms ?? 0) >= 1000)
  })

  await t.test(
    'one whose matcher does not match leaves no line of its own: that it was passed is known from the others',
    async () => {
      const { runs, passed } = await logOf('PreToolUse', 'writes.sh')
      assert.deepEqual([runs, passed], [[], [{ subject: 'Read', times: 1, why: 'did not match' }]])
    },
  )

  await t.test('what was skipped and what was left out stand there with their reasons', async () => {
    assert.match(
      (await logOf('SessionStart', '127.0.0.1')).skipped[0]?.why ?? '',
      /HTTP hooks are not supported for SessionStart/,
    )
    assert.deepEqual(
      (await logOf('PreToolUse', 'git.sh')).skipped.map(({ why }) => why),
      ['its `if` did not match'],
    )
    assert.deepEqual((await logOf('PreToolUse', 'git.sh')).passed, [], 'its matcher did match')
    const [log] = panel.traces.logs()
    const problems =
      log?.entries.flatMap((entry) => (entry.is === 'problem' ? [`${entry.plugin}: ${entry.message}`] : [])) ?? []
    assert.ok(
      problems.some((one) => /^broken: Its hooks could not be loaded: .*JSON/.test(one)),
      problems.join('\n'),
    )
    assert.ok(problems.some((one) => /^guard: hooks\.Nonsense: unknown hook event; entry ignored/.test(one)))
    assert.doesNotMatch(JSON.stringify(log), /verysecretvalue/)
  })

  await t.test(
    'what a prompt costs is the slowest of its hooks, by the log of all and by the transcript of those that spoke',
    async () => {
      const { events, of } = hookCosts(panel, await place.places())
      const prompts = events.get('UserPromptSubmit')?.measured
      assert.deepEqual([prompts?.times, prompts?.whole], [5, 5])
      const { hook } = await place.hook('PreToolUse', 'slow.sh')
      assert.ok((of(hook).measured?.typical ?? 0) >= 1000)
      assert.equal(events.get('PreToolUse')?.measured?.slowest, of(hook).measured?.slowest)

      const recorded = occasionsIn(panel.traces.runs(), [])
      const perPrompt = recorded.filter(({ event }) => event === 'UserPromptSubmit')
      assert.equal(perPrompt.length, 5)
      assert.ok(
        perPrompt.every(({ runs }) => runs.every(({ command }) => !command.includes('silent.sh'))),
        'silence is not recorded',
      )
      assert.ok(perPrompt.every(({ runs }) => runs.some(({ command }) => command.includes('breaks.sh'))))
      assert.equal(recorded.filter(({ event }) => event === 'Stop').length, 5, 'of Stop all are')
    },
  )

  assert.deepEqual(readdirSync(join(isolated.configDir, 'debug')).filter((name) => name.endsWith('.txt')).length, 1)
})
