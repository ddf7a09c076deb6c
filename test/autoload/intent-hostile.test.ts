import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from './ask.ts'

const long = (part: string) => part.repeat(Math.ceil(300_000 / part.length)).slice(0, 300_000)

for (const part of [
  'a',
  '`',
  '"',
  '(',
  '\n',
  ' ',
  '.',
  '<a ',
  '#1 ',
  'A-1-',
  'a/',
  "don't ",
  '部署',
  '1.',
  '> ',
  '```\n',
  '“',
  '\ud800',
  '\u0000',
  'import from ',
  'https://',
  'GET /',
  "a'",
  'docker ',
])
  test(`300,000 characters of ${JSON.stringify(part)} are answered`, () => {
    const { matches, suppressed, skipped } = ask(long(part))
    assert.ok(matches.length <= 100 && suppressed.length <= 100)
    assert.ok(skipped && skipped.to > skipped.from)
  })

test('of a long prompt the beginning and the end are read, and it says what was not', () => {
  const filler = 'Nothing of interest stands here.\n'.repeat(4000)
  const { plugins, skipped } = ask(`Set up kubernetes.\n${filler}`)
  assert.deepEqual(plugins, ['k8s'])
  assert.ok(skipped && skipped.from < 25_000)
  assert.deepEqual(ask(`${filler}Now write the unit tests.`).plugins, ['testing'])
  const middle = `${filler}Set up kubernetes.\n${filler}`
  assert.deepEqual(ask(middle).plugins, [])
  assert.ok((ask(middle).skipped?.from ?? 0) < middle.indexOf('kubernetes'))
})

test('offsets after what was left out are those of the whole prompt', () => {
  const prompt = `${'lorem '.repeat(20_000)}terraform`
  const [match] = ask(prompt).matches
  assert.equal(prompt.slice(match?.offset, (match?.offset ?? 0) + (match?.length ?? 0)), 'terraform')
})

test('a fence that began before the part that was left out is still a fence', () => {
  const code = `look\n\`\`\`js\n${'let a = 1\n'.repeat(12_000)}const docker = kubernetes\n\`\`\`\n`
  assert.deepEqual(ask(code).plugins, [])
})

test('an empty prompt, white space and lone surrogates ask for nothing', () => {
  for (const prompt of ['', '   \n\t', '\ud83d', '\u202e\u0000']) assert.deepEqual(ask(prompt).plugins, [])
})

test('the same prompt is always answered the same', () => {
  const prompt = 'deploy the React app with docker, without tests'
  assert.deepEqual(ask(prompt), ask(prompt))
})
