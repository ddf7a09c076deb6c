import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { MARK } from '../../server/doctor/bench/group.ts'
import { invocationOf, toldAs } from '../../server/doctor/bench/invocation.ts'
import { readOutput } from '../../server/doctor/bench/output.ts'
import { recordedEvents } from '../../server/doctor/bench/recorded.ts'
import { runOnce } from '../../server/doctor/bench/run.ts'
import { type At, samplesOf } from '../../server/doctor/bench/samples.ts'
import type { Verdict } from '../../server/doctor/bench/types.ts'
import { verdictOf } from '../../server/doctor/bench/verdict.ts'
import type { Hook } from '../../server/doctor/hooks/types.ts'
import { directoryMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession, type Session, type Turn } from '../../server/probe/drive/session.ts'
import { hotplug, hotplugJson } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { judged, OUTPUTS } from './bench-outputs.ts'
import { type Isolated, isolate } from './drive/isolated.ts'

/** What the bench says of hooks, held against one session of the real program whose hooks do as they are told. */

const EVENTS = [
  'SessionStart',
  'UserPromptSubmit',
  'UserPromptExpansion',
  'PreToolUse',
  'PostToolUse',
  'PostToolUseFailure',
  'PostToolBatch',
  'Stop',
  'SubagentStart',
  'SubagentStop',
  'MessageDisplay',
  'PreCompact',
]

/** Records what it is given, then does what a file named after its event says, once. */
const SCRIPT = `#!/bin/sh
dir=$1; event=$2
record() { "$2" "$3" > "$dir/$event.$$" && mv "$dir/$event.$$" "$dir/$event.$1"; }
record in cat -; record env env -0; record cwd printf "$PWD"
if mv "$dir/$event.do" "$dir/$event.$$" 2>/dev/null; then . "$dir/$event.$$"; fi
exit 0
`

/** Started itself: what no shell takes apart. */
const WITHOUT_SHELL = (orders: string) => ({
  type: 'command',
  command: '\u0024{CLAUDE_PLUGIN_ROOT}/words.sh',
  args: [
    `${orders}/words`,
    'a b',
    '\u0024{CLAUDE_PLUGIN_ROOT}/x',
    '$HOME',
    '\u0024{CLAUDE_PROJECT_DIR}',
    '\u0024{HOME}',
  ],
})

let model: Model
let isolated: Isolated
let session: Session
let orders: string
let root: string

before(async () => {
  model = await startModel()
  isolated = isolate({ modelUrl: model.url })
  orders = join(isolated.root, 'orders')
  mkdirSync(orders)
  for (const [index, { output }] of OUTPUTS.entries()) writeFileSync(join(orders, `${index}.out`), output)
  const command = (event: string) => ({ type: 'command', command: `"\${CLAUDE_PLUGIN_ROOT}/do.sh" ${orders} ${event}` })
  const marketplace = await directoryMarketplace(isolated, 'lab', {
    'voice.x': {
      '.claude-plugin/plugin.json': JSON.stringify({ name: 'voice.x', version: '0.1.0', description: 'Speaks.' }),
      'hooks/hooks.json': JSON.stringify({
        hooks: {
          ...Object.fromEntries(EVENTS.map((event) => [event, [{ hooks: [command(event)] }]])),
          UserPromptExpansion: [
            { hooks: [command('UserPromptExpansion')] },
            { matcher: 'voice.x:outputs', hooks: [WITHOUT_SHELL(orders)] },
            {
              matcher: 'voice.x:outputs',
              hooks: OUTPUTS.map((_, index) => ({ type: 'command', command: `cat ${orders}/${index}.out` })),
            },
          ],
        },
      }),
      'commands/outputs.md': '---\ndescription: For the outputs.\n---\n\nNothing.\n',
      'commands/shout.md': '---\ndescription: Say it.\n---\n\nSay $ARGUMENTS\n',
      'do.sh': SCRIPT,
      'words.sh': `#!/bin/sh\nout=$1; shift\nprintf '%s\\n' "$0" "$@" > "$out"\n`,
    },
  })
  root = marketplace.pluginFolder('voice.x')
  session = openSession(isolated, model, { args: ['--debug', '--allowedTools', 'Bash(echo:*)', 'Read'] })
  await session.say('hello')
})

after(async () => {
  await session?.close()
  isolated?.[Symbol.dispose]()
  await model?.[Symbol.asyncDispose]()
})

