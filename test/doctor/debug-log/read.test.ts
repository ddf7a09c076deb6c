import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { openHookRuns } from '../../../server/claude/evidence/hook-runs.ts'
import { parseLine } from '../../../server/doctor/debug-log/parse.ts'
import { openDebugLogs } from '../../../server/doctor/debug-log/read.ts'
import { occasionsIn } from '../../../server/doctor/overhead/occasions.ts'
import { overheadOf } from '../../../server/doctor/overhead/overhead.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const ID = '5a1dba1e-75d3-4636-b9f8-802aba58d269'
const AT = '2026-11-20T21:57:56.086Z'
const line = (text: string, level = 'DEBUG') => `${AT} [${level}] ${text}`
const ran = (script: string, ms: number, at = AT) =>
  `${at} [DEBUG] Hooks: Stop ["/dev/guard/hooks/${script}"] (plugin guard@lab) finished with status 0 (${ms}ms)`

suite('a line of a debug log', () => {
  test('is put in quotes where the command has several lines', () => {
    const text = JSON.stringify('Hooks: Stop [echo one\necho two] moved to the background (34ms)')
    assert.partialDeepStrictEqual(parseLine(line(text)), {
      is: 'ran',
      command: 'echo one\necho two',
      outcome: 'in the background',
      status: null,
    })
  })

  const TOLD: readonly (readonly [string, object])[] = [
    [
      'Hooks: PreToolUse:mcp__plugin_a_b__say [node /x/y.mjs a [b]] (plugin guard@lab) finished with status 2 (41ms)',
      {
        is: 'ran',
        event: 'PreToolUse',
        subject: 'mcp__plugin_a_b__say',
        command: 'node /x/y.mjs a [b]',
        plugin: 'guard@lab',
        outcome: 'finished',
        status: 2,
        ms: 41,
      },
    ],
    [
      'Hooks: UserPromptSubmit [echo hi] cancelled (7ms)',
      { is: 'ran', plugin: null, outcome: 'cancelled', status: null, ms: 7 },
    ],
    [
      'Skipping plugin hooks - allowManagedHooksOnly is enabled and no managed plugins',
      { is: 'skipped', what: 'all hooks of plugins' },
    ],
    [
      'Read hooks.json for plugin off (enabled=false; will NOT register, plugin is disabled): /x/hooks.json',
      { is: 'read', plugin: 'off', registers: false },
    ],
    [
      'Loaded hooks from standard location for plugin old: /x/hooks.json',
      { is: 'read', plugin: 'old', registers: true },
    ],
    [
      '"Hook Stop (Stop) error: status code 1\\nstderr:\\nAPI_KEY=sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
      { is: 'failed', event: 'Stop', message: 'API_KEY=…' },
    ],
  ]
  for (const [text, expected] of TOLD)
    test(text.slice(0, 60), () => assert.partialDeepStrictEqual(parseLine(line(text)), expected))

  for (const text of [
    '',
    'no time at all',
    `[DEBUG] Registered 1 hooks from 1 plugins`,
    line('Hooks: '),
    line('Hooks: Stop [') + 'x'.repeat(100_000),
    line(`Skipping HTTP hook ${'a'.repeat(50_000)}`),
    line(`"Hook Stop (Stop) error: ${'\\'.repeat(3000)}`),
  ])
    test(`nothing is told by ${JSON.stringify(text.slice(0, 40))}`, () =>
      assert.ok(['failed', undefined].includes(parseLine(text)?.is)))
})

function scratch() {
  const temporary = temporaryFolder()
  const folder = join(temporary.path, 'debug')
  mkdirSync(folder)
  return {
    ...temporary,
    file: join(folder, `${ID}.txt`),
    folder,
    logs: openDebugLogs(temporary.path),
    [Symbol.dispose]: temporary[Symbol.dispose],
  }
}

