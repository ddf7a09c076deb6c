import assert from 'node:assert/strict'
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { cachedFolder, gitMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate, packagedClaude } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'
const CHECKOUT = 'Read it as the checkout says.'

/** What the ways to develop a plugin rest on, asked of the program itself. */
suite('Claude Code 2.1.329', { concurrency: true }, () => {
  test('an installed plugin keeps its name from the skills folder, disabled or not; --plugin-dir takes it from both', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const folder = await withCheckout(isolated)
    mkdirSync(join(isolated.configDir, 'skills'))
    symlinkSync(folder, join(isolated.configDir, 'skills', 'voice'))
    assert.match(await inSkills(isolated), /already taken by an installed plugin/)
    assert.equal(await reaches(isolated, model, '--plugin-dir', folder), true)
    await isolated.claude('plugin', 'disable', ID)
    assert.match(await inSkills(isolated), /already taken by an installed plugin/)
    assert.equal(await reaches(isolated, model), false)
    settings(isolated, ({ enabledPlugins: _, ...rest }) => rest)
    assert.equal(await inSkills(isolated), 'enabled')
    await isolated.claude('plugin', 'uninstall', ID)
    assert.equal(await inSkills(isolated), 'enabled')
    assert.equal(await reaches(isolated, model), true)
  })

  test('a directory of the same name takes the place of a known marketplace, and the way back is refused', async () => {
    using isolated = isolate()
    const folder = await withCheckout(isolated)
    const checkout = dirname(dirname(folder))
    assert.match(await isolated.claude('plugin', 'marketplace', 'add', checkout), /now points at dir:/)
    const [row] = await listed(isolated)
    assert.deepEqual([row?.id, row?.enabled, row?.readFromFolder], [ID, true, folder])
    await assert.rejects(
      isolated.claude('plugin', 'marketplace', 'add', 'acme/lab'),
      /doesn't match its extraKnownMarketplaces entry/,
    )
    assert.match(
      await isolated.claude('plugin', 'marketplace', 'remove', 'lab', '--scope', 'user'),
      /Also uninstalled 1 plugin/,
    )
  })

  test('a link in place of a cached version stays; an update to another version makes a real folder beside it', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const folder = await withCheckout(isolated)
    const link = linkVersion(isolated, folder)
    assert.equal(await reaches(isolated, model), true)
    await isolated.claude('plugin', 'update', ID)
    await isolated.claude('plugin', 'marketplace', 'update', 'lab')
    assert.ok(lstatSync(link).isSymbolicLink())
    writePlugin(folder, {
      '.claude-plugin/plugin.json': voicePlugin({ version: '0.2.0' })['.claude-plugin/plugin.json'] ?? '',
    })
    const inCheckout = (...args: string[]) => isolated.git(dirname(dirname(folder)), ...args)
    await inCheckout('commit', '--quiet', '--all', '--message', 'Two')
    await inCheckout('push', '--quiet', 'origin', 'main')
    await isolated.claude('plugin', 'marketplace', 'update', 'lab')
    await isolated.claude('plugin', 'update', ID)
    assert.ok(lstatSync(link).isSymbolicLink() && lstatSync(join(dirname(link), '0.2.0')).isDirectory())
    assert.match(cachedFolder(isolated, ID), /0\.2\.0$/)
    assert.ok(!existsSync(join(folder, '.orphaned_at')))
  })
})

test('Claude Code 2.1.100 loads nothing from the skills folder, takes a link away, and marks what it led to', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url, program: packagedClaude('claude-code-2.1.100') })
  const folder = await withCheckout(isolated)
  assert.equal(await reaches(isolated, model, '--plugin-dir', folder), true)
  const link = linkVersion(isolated, folder)
  assert.equal(await reaches(isolated, model), true)
  await until(() => lstatSync(link, { throwIfNoEntry: false }) === undefined, 'the link is gone')
  linkVersion(isolated, folder, link)
  await isolated.claude('plugin', 'uninstall', ID)
  assert.ok(existsSync(join(folder, '.orphaned_at')))
  mkdirSync(join(isolated.configDir, 'skills'))
  symlinkSync(folder, join(isolated.configDir, 'skills', 'voice'))
  assert.equal(await reaches(isolated, model), false)
})

/** A plugin from a git marketplace, and its checkout, which says something else. */
async function withCheckout(isolated: Isolated): Promise<string> {
  const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const folder = lab.pluginFolder('voice')
  writePlugin(folder, voicePlugin({ skill: CHECKOUT }))
  return folder
}

/** Whether what the checkout says reaches the model in a new session. */
async function reaches(isolated: Isolated, model: Model, ...args: readonly string[]): Promise<boolean> {
  await using session = openSession(isolated, model, { args })
  return (await session.say('/voice:speak')).received.includes(CHECKOUT)
}

type Row = { id: string; enabled: boolean; readFromFolder?: string; errors?: string[] }

const listed = async (isolated: Isolated): Promise<Row[]> =>
  JSON.parse(await isolated.claude('plugin', 'list', '--json'))

async function inSkills(isolated: Isolated): Promise<string> {
  const row = (await listed(isolated)).find(({ id }) => id === 'voice@skills-dir')
  return row?.enabled ? 'enabled' : (row?.errors?.[0] ?? 'not there')
}

function settings({ configDir }: Isolated, change: (before: Record<string, unknown>) => Record<string, unknown>) {
  const file = join(configDir, 'settings.json')
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))))
}

function linkVersion(isolated: Isolated, target: string, path = cachedFolder(isolated, ID)): string {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
  return path
}
