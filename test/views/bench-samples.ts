import type { Run, Verdict } from '../../server/doctor/bench/types.ts'
import type { BenchModel, Tried } from '../../server/plugins/doctor/bench/types.ts'
import { NOW } from './samples.ts'

const run = (over: Partial<Run> = {}): Run => ({
  stdout: 'Remember the tests.\n',
  stderr: 'careful\n',
  cut: true,
  code: 2,
  signal: null,
  status: null,
  ended: 'by itself',
  problem: null,
  leftBehind: 2,
  milliseconds: 42,
  ...over,
})

const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  outcome: 'blocks',
  exit: 'It blocks. The tool is not called, and Claude is told why.',
  happens: 'The tool is not called, and Claude is told why.',
  told: [
    { to: 'Claude', words: 'PreToolUse:Bash hook error: careful' },
    { to: 'you', words: 'Look out.' },
  ],
  evidence: 'measured',
  ...over,
})

export const tried = (over: Partial<Tried> = {}): Tried => ({
  version: '',
  run: run(),
  output: { kind: 'json', value: {}, ignored: ['additionalContext', 'nothing'] },
  verdict: verdict(),
  times: [42, 40, 61],
  pace: 'simple',
  differing: 1,
  wrote: 'export A=1\n',
  ...over,
})

/** A hook that was run three times and compared. */
export const benchModel = (over: Partial<BenchModel> = {}): BenchModel => ({
  id: 'a1b2c3d4e5f6',
  event: 'PreToolUse',
  type: 'command',
  fingerprint: '0123456789abcdef01234567',
  cannot: null,
  command: '/bin/sh',
  args: ['-c', 'bash hooks/check.sh'],
  form: 'shell',
  cwd: '/home/ada/dev/checkout',
  environment: [{ name: 'HOME', value: '/home/ada', why: 'yours' }],
  request: null,
  asks: [],
  limit: 60_000,
  own: 600_000,
  inputs: [
    { key: 'sample Bash', words: 'Bash', from: 'sample', how: 'measured', text: '{}' },
    { key: 'fixture 1', words: 'mine', from: 'fixture', how: null, text: '{}' },
    { key: 'recorded 0a1b', words: 'Bash ls', from: 'recorded', how: null, text: '{}' },
  ],
  chosen: { key: 'sample Bash', words: 'Bash', from: 'sample', how: 'measured', text: '{\n  "tool_name": "Bash"\n}' },
  versions: [{ key: 'loaded', words: 'the copy that Claude Code reads' }],
  isConfirmed: true,
  isRunning: false,
  result: {
    at: NOW,
    fingerprint: 'another',
    input: { key: 'sample Bash', words: 'Bash', from: 'sample' },
    stdin: '{}\n',
    command: '/bin/sh -c bash hooks/check.sh',
    asked: 5,
    now: tried(),
    before: tried({ version: 'the last commit', run: run({ code: 0, stdout: 'Other.' }), output: { kind: 'nothing' } }),
    changed: ['its exit code was 0, and is 2'],
  },
  fixtures: [{ id: 1, name: 'mine', outcome: 'goes on', at: NOW }],
  history: [{ at: NOW, input: 'Bash', version: '', outcome: 'blocks', code: 2, times: [42, 40], isSame: false }],
  ...over,
})

/** An http hook that would leave this machine, answered with nothing that counts. */
export const requestModel = (): BenchModel =>
  benchModel({
    ...{ type: 'http', command: null, args: [], form: null, environment: [], versions: [] },
    request: {
      url: 'https://hooks.example/x',
      host: 'hooks.example',
      isLoopback: false,
      headers: [['Authorization', 'Bearer ']],
      variables: ['$MY_TOKEN'],
    },
    result: {
      at: NOW,
      fingerprint: '0123456789abcdef01234567',
      input: { key: 'sample Bash', words: 'Bash', from: 'sample' },
      stdin: '{}\n',
      command: 'POST https://hooks.example/x',
      asked: 1,
      now: tried({ output: { kind: 'refused', problems: ['decision is 5'] }, times: [42] }),
      before: null,
      changed: null,
    },
  })

/** One of which it can only be said what it would ask. */
export const askingModel = (): BenchModel =>
  benchModel({
    ...{ type: 'prompt', cannot: 'A model answers this hook.', asks: [['prompt', 'Is it done? $ARGUMENTS']] },
    ...{ command: null, form: null, result: null, history: [] },
  })