const hookOf = (event: string): Hook => ({
  id: '000000000000',
  hash: '000000000000',
  owner: { kind: 'plugin', plugin: 'voice.x@lab', root },
  file: join(root, 'hooks/hooks.json'),
  at: ['hooks', event, 0, 'hooks', 0],
  line: 1,
  event,
  matcher: null,
  type: 'command',
  handler: { type: 'command', command: `"\${CLAUDE_PLUGIN_ROOT}/do.sh" ${orders} ${event}` },
  timeout: null,
})

const optionsFor = (session: string) => ({
  config: {
    home: isolated.home,
    configDir: isolated.configDir,
    pluginsDir: join(isolated.configDir, 'plugins'),
    searchPath: isolated.env.PATH ?? '',
  },
  version: '2.1.329',
  project: isolated.project,
  session,
  environmentFile: '/nowhere',
})

const tool = (name: string, input: Record<string, unknown>) => {
  model.answerNext({ tool: name, input })
  return session.say('go on')
}
const bash = () => tool('Bash', { command: 'echo hi', description: 'Say hi' })

const PROVOKE: Record<string, () => Promise<Turn>> = {
  SessionStart: async () => {
    await session.say('/clear')
    return await session.say('hello again')
  },
  UserPromptSubmit: () => session.say('prompt'),
  UserPromptExpansion: () => session.say('/voice.x:shout loud'),
  PreToolUse: bash,
  PostToolUse: bash,
  PostToolUseFailure: () => tool('Read', { file_path: '/nowhere/at/all' }),
  PostToolBatch: bash,
  Stop: () => session.say('prompt'),
  SubagentStart: () =>
    tool('Agent', { subagent_type: 'general-purpose', description: 'd', prompt: 'p', run_in_background: false }),
  SubagentStop: () =>
    tool('Agent', { subagent_type: 'general-purpose', description: 'd', prompt: 'p', run_in_background: false }),
  MessageDisplay: () => session.say('prompt'),
  PreCompact: () => session.say('/compact'),
}

/** The same order, given to the hook in the session and on the bench. */
async function both(event: string, order: string): Promise<{ turn: Turn; verdict: Verdict }> {
  const file = join(orders, `${event}.do`)
  writeFileSync(file, order)
  const turn = await (PROVOKE[event] ?? assert.fail)()
  model.forgetAnswers()
  const input: unknown = JSON.parse(readFileSync(join(orders, `${event}.in`), 'utf8'))
  const hook = hookOf(event)
  const invocation = invocationOf(hook, optionsFor('00000000-0000-4000-8000-000000000000')) ?? assert.fail()
  writeFileSync(file, order)
  const run = await runOnce(invocation, `${JSON.stringify(input)}\n`, { milliseconds: 60_000, bytes: 1_000_000 })
  const about = { event, type: 'command', input, ...toldAs(hook, invocation) }
  return { turn, verdict: verdictOf(about, run, readOutput(event, run.stdout)) }
}

const debugLog = () => {
  const folder = join(isolated.configDir, 'debug')
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt') && name !== 'latest')
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('')
}

const say = (value: unknown) => `echo '${JSON.stringify(value)}'`
const context = (event: string) => say({ hookSpecificOutput: { hookEventName: event, additionalContext: 'CONTEXT' } })
const permission = (permissionDecision: string) =>
  say({ hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason: 'REASON' } })

describe('what counts as its output', () => {
  test('every output is valid, plain text or refused as the real program has it, with the same names ignored', async () => {
    await session.say('/voice.x:outputs')
    // Its last lines may come a moment after the turn.
    await until(() => {
      const told = judged(debugLog().replaceAll(isolated.root, ''))
      for (const [index, { event, output }] of OUTPUTS.entries()) {
        const read = readOutput(event, output)
        const ignored = read.kind === 'json' ? [...read.ignored].sort() : []
        assert.deepEqual(told.get(index), { kind: read.kind, ignored }, output)
      }
      return true
    }, 'both say the same')
  })
})

