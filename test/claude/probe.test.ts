import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { processesBelow } from '../../server/claude/processes-below.ts'
import type { ReportedRow } from '../../server/plugins/probe/report.ts'
import { measuredRows } from '../../server/reload/measured.ts'
import { environmentOf, hotplug, MAIN } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'

/** They share a session, and each needs another remedy. */
const KINDS = ['hook-script', 'command-body', 'hooks.json(command changed)', 'hooks.json(hook removed)']
const ONLY = ['--quick', '--only', KINDS.join()]

type Report = { claude: { version: string }; asked: number; cancelled: boolean; rows: ReportedRow[]; failed: unknown[] }

/** `hotplug probe`, which somebody ends when it has told of a row. */
function probe(isolated: Isolated, ...args: string[]) {
  const env = { ...environmentOf(isolated), ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_API_KEY: 'secret' }
  const child = spawn(process.execPath, [MAIN, 'probe', ...args], { cwd: isolated.project, env })
  let [out, err] = ['', '']
  const told = Promise.withResolvers<void>()
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
    if (/^\d+ of \d+ {2}/m.test(err)) told.resolve()
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  )
  return { pid: child.pid ?? 0, kill: (signal: NodeJS.Signals) => child.kill(signal), told: told.promise, ended }
}

const leftBy = (pid: number) => readdirSync(tmpdir()).filter((name) => name.startsWith(`hotplug-probe-${pid}-`))
const workingBelow = (prefix: string) =>
  (processesBelow(join(tmpdir(), prefix)) ?? []).filter(({ places }) => places.length > 0)

test('a probe finds what the table says, can be ended at any time, and goes on where it was', async () => {
  using isolated = isolate()
  const first = probe(isolated, ...ONLY, '--json')
  await Promise.race([first.told, first.ended])
  const begun = leftBy(first.pid)
  first.kill('SIGINT')
  const ended = await first.ended

  assert.equal(ended.code, 1, ended.err)
  const stopped: Report = JSON.parse(ended.out)
  assert.equal(stopped.cancelled, true)
  const before = stopped.rows.map(({ kind }) => kind)
  assert.equal(before[0], 'hook-script')
  assert.ok(before.length < KINDS.length, 'it was not ended')
  assert.ok(begun.length > 0, 'it worked in no folder of its own')
  assert.deepEqual(leftBy(first.pid), [])
  assert.deepEqual(begun.flatMap(workingBelow), [])

  const second = probe(isolated, ...ONLY, '--json')
  const { code, out, err } = await second.ended
  assert.equal(code, 0, err)
  const report: Report = JSON.parse(out)
  assert.equal(report.claude.version, '2.1.329')
  assert.deepEqual(report.rows.map(({ kind }) => kind).sort(), KINDS.toSorted())
  for (const { mode, kind, least_action, state, note } of report.rows) {
    assert.equal(least_action, measuredLeast(mode, kind), kind)
    assert.equal(state, note === undefined ? 'agrees' : 'teaches nothing', kind)
  }
  for (const kind of before) assert.ok(!err.includes(kind), `${kind} was measured again`)
  assert.match(err, /4 of 4 {2}hooks\.json/)
  assert.deepEqual(leftBy(second.pid), [])
})

test('what is no Claude Code, or cannot be driven, is refused in a sentence', async () => {
  using isolated = isolate()
  const program = (name: string, text: string) => {
    const path = join(isolated.root, name)
    writeFileSync(path, text)
    chmodSync(path, 0o755)
    return path
  }
  const silent = program('silent', '#!/bin/sh\nexit 0\n')
  const ending = program(
    'ending',
    '#!/bin/sh\n[ "$1" = --version ] && echo "2.9.9 (Claude Code)" || { echo no >&2; exit 3; }\n',
  )
  const cases = [
    { args: ['--claude', silent], says: /silent is no Claude Code: it does not tell a version/ },
    { args: ['--claude', ending, ...ONLY], says: /ending cannot be measured: .*exit code 3.*no/ },
    { args: ['--claude', isolated.root], says: /is no program that can be run\. Name the `claude` itself/ },
    { args: ['--only', 'no-such-kind'], says: /There is no kind no-such-kind to measure\. The kinds are: skill-desc/ },
    { args: ['--driver', 'telepathy'], says: /Allowed choices are headless, interactive/ },
  ]
  for (const { args, says } of cases) {
    const { code, out, err } = await hotplug(isolated, 'probe', ...args)
    assert.equal(code, 2, err)
    assert.equal(out, '')
    assert.match(err, says)
    assert.equal(err.trim().split('\n').length, 1, err)
  }
})

function measuredLeast(mode: string, kind: string) {
  const row = measuredRows.find(
    (one) => one.version === '2.1.329' && one.driver === 'stream' && one.mode === mode && one.kind === kind,
  )
  return row?.least_action
}
