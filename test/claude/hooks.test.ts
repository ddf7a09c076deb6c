import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import type { HooksStatus } from '../../server/loading/hooks/hooks.ts'
import { writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel, textIn } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { environmentOf, hotplug, hotplugJson } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { frontendPlugin, releasePlugin } from './drive/groups.ts'
import { type Isolated, type IsolateOptions, isolate } from './drive/isolated.ts'

const RELEASE = 'release newest patch npm of my-lib'
const COMMAND = /publish to npm with provenance/

/** A marketplace of groups' plugins that Claude Code knows and of which nothing is installed; the hooks are. */
async function withHooks(options: IsolateOptions = {}) {
  const isolated = isolate(options)
  const market = join(isolated.root, 'specweave')
  const plugins = { 'sw-release': releasePlugin(), 'sw-frontend': frontendPlugin() }
  writePlugin(market, {
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'specweave',
      owner: { name: 'Ada' },
      plugins: Object.keys(plugins).map((name) => ({ name, source: `./plugins/${name}` })),
    }),
  })
  for (const [name, files] of Object.entries(plugins)) writePlugin(join(market, 'plugins', name), files)
  await isolated.claude('plugin', 'marketplace', 'add', market)
  assert.equal((await hotplug(isolated, 'hooks', 'install', '--yes')).code, 0)
  return { isolated, market }
}

const status = (isolated: Isolated) => hotplugJson<HooksStatus>(isolated, 'hooks', 'status')
const approve = (isolated: Isolated, ...groups: string[]) =>
  groups.reduce(async (before, group) => {
    await before
    assert.equal((await hotplug(isolated, 'groups', 'set', group, 'auto')).code, 0)
  }, Promise.resolve())

function rows(isolated: Isolated, table: string) {
  const db = new Database(join(environmentOf(isolated).HOTPLUG_HOME ?? '', 'history.db'), { readonly: true })
  try {
    return db.prepare(`select * from ${table}`).all() as Record<string, unknown>[]
  } finally {
    db.close()
  }
}

const enabled = ({ configDir }: Isolated): Record<string, boolean> =>
  JSON.parse(readFileSync(join(configDir, 'settings.json'), 'utf8')).enabledPlugins ?? {}

/** What the latest message of the user came with. */
const latest = (model: Model) => textIn(model.lastRequest()?.messages.slice(-2))

test('the hooks are shown, installed, valid, found current, and taken back without a trace', async () => {
  using isolated = isolate()
  const settings = join(isolated.configDir, 'settings.json')
  writeFileSync(settings, '{}\n')
  const shown = await hotplug(isolated, 'hooks', 'install')
  assert.equal(shown.code, 1)
  for (const part of [
    'UserPromptSubmit',
    'PostToolUse (Write|Edit)',
    'hook.cjs',
    'claude plugin marketplace add',
    'Nothing was installed',
  ])
    assert.ok(shown.out.includes(part), part)
  const folder = join(isolated.root, 'state', 'claude-plugin')
  assert.equal(existsSync(folder), false)
  assert.equal((await hotplug(isolated, 'hooks', 'status')).code, 1)

  assert.equal((await hotplug(isolated, 'hooks', 'install', '--yes')).code, 0)
  assert.deepEqual((await status(isolated)).state, 'current')
  for (const path of [folder, join(folder, 'hotplug')])
    assert.match(await isolated.claude('plugin', 'validate', '--strict', path), /Validation passed/)
  const before = readFileSync(settings, 'utf8')
  assert.match((await hotplug(isolated, 'hooks', 'install', '--yes')).out, /installed already/)
  assert.equal(readFileSync(settings, 'utf8'), before)

  rmSync(join(folder, 'hotplug', 'hook.cjs'))
  assert.equal((await status(isolated)).state, 'outdated')
  assert.equal((await hotplug(isolated, 'hooks', 'install', '--yes')).code, 0)
  await isolated.claude('plugin', 'disable', 'hotplug@hotplug')
  assert.equal((await status(isolated)).enabled, false)
  assert.equal((await hotplug(isolated, 'hooks', 'install', '--yes')).code, 0)
  assert.equal((await status(isolated)).enabled, true)

  assert.equal((await hotplug(isolated, 'hooks', 'uninstall')).code, 1)
  assert.equal((await status(isolated)).installed, true)
  assert.equal((await hotplug(isolated, 'hooks', 'uninstall', '--yes')).code, 0)
  assert.equal(existsSync(folder), false)
  assert.deepEqual(enabled(isolated), {})
  assert.doesNotMatch(await isolated.claude('plugin', 'marketplace', 'list'), /hotplug/)
  assert.match((await hotplug(isolated, 'hooks', 'uninstall', '--yes')).out, /No hooks are installed/)
})