describe('what its end and its output mean', () => {
  /** What Claude is told is compared word by word. Words in capitals are made different for each case. */
  const CASES: readonly (readonly [event: string, order: string, outcome: Verdict['outcome']])[] = [
    ['SessionStart', 'echo PLAIN', 'goes on'],
    ['SessionStart', `${context('SessionStart')}; echo WHY >&2; exit 2`, 'error'],
    ['UserPromptSubmit', 'echo PLAIN', 'goes on'],
    ['UserPromptSubmit', `${context('UserPromptSubmit')}; exit 1`, 'error'],
    ['UserPromptSubmit', 'echo PLAIN; echo WHY >&2; exit 1', 'error'],
    ['UserPromptSubmit', context('Stop'), 'error'],
    ['UserPromptSubmit', say({ continue: false, stopReason: 'REASON' }), 'stops'],
    ['UserPromptExpansion', 'echo PLAIN', 'goes on'],
    ['UserPromptExpansion', 'echo WHY >&2; exit 2', 'blocks'],
    ['UserPromptExpansion', `${say({ decision: 'block', reason: 'REASON' })}; exit 1`, 'blocks'],
    ['PreToolUse', 'echo PLAIN', 'goes on'],
    ['PreToolUse', 'exit 2', 'blocks'],
    ['PreToolUse', `${context('PreToolUse')}; echo WHY >&2; exit 2`, 'blocks'],
    ['PreToolUse', `${say({ decision: 'maybe' })}; echo WHY >&2; exit 2`, 'blocks'],
    ['PreToolUse', say({ decision: 'block', reason: 'REASON' }), 'blocks'],
    ['PreToolUse', permission('deny'), 'blocks'],
    ['PreToolUse', say({ continue: false, stopReason: 'REASON' }), 'stops'],
    ['PostToolUse', 'echo WHY >&2; exit 2', 'blocks'],
    ['PostToolUse', say({ decision: 'block', reason: 'REASON' }), 'blocks'],
    ['PostToolUseFailure', 'echo WHY >&2; exit 2', 'blocks'],
    ['PostToolBatch', 'echo WHY >&2; exit 2', 'blocks'],
    ['PostToolBatch', context('PostToolBatch'), 'goes on'],
    ['Stop', 'echo WHY >&2; exit 2', 'blocks'],
    ['Stop', context('Stop'), 'goes on'],
    ['SubagentStart', context('SubagentStart'), 'goes on'],
    ['SubagentStop', 'echo WHY >&2; exit 2', 'blocks'],
    ['MessageDisplay', 'echo PLAIN; echo WHY >&2; exit 2', 'error'],
    ['PreCompact', 'echo WHY >&2; exit 2', 'blocks'],
    ['PreCompact', say({ decision: 'block', reason: 'REASON' }), 'blocks'],
  ]

  for (const [index, [event, template, outcome]] of CASES.entries())
    test(`${event}: ${template}`, async () => {
      const order = template.replaceAll(/PLAIN|CONTEXT|WHY|REASON/g, (word) => `${word}-${index}-`)
      const { turn, verdict } = await both(event, order)
      assert.equal(verdict.outcome, outcome)
      assert.equal(verdict.evidence, 'measured')
      const received =
        event === 'PostToolBatch' ? turn.received + (await session.say('and now')).received : turn.received
      const told = (to: 'Claude' | 'you') => verdict.told.filter((one) => one.to === to).map(({ words }) => words)
      for (const words of told('Claude')) assert.ok(received.includes(words), `Claude is not told: ${words}`)
      for (const [word] of order.matchAll(/(?:PLAIN|CONTEXT|WHY|REASON)-\d+-/g))
        assert.equal(received.includes(word), told('Claude').join().includes(word), `whether Claude is told ${word}`)
      if (outcome === 'blocks' && told('Claude').length === 0)
        assert.ok(
          told('you').some((words) => turn.result.includes(words)),
          `you are told ${turn.result}`,
        )
    })
})

