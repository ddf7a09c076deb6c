import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Content, contentsOf, lay, syncedContentsOf, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

const CLAUDE = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'claude')

const PLUGIN: Record<string, Content> = {
  '.claude-plugin/plugin.json': '{"name":"voice","version":"0.1.0"}',
  'skills/speak/SKILL.md': '---\nname: speak\ndescription: d\n---\nbody\n',
  'commands/c.md': 'c\n',
  'hooks/run.sh': { text: '#!/bin/sh\n', mode: 0o755 },
  'windows.md': 'a\r\nb\r\n',
  '.gitignore': '*.log\n',
  '.hidden/h': 'h',
  '.DS_Store': 'd',
  'deep/.in_use/1': 'an ordinary file',
  'ünï 😀.md': 'u',
  'with space.md': 's',
  empty: '',
  'link-inside': '-> commands/c.md',
  'link-folder': '-> commands',
  'link-around': '-> ../voice/commands/c.md',
  'link-chain': '-> link-inside',
  'link-dangling': '-> nowhere',
  'link-shared': '-> ../../shared',
  'link-outside': '-> ../../../outside',
  'link-loop': '-> link-loop',
}

/** What lies beside it in a checkout: Claude Code leaves out some of it, Hotplug all of it. */
const BESIDE: Record<string, Content> = {
  '.env': 'SECRET=1',
  'node_modules/x/i.js': '1',
  '.orphaned_at': '5',
  'a.log': 'l',
}

function claudeIn(folder: string) {
  const env = {
    HOME: join(folder, 'home'),
    PATH: process.env.PATH,
    TERM: 'dumb',
    CLAUDE_CONFIG_DIR: join(folder, 'config'),
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  }
  return (...words: string[]) => execFileSync(CLAUDE, words, { env, cwd: folder, encoding: 'utf8', timeout: 60_000 })
}

function layMarketplace(folder: string, name: string) {
  const entries = [{ name: 'voice', source: './plugins/voice' }]
  const root = lay(join(folder, 'marketplace'), {
    '.claude-plugin/marketplace.json': JSON.stringify({ name, owner: { name: 'x' }, plugins: entries }),
    'shared/s.txt': 's',
  })
  lay(folder, { outside: 'outside', 'home/.keep': '', 'config/.keep': '' })
  lay(join(root, 'plugins', 'voice'), { ...PLUGIN, ...BESIDE })
  return root
}

/** The recipe for a git marketplace without a network: a bare clone that git takes for one on the network. */
function publish(folder: string, root: string) {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.email=a@b', '-c', 'user.name=n', ...words], { cwd: root, encoding: 'utf8' })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'one')
  git('clone', '-q', '--bare', '.', join(folder, 'repos', 'acme', 'gitmk.git'))
  const instead = ['https://github.com/', 'git@github.com:'].map((url) => `insteadOf = ${url}\n`).join('')
  const config = `[url "file://${folder}/repos/"]\n${instead}[protocol "file"]\nallow = always\n`
  writeFileSync(join(folder, 'home', '.gitconfig'), config)
}

function installed(t: TestContext, kind: 'directory' | 'git') {
  const folder = temporary(t)
  const root = layMarketplace(folder, 'lab')
  const claude = claudeIn(folder)
  if (kind === 'git') publish(folder, root)
  else symlinkSync(join(root, 'plugins/voice/commands/c.md'), join(root, 'plugins/voice/link-absolute'))
  claude('plugin', 'marketplace', 'add', kind === 'git' ? 'acme/gitmk' : root)
  claude('plugin', 'install', 'voice@lab')
  const { plugins } = JSON.parse(readFileSync(join(folder, 'config/plugins/installed_plugins.json'), 'utf8'))
  const [record] = plugins['voice@lab']
  const at = { source: join(root, 'plugins', 'voice'), loaded: record.installPath as string }
  return { place: placeIn(folder), at, installedAt: Date.parse(record.lastUpdated) }
}

for (const kind of ['directory', 'git'] as const)
  test(`a plugin that Claude Code has just installed from a ${kind} marketplace does not differ`, (t) => {
    const { place, at, installedAt } = installed(t, kind)
    const { deltas, same, ignored, source } = place.compare({ ...at, installedAt, git: kind === 'git' })
    const fromTheFolder = kind === 'git' ? [] : ['a.log', 'link-absolute']
    assert.deepEqual(deltas, [])
    assert.equal(same, Object.keys(PLUGIN).length - LEFT_OUT.length + fromTheFolder.length)
    assert.equal(ignored, kind === 'git' ? 1 : 0)
    assert.deepEqual(source.skipped.map(({ path }) => path).sort(), LEFT_OUT)
  })

const LEFT_OUT = ['link-loop', 'link-outside', 'link-shared']

test('every file of a fresh install is older than the time that was recorded, one edited later is not', (t) => {
  const { place, at, installedAt } = installed(t, 'git')
  writeFileSync(join(at.source, 'commands/c.md'), 'edited in the checkout\n')
  chmodSync(join(at.source, 'windows.md'), 0o755)
  writeFileSync(join(at.loaded, 'skills/speak/SKILL.md'), 'edited in the cache\n')
  const { deltas, loaded } = place.compare({ ...at, installedAt, git: true })
  assert.deepEqual(
    deltas.map(({ path, edited }) => `${path} ${edited}`),
    ['commands/c.md source', 'skills/speak/SKILL.md cache', 'windows.md source'],
  )
  assert.ok((loaded.newestMs ?? 0) > installedAt)
})

test('after a sync the copy is what Claude Code itself would have installed, but for what it must keep', async (t) => {
  const { place, at } = installed(t, 'directory')
  lay(at.loaded, { '.in_use/1': '{}' })
  const kept = contentsOf(at.loaded)
  lay(at.source, {
    'commands/c.md': 'new\n',
    'skills/new/SKILL.md': 'new\n',
    '.env': 'SECRET=2',
    'node_modules/x/i.js': '2',
  })
  const plan = place.plan('to-loaded', undefined, at)
  await place.apply(plan)
  assert.deepEqual(place.compare(at).deltas, [])
  const now = contentsOf(at.loaded)
  for (const path of ['.env', 'node_modules/x/i.js', '.in_use/1', 'link-shared/s.txt'])
    assert.equal(now[path], kept[path])
  const claude = claudeIn(place.folder)
  claude('plugin', 'uninstall', 'voice@lab')
  claude('plugin', 'install', 'voice@lab')
  assert.ok(existsSync(at.loaded))
  assert.deepEqual(
    syncedContentsOf(at.loaded),
    Object.fromEntries(Object.entries(now).filter(([path]) => !/^(\.env|\.in_use|node_modules)/.test(path))),
  )
})
