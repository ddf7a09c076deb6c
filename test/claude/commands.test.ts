import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runPluginCommand } from '../../server/claude/commands.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** A program that stands where `claude` would, and does what the script says. */
function program(script: string) {
  const folder = temporaryFolder()
  const path = join(folder.path, 'claude')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  const at = {
    ...{ home: folder.path, configDir: join(folder.path, '.claude'), pluginsDir: join(folder.path, '.claude/plugins') },
    ...{ searchPath: process.env.PATH ?? '', project: folder.path },
  }
  return { ...folder, path, at }
}

const LIST = ['plugin', 'install', 'voice@lab', '--scope', 'user']

for (const args of [
  ['--version'],
  ['plugin', 'install', '--settings=/tmp/x', '--scope', 'user'],
  ['plugin', 'install', 'voice@lab; touch p'],
  ['plugin', 'install', '../voice@lab'],
  ['plugin', 'install', '-y'],
  ['plugin', 'install', ''],
  ['plugin', 'install', '/tmp/x'],
  ['plugin', 'marketplace', 'add', 'relative/x'],
  ['plugin', 'marketplace', 'add', '/tmp/x\ny'],
  ['plugin', 'marketplace', 'add', '/tmp/x', '/tmp/y'],
  ['plugin', 'marketplace', 'remove', '/tmp/x'],
])
  test(`${JSON.stringify(args)} never reaches claude`, async () => {
    using fake = program('echo ran')
    await assert.rejects(runPluginCommand(fake.path, args, fake.at), /is not handed to claude/)
  })

test('a repository that settings name may be added, and no other one', async () => {
  using fake = program('echo "$@"')
  const add = (place: string) =>
    runPluginCommand(fake.path, ['plugin', 'marketplace', 'add', place], fake.at, undefined, ['acme/lab', '--x'])
  assert.match((await add('acme/lab')).output, /marketplace add acme\/lab/)
  for (const place of ['acme/other', '--x', 'https://example.com/x.git'])
    await assert.rejects(add(place), /is not handed to claude/)
})

test('what it says comes back without secrets, its input is closed, and git is the one that is quoted', async () => {
  using fake = program(
    `read -r line || echo "no input"; echo "✘ Failed: guessed"; echo "fatal: unable to access 'https://ada:hunter2@git.example/x/'" >&2; echo "token: abc123" ; echo ghp_0123456789abcdefghij0123456789abcdef; exit 1`,
  )
  const { output, sentence } = await runPluginCommand(fake.path, LIST, fake.at)
  assert.match(output, /no input/)
  assert.doesNotMatch(output, /hunter2|abc123|ghp_/)
  assert.equal(sentence, "git says: unable to access 'https://…@git.example/x/'.")
})

test('its own sentence is taken where git said nothing', async () => {
  using fake = program('echo "✘ Failed to install plugin: not found."; exit 1')
  assert.equal((await runPluginCommand(fake.path, LIST, fake.at)).sentence, 'Failed to install plugin: not found.')
})

test('it can be ended', async () => {
  using fake = program('exec sleep 60')
  const abort = new AbortController()
  const running = runPluginCommand(fake.path, LIST, { ...fake.at, signal: abort.signal }, () => abort.abort())
  assert.match((await running).sentence ?? '', /was ended/)
})

test('a very long output is cut', async () => {
  using fake = program('head -c 100000 /dev/zero | tr "\\0" x')
  const { output } = await runPluginCommand(fake.path, LIST, fake.at)
  assert.ok(output.length < 5000)
  assert.match(output, /more characters/)
})

test('only what git and the network need is passed on', async () => {
  using fake = program('env')
  const { output } = await runPluginCommand(fake.path, LIST, { ...fake.at, passedOn: { SSH_AUTH_SOCK: '/agent' } })
  const names = output.split('\n').map((line) => line.slice(0, line.indexOf('=')))
  assert.ok(names.includes('SSH_AUTH_SOCK') && names.includes('HOME'))
  assert.ok(!names.includes('NODE_OPTIONS') && !names.includes('ANTHROPIC_API_KEY'))
})