describe('what a hook is given', () => {
  test('the samples have the fields that the real program sends, in its order', async () => {
    for (const event of EVENTS) if (!existsSync(join(orders, `${event}.in`))) await (PROVOKE[event] ?? assert.fail)()
    for (const event of EVENTS) {
      const text = readFileSync(join(orders, `${event}.in`), 'utf8')
      assert.ok(text.endsWith('}\n'), `${event} ends with a line feed`)
      const real = JSON.parse(text)
      const at: At = { project: isolated.project, session: real.session_id, transcript: real.transcript_path }
      const sample = samplesOf(event, at).find(({ name }) => event !== 'SessionStart' || name === real.source)
      assert.deepEqual(Object.keys(sample?.input ?? {}), Object.keys(real), event)
      for (const [key, value] of Object.entries(sample?.input ?? {}))
        assert.equal(kindOf(value), kindOf(real[key]), `${event}: ${key}`)
      assert.equal(sample?.how, 'measured')
    }
  })

  test('the environment is what the real program gives, less what is said to be left out', () => {
    for (const event of EVENTS) {
      const real = environmentIn(join(orders, `${event}.env`))
      const id = real.get('CLAUDE_CODE_SESSION_ID') ?? ''
      const shown = new Map(
        invocationOf(hookOf(event), optionsFor(id))?.environment.map(({ name, value }) => [name, value]),
      )
      const ofClaude = [...real.keys()].filter((name) => !(name in isolated.env) && !OF_THE_SHELL.includes(name))
      const missing = ofClaude.filter((name) => !shown.has(name) && !NOT_ON_THE_BENCH.test(name))
      assert.deepEqual(missing, [], `${event} has more than the bench gives`)
      for (const [name, value] of shown) {
        if (name === MARK) continue
        assert.ok(real.has(name), `${event} has no ${name}`)
        if (!['CLAUDE_CODE_ENTRYPOINT', 'CLAUDE_ENV_FILE'].includes(name))
          assert.equal(value, real.get(name), `${event}: ${name}`)
      }
    }
  })

  test('an event that is put together from the transcript is the one that the hook was given', async () => {
    for (const event of ['UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'PostToolUseFailure', 'Stop']) {
      const given = JSON.parse(readFileSync(join(orders, `${event}.in`), 'utf8'))
      await until(() => {
        const all = recordedEvents({ configDir: isolated.configDir, project: isolated.project }, event)
        const found = all.find(({ input }) => input.prompt_id === given.prompt_id)
        const { duration_ms: _, ...rest } = given
        assert.deepEqual(found?.input, event.startsWith('PostToolUse') ? rest : given, event)
        return true
      }, `${event} is found`)
    }
  })

  test('a program with arguments is started itself, with the names of three folders replaced', async () => {
    const file = join(orders, 'words')
    if (!existsSync(file)) await session.say('/voice.x:outputs')
    const hook = { ...hookOf('UserPromptExpansion'), handler: WITHOUT_SHELL(orders) }
    const started = invocationOf(hook, optionsFor('x')) ?? assert.fail()
    const [, ...args] = started.args
    assert.equal(started.form, 'exec')
    assert.deepEqual(readFileSync(file, 'utf8').trimEnd().split('\n'), [started.file, ...args])
  })

  test('it is started in the session’s folder', () => {
    for (const event of EVENTS) assert.equal(readFileSync(join(orders, `${event}.cwd`), 'utf8'), isolated.project)
  })
})

const OF_THE_SHELL = ['PWD', 'SHLVL', '_', 'OLDPWD']
const NOT_ON_THE_BENCH = /^CLAUDE_(PID$|CODE_(MESSAGING_|EMIT_|CHILD_NOTES_DIR|SESSION_ATTENDED))/

const environmentIn = (file: string) =>
  new Map(
    readFileSync(file, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)

test('the command says what it would run; with --yes it runs it and says what it means', async () => {
  writeFileSync(join(orders, 'Stop.do'), 'echo Not yet. >&2; exit 2')
  const asked = await hotplug(isolated, 'test-hook', 'voice.x', 'Stop')
  assert.equal(asked.code, 1)
  assert.match(asked.out, /Starts:\n {2}\/bin\/sh\n {2}-c\n {2}"\$\{CLAUDE_PLUGIN_ROOT}\/do\.sh" .* Stop\n {2}in /)
  assert.match(asked.out, /\n {2}CLAUDE_PLUGIN_DATA=.*\/plugins\/data\/voice-x-lab\n/)
  assert.match(asked.out, /Nothing was run\. Add --yes to run it\.\n$/)
  assert.doesNotMatch(asked.out, /ANTHROPIC|no-key-is-needed/)
  type Json = { result: { verdict: Verdict; times: number[] } | null }
  const { result } = await hotplugJson<Json>(isolated, 'test-hook', 'voice.x@lab', 'stop', '1', '--yes')
  assert.deepEqual([result?.verdict.outcome, result?.times.length], ['blocks', 1])
  assert.match(result?.verdict.told[0]?.words ?? '', /^Stop hook feedback:\n\[.*do\.sh.*\]: Not yet\.$/)
  const recorded = await hotplug(isolated, 'test-hook', 'voice.x', 'Stop', '--recorded', '--yes')
  assert.equal(recorded.code, 0)
  assert.match(recorded.out, /Standard input \(recorded ok\)/)
})
