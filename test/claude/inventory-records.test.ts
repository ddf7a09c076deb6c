import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { promisify } from 'node:util'
import { openInventory } from '../../server/claude/inventory.ts'
import { gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { knowing } from './inventory-scratch.ts'

/** Scope, project and version of each record, in the file's order, and where the session is started. */
const CASES: readonly [string, readonly string[], string][] = [
  ['the first of several that apply', ['local A 2', 'project A 1', 'user - 3'], 'A'],
  ['the first, not that of the narrowest scope', ['user - 3', 'local A 2', 'project A 1'], 'A'],
  ['the first that applies in this project', ['project B 1', 'local B 1', 'user - 3'], 'A'],
  ["the repository's in a folder deep in it", ['project A 1'], 'A/deep'],
  ["the repository's in a linked work tree", ['project A 1', 'user - 3'], 'tree'],
  ["a linked work tree's in the repository", ['project tree 2'], 'A'],
  ['the next when the folder of the first is gone', ['user - 9', 'user - 3'], 'A'],
]

suite('of several records the real Claude Code loads', () => {
  let isolated: Isolated
  let model: Model
  const place = (name: string) => join(isolated.root, name)
  const version = (name: string) => join(isolated.configDir, 'plugins/cache/lab/voice', name)

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    for (const name of ['A', 'A/deep', 'B', 'managed']) mkdirSync(place(name))
    const hook = { type: 'command', command: `echo "$CLAUDE_PLUGIN_ROOT" > "${place('loaded')}"` }
    await gitMarketplace(isolated, 'lab', {
      voice: {
        '.claude-plugin/plugin.json': JSON.stringify({ name: 'voice', version: '1' }),
        'hooks/hooks.json': JSON.stringify({ hooks: { SessionStart: [{ hooks: [hook] }] } }),
      },
    })
    for (const name of ['2', '3']) cpSync(version('1'), version(name), { recursive: true })
    await isolated.git(place('A'), 'init', '--quiet')
    await isolated.git(place('A'), 'commit', '--quiet', '--allow-empty', '--message', 'Begin')
    await isolated.git(place('A'), 'worktree', 'add', '--quiet', place('tree'))
  })
  after(async () => {
    isolated[Symbol.dispose]()
    await model[Symbol.asyncDispose]()
  })

  for (const [what, records, folder] of CASES) {
    test(`${what}: ${records.join(', ')} in ${folder}`, async () => {
      writeRecords(records)
      const [ours] = readFrom(folder)
      rmSync(place('loaded'), { force: true })
      await sessionIn(folder)
      assert.equal(readFileSync(place('loaded'), 'utf8').trim(), ours?.loaded.path)
    })
  }

  test('none when none applies, and Hotplug says for which project it is', async () => {
    writeRecords(['project B 1'])
    const [ours] = readFrom('A')
    rmSync(place('loaded'), { force: true })
    await sessionIn('A')
    assert.equal(existsSync(place('loaded')), false)
    assert.match(ours?.loaded.why ?? '', /^Only for .*\/B, not for this project\./)
  })

  function sessionIn(folder: string) {
    const session = promisify(execFile)(isolated.program, ['-p', 'hello'], { cwd: place(folder), env: isolated.env })
    session.child.stdin?.end()
    return session
  }

  function writeRecords(records: readonly string[]) {
    const all = records.map((record) => {
      const [scope, project, name = ''] = record.split(' ')
      const projectPath = project === '-' ? {} : { projectPath: place(project ?? '') }
      return { scope, ...projectPath, installPath: version(name), version: name }
    })
    const file = join(isolated.configDir, 'plugins/installed_plugins.json')
    writeFileSync(file, JSON.stringify({ version: 2, plugins: { 'voice@lab': all } }))
  }

  function readFrom(folder: string) {
    const { home, configDir } = isolated
    const places = { home, configDir, pluginsDir: join(configDir, 'plugins'), project: place(folder) }
    return openInventory({ ...places, managedSettings: place('managed/managed-settings.json') }).read(knowing()).plugins
  }
})
