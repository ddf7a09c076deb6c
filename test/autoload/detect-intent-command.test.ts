import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../support/temporary.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

async function run(home: string, args: readonly string[], input: string | Buffer = '') {
  const child = spawn(process.execPath, [MAIN, 'detect-intent', ...args], {
    cwd: home,
    env: { HOME: home, PATH: process.env.PATH ?? '', HOTPLUG_HOME: join(home, 'state') },
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, out, err }
}

test('JSON on standard output; exit code 0 for some group, 1 for none, 2 and a sentence for an error', async () => {
  using home = temporaryFolder()
  const some = await run(home.path, ['release newest patch npm of specweave', '--json'])
  assert.deepEqual([some.code, some.err, JSON.parse(some.out).plugins], [0, '', ['release']])
  const none = await run(home.path, ['rename this variable'])
  assert.deepEqual([none.code, JSON.parse(none.out)], [1, { plugins: [], ids: [], matches: [], suppressed: [] }])
  for (const args of [[], ['a prompt', '--stdin'], ['one', 'two'], ['--nonsense']]) {
    const wrong = await run(home.path, args)
    assert.deepEqual([wrong.code, wrong.out], [2, ''])
    assert.match(wrong.err, /^\S.+\n$/)
  }
  assert.equal(existsSync(join(home.path, 'state', 'history.db')), false)
})

test('--silent says it by the exit code alone', async () => {
  using home = temporaryFolder()
  assert.deepEqual(await run(home.path, ['--silent', 'add stripe']), { code: 0, out: '', err: '' })
  assert.deepEqual(await run(home.path, ['--silent', 'hello']), { code: 1, out: '', err: '' })
})

test('an empty prompt, one that begins with a hyphen, and one of 100 kB', async () => {
  using home = temporaryFolder()
  assert.equal((await run(home.path, [''])).code, 1)
  assert.equal((await run(home.path, ['--', '--deploy to kubernetes'])).code, 0)
  const { code, out } = await run(home.path, [`${'word '.repeat(20_000)} use terraform`])
  assert.deepEqual([code, JSON.parse(out).plugins], [0, ['infra']])
})

test('--stdin: a line for a line, and a bad one only spoils itself', async () => {
  using home = temporaryFolder()
  const lines = [
    '"deploy to aws"',
    'not json',
    '42',
    '',
    '"rename it"',
    `"${'x'.repeat(5 * 1024 * 1024)}"`,
    '"\\ud800 \\u0000"',
    '"write unit tests"\r',
    '["a"]',
    '"kubernetes"',
  ]
  const { code, out, err } = await run(home.path, ['--stdin'], lines.join('\n'))
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    answers.map(({ plugins, error }) => plugins?.join(' ') ?? error.split(' ').slice(0, 5).join(' ')),
    [
      'infra',
      'This line is not JSON.',
      'This line is JSON, but',
      'This line is not JSON.',
      '',
      'This line is longer than',
      '',
      'testing',
      'This line is JSON, but',
      'k8s',
    ],
  )
  assert.deepEqual([code, err], [0, ''])
  assert.equal((await run(home.path, ['--stdin'], '"hello"\nbad\n')).code, 1)
  assert.deepEqual(await run(home.path, ['--stdin'], ''), { code: 1, out: '', err: '' })
})

test('--stdin: bytes that are no UTF-8', async () => {
  using home = temporaryFolder()
  const { out } = await run(home.path, ['--stdin'], Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a, 0xff, 0x0a]))
  assert.equal(out.trimEnd().split('\n').length, 2)
})

test('a broken groups.yaml is told with its line, and the defaults hold', async () => {
  using home = temporaryFolder()
  mkdirSync(join(home.path, 'state'))
  const file = join(home.path, 'state', 'groups.yaml')
  writeFileSync(file, 'release:\n  plugin: [x]\n')
  const broken = await run(home.path, ['deploy to aws'])
  assert.deepEqual([broken.code, JSON.parse(broken.out).plugins], [0, ['infra']])
  assert.match(broken.err, /groups\.yaml, line 2: release: plugin is not known here/)
  writeFileSync(file, 'mine:\n  plugins: [a@b]\n  prompt:\n    strong: [frobnicate]\n')
  const mended = await run(home.path, ['frobnicate it'])
  assert.deepEqual([mended.err, JSON.parse(mended.out).ids], ['', ['a@b']])
})
