import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runOnce } from '../../../server/doctor/bench/run.ts'
import type { Invocation } from '../../../server/doctor/bench/types.ts'
import { processStart } from '../../../server/processes.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { until } from '../../support/until.ts'

const LONG = { milliseconds: 60_000, bytes: 64 * 1024 }
const PATH = { name: 'PATH', value: process.env.PATH ?? '', why: 'yours' }

const shell = (command: string, cwd = '/'): Invocation => ({
  file: '/bin/sh',
  args: ['-c', command],
  form: 'shell',
  cwd,
  environment: [PATH],
})

test('a hook gets its input on standard input alone, and its streams and exit code are kept apart', async () => {
  const run = await runOnce(shell('cat; echo "$#" oops >&2; exit 3'), '{"prompt":"hi"}\n', LONG)
  assert.deepEqual([run.stdout, run.stderr, run.code, run.ended], ['{"prompt":"hi"}\n', '0 oops\n', 3, 'by itself'])
})

test('its environment is what was said and a mark of the bench: nothing of ours, and no key', async () => {
  process.env.ANTHROPIC_API_KEY = 'sk-ant-not-for-hooks'
  try {
    const run = await runOnce(shell('env'), '', LONG)
    const names = run.stdout.split('\n').flatMap((line) => line.split('=')[0] || [])
    const ofTheShell = ['PWD', 'SHLVL', '_', 'OLDPWD']
    assert.deepEqual(names.filter((name) => !ofTheShell.includes(name)).sort(), ['HOTPLUG_BENCH', 'PATH'])
    assert.doesNotMatch(run.stdout, /sk-ant/)
  } finally {
    delete process.env.ANTHROPIC_API_KEY
  }
})

test('one that takes too long is ended, with its children, and with those that left for a session of their own', async () => {
  using folder = temporaryFolder()
  const pids = join(folder.path, 'pids')
  const command = `note() { echo $1 >> ${pids}; }; trap '' TERM
    sleep 300 & note $!
    setsid sh -c 'echo $$ >> ${pids}; (setsid sleep 300 & echo $! >> ${pids}); sleep 300' &
    note $$; while :; do sleep 300; done`
  const run = await runOnce(shell(command), '', { ...LONG, milliseconds: 1500 })
  assert.equal(run.ended, 'time limit')
  assert.equal(run.code, null)
  const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number)
  assert.ok(started.length > 0)
  for (const pid of started) await until(() => processStart(pid) === null, `process ${pid} is gone`)
})

test('what a hook leaves running is ended, and counted', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'pid')
  const run = await runOnce(shell(`sleep 300 >/dev/null 2>&1 & echo $! > ${file}; echo done`), '', LONG)
  assert.deepEqual([run.stdout, run.code, run.ended, run.leftBehind], ['done\n', 0, 'by itself', 1])
  await until(() => processStart(Number(readFileSync(file, 'utf8'))) === null)
})

test('one that prints without an end is stopped, and only the beginning is kept', async () => {
  const run = await runOnce(shell('yes é'), '', { ...LONG, bytes: 1001 })
  assert.deepEqual([run.ended, run.cut, run.code], ['too much output', true, null])
  assert.ok(run.stdout.startsWith('é\né\n') && Buffer.byteLength(run.stdout) <= 1004)
})

test('one that is cancelled is ended', async () => {
  const stop = new AbortController()
  const running = runOnce(shell('sleep 300'), '', LONG, stop.signal)
  stop.abort()
  assert.equal((await running).ended, 'cancelled')
})

test('one that never reads its input, however long, is no failure', async () => {
  const run = await runOnce(shell('exit 0'), 'x'.repeat(4_000_000), LONG)
  assert.deepEqual([run.code, run.ended], [0, 'by itself'])
})

test('a signal that ends it counts as exit code 1, as Claude Code has it', async () => {
  const run = await runOnce(shell('kill -9 $$'), '', LONG)
  assert.deepEqual([run.code, run.signal], [1, 'SIGKILL'])
})

test('what cannot be started says why', async () => {
  using folder = temporaryFolder()
  for (const [invocation, why] of [
    [{ ...shell(''), file: join(folder.path, 'nothing'), args: [] }, /ENOENT/],
    [shell('true', join(folder.path, 'no-folder')), /ENOENT/],
    [{ ...shell(''), args: ['-c', 'a\0b'] }, /null byte/i],
  ] as const) {
    const run = await runOnce(invocation, '', LONG)
    assert.equal(run.ended, 'not started')
    assert.match(run.problem ?? '', why)
  }
  assert.ok(!existsSync(join(folder.path, 'no-folder')))
})