test('an approved group is usable in that very prompt, then by /reload-plugins, then in a new session', async () => {
  await using model = await startModel()
  const { isolated } = await withHooks({ modelUrl: model.url })
  using _ = isolated
  await approve(isolated, 'release')
  await using session = openSession(isolated, model)
  assert.doesNotMatch((await session.say('hello')).received, /plugin-text/)
  assert.match((await session.say(RELEASE)).received, COMMAND)
  assert.match(latest(model), COMMAND)
  await until(() => enabled(isolated)['sw-release@specweave'])
  await until(() => rows(isolated, 'decisions').some(({ outcome }) => outcome === 'loaded'))

  await session.say(RELEASE)
  assert.doesNotMatch(latest(model), /plugin-text/)
  await session.say('/reload-plugins')
  await session.say(RELEASE)
  assert.doesNotMatch(latest(model), /plugin-text/)
  assert.match(textIn(model.lastRequest()), /- sw-release:npm: Publish the newest patch/)
  assert.match((await session.say('/sw-release:npm now')).received, COMMAND)
  assert.ok(rows(isolated, 'activations').some(({ route, active_from }) => route === '/reload-plugins' && active_from))
  await session.close()

  await using next = openSession(isolated, model)
  const turn = await next.say(RELEASE)
  assert.doesNotMatch(turn.received, /plugin-text/)
  assert.match(turn.received, /- sw-release:npm: Publish the newest patch/)
  assert.equal(rows(isolated, 'installs').length, 1)
})

test('a fresh session in a React project loads frontend; a prompt then gets it in full; several keywords, several plugins', async () => {
  await using model = await startModel()
  const { isolated } = await withHooks({ modelUrl: model.url })
  using _ = isolated
  writeFileSync(join(isolated.project, 'package.json'), '{"dependencies":{"react":"19.0.0"}}')
  await approve(isolated, 'frontend', 'release')
  await using session = openSession(isolated, model)
  const first = await session.say('hello')
  assert.match(
    first.received,
    /sw-frontend@specweave \(frontend: React\)[\s\S]*command \/sw-frontend:page: Builds a React page/,
  )
  assert.doesNotMatch(first.received, /tram ticket/)
  await until(() => enabled(isolated)['sw-frontend@specweave'])
  await session.say(`build a React page for it, then ${RELEASE}`)
  assert.match(latest(model), COMMAND)
  assert.match(latest(model), /tram ticket/)
  await until(() => enabled(isolated)['sw-release@specweave'])
})

test('what goes wrong does not touch the prompt, and is written down', async () => {
  await using model = await startModel()
  const { isolated, market } = await withHooks({ modelUrl: model.url })
  using _ = isolated
  await approve(isolated, 'release')
  const state = join(isolated.root, 'state')
  const log = () => readFileSync(join(state, 'autoload.log'), 'utf8')
  await using session = openSession(isolated, model)
  await session.say('hello')
  const untouched = async () => {
    const turn = await session.say(RELEASE)
    assert.equal(turn.result, 'ok')
    assert.doesNotMatch(latest(model), /plugin-text|hook error|Hotplug/)
    assert.match(latest(model), new RegExp(RELEASE))
  }

  const db = new Database(join(state, 'history.db'))
  db.exec('pragma locking_mode = exclusive; begin exclusive')
  rmSync(join(market, '.claude-plugin', 'marketplace.json'))
  await untouched()
  db.close()
  assert.match(log(), /hook (did nothing|could not write)/)

  await untouched()
  assert.ok(
    rows(isolated, 'decisions').some(
      ({ outcome, why }) => outcome === 'not found' && /No marketplace/.test(String(why)),
    ),
  )

  const hook = join(state, 'claude-plugin', 'hotplug', 'hook.cjs')
  const code = readFileSync(hook, 'utf8')
  writeFileSync(hook, 'throw new Error("crash")')
  await untouched()
  writeFileSync(hook, code)

  // It is in the catalogue, and cannot be installed.
  writePlugin(market, {
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'specweave',
      owner: { name: 'Ada' },
      plugins: [{ name: 'sw-release', source: { source: 'github', repo: 'acme/nowhere' } }],
    }),
  })
  await untouched()
  await until(() => rows(isolated, 'installs').some(({ outcome }) => outcome === 'failed'))
})

test('two sessions at once: both are helped, and it is installed once', async () => {
  await using model = await startModel()
  const { isolated } = await withHooks({ modelUrl: model.url })
  using _ = isolated
  await approve(isolated, 'release')
  await using one = openSession(isolated, model)
  await using other = openSession(isolated, model)
  const turns = await Promise.all([one.say(RELEASE), other.say(RELEASE)])
  for (const { received } of turns) assert.match(received, COMMAND)
  await until(() => rows(isolated, 'decisions').length === 2)
  assert.deepEqual(
    rows(isolated, 'decisions')
      .map(({ outcome }) => outcome)
      .sort(),
    ['already there', 'loaded'],
  )
  assert.equal(rows(isolated, 'installs').filter(({ outcome }) => outcome === 'loaded').length, 1)
  assert.deepEqual(enabled(isolated), { 'hotplug@hotplug': true, 'sw-release@specweave': true })
})