suite('debug logs', () => {
  test('are read anew only when they changed, and a last line that is not whole waits', () => {
    using place = scratch()
    writeFileSync(place.file, `${ran('a.sh', 3)}\n${ran('b.sh', 4).slice(0, 40)}`)
    const [before] = place.logs()
    assert.equal(before?.entries.length, 1)
    assert.equal(place.logs()[0], before)
    appendFileSync(place.file, `${ran('b.sh', 4).slice(40)}\n`)
    assert.equal(place.logs()[0]?.entries.length, 2)
  })

  test('of a huge one the beginning and the end are read, and it is said what was passed over', () => {
    using place = scratch()
    const filler = `${line('x'.repeat(1000))}\n`.repeat(3000)
    writeFileSync(place.file, `${line('Registered 3 hooks from 1 plugins')}\n${filler}${ran('late.sh', 5)}\n`)
    const [log] = place.logs()
    assert.deepEqual(
      log?.entries.map(({ is }) => is),
      ['registered', 'ran'],
    )
    assert.ok((log?.passedOver ?? 0) > 1_000_000)
  })

  test('links, pipes, folders and other names are left alone', () => {
    using place = scratch()
    writeFileSync(join(place.path, 'secret.txt'), `${ran('a.sh', 3)}\n`)
    symlinkSync(join(place.path, 'secret.txt'), place.file)
    symlinkSync(place.file, join(place.folder, 'latest'))
    execFileSync('mkfifo', [join(place.folder, `${ID.replace('5', '6')}.txt`)])
    mkdirSync(join(place.folder, `${ID.replace('5', '7')}.txt`))
    writeFileSync(join(place.folder, 'notes.txt'), `${ran('a.sh', 3)}\n`)
    assert.deepEqual(place.logs(), [])
    assert.deepEqual(openDebugLogs(join(place.path, 'nowhere'))(), [])
  })
})

suite('what hooks cost', () => {
  const transcript = (place: { path: string }, lines: readonly unknown[]) => {
    mkdirSync(join(place.path, 'projects', '-work'), { recursive: true })
    writeFileSync(
      join(place.path, 'projects', '-work', `${ID}.jsonl`),
      lines.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''),
    )
    return openHookRuns(place.path)()
  }
  const attached = (command: unknown, durationMs: unknown, toolUseID = 't1') => ({
    attachment: {
      type: 'hook_success',
      hookName: 'PreToolUse:Bash',
      toolUseID,
      hookEvent: 'PreToolUse',
      stdout: 'private',
      command,
      durationMs,
    },
    type: 'attachment',
    timestamp: AT,
  })

  test('is the slowest of those that ran at once, by what a transcript groups', () => {
    using place = scratch()
    const runs = transcript(place, [
      attached('a', 10),
      attached('b', 30),
      attached('a', 50, 't2'),
      {
        type: 'system',
        subtype: 'stop_hook_summary',
        toolUseID: 's',
        hookInfos: [
          { command: 'a', durationMs: 5 },
          { command: 'b', durationMs: 7 },
        ],
        timestamp: AT,
      },
    ])
    assert.doesNotMatch(JSON.stringify(runs), /private/)
    const { events } = overheadOf(occasionsIn(runs, []), () => [])
    assert.partialDeepStrictEqual(events.get('PreToolUse'), { times: 2, typical: 30, slowest: 50, whole: 0 })
    assert.partialDeepStrictEqual(events.get('Stop'), { times: 1, typical: 7, slowest: 7, whole: 1 })
  })

  test('what is no record tells nothing', () => {
    using place = scratch()
    const runs = transcript(place, [
      '"attachment":{"type":"hook_',
      { ...attached('a', 1), timestamp: 5 },
      attached({}, 1),
      attached('a', 'soon'),
      attached('a', -4),
      attached('x'.repeat(5000), 1),
      { ...attached('a', 1), attachment: [] },
      { subtype: 'stop_hook_summary', hookInfos: 'many', timestamp: AT },
      null,
    ])
    assert.deepEqual(runs, [])
  })

  test('a log of the same session counts instead, a moment ends where a hook comes again, and the plain is not said of the whole', () => {
    using place = scratch()
    writeFileSync(place.file, `${[ran('a.sh', 3), ran('b.sh', 9), ran('b.sh', 20), ran('a.sh', 4)].join('\n')}\n`)
    const runs = transcript(place, [attached('a', 10)])
    const occasions = occasionsIn(runs, place.logs())
    assert.deepEqual(
      occasions.map(({ event, runs: each }) => [event, each.map(({ ms }) => ms)]),
      [
        ['Stop', [3, 9]],
        ['Stop', [20, 4]],
      ],
    )
  })
})
