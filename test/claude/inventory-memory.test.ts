import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { mock, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openInventory } from '../../server/claude/inventory.ts'
import { installVoice, knowing, openScratch } from './inventory-scratch.ts'

/** Longer than a file system needs to give the next change another time. */
const SETTLED = 100

suite('a second reading', () => {
  test('opens no file and lists no folder that did not change, and finds the same', async () => {
    using scratch = furnished()
    await pause(SETTLED)
    const inventory = openInventory(scratch.places)
    const first = inventory.read(knowing())

    const { result, opened } = watching(() => inventory.read(knowing()))

    assert.deepEqual(opened, [])
    assert.deepEqual(result, first)
  })

  test('opens exactly the file that changed', async () => {
    using scratch = furnished()
    await pause(SETTLED)
    const inventory = openInventory(scratch.places)
    inventory.read(knowing())
    const file = scratch.write('config/settings.json', { enabledPlugins: { 'voice@lab': false } })
    await pause(SETTLED)

    const { result, opened } = watching(() => inventory.read(knowing()))

    assert.deepEqual(opened, [file])
    assert.equal(result.plugins[0]?.enabled, false)
  })

  test('sees a change that leaves size and modification time as they were', async () => {
    using scratch = furnished()
    const file = scratch.write('config/settings.json', '{"enabledPlugins":{"voice@lab":true }}')
    fs.utimesSync(file, 1000, 1000)
    await pause(SETTLED)
    const inventory = openInventory(scratch.places)
    assert.equal(inventory.read(knowing()).plugins[0]?.enabled, true)
    scratch.write('config/settings.json', '{"enabledPlugins":{"voice@lab":false}}')
    fs.utimesSync(file, 1000, 1000)
    assert.equal(inventory.read(knowing()).plugins[0]?.enabled, false)
  })

  test('sees changes that follow each other within the same tick of the clock', () => {
    using scratch = furnished()
    const inventory = openInventory(scratch.places)
    for (let round = 0; round < 200; round++) {
      const enabled = round % 2 === 0
      scratch.write('config/settings.json', `{"enabledPlugins":{"voice@lab":${enabled ? 'true ' : 'false'}}}`)
      assert.equal(inventory.read(knowing()).plugins[0]?.enabled, enabled)
    }
  })

  test('sees what came, went and was replaced', async () => {
    using scratch = furnished()
    const inventory = openInventory(scratch.places)
    const seen = () => {
      const { plugins, cached, problems } = inventory.read(knowing())
      return [plugins.map(({ id }) => id), cached.map(({ version }) => version), problems.length]
    }
    assert.deepEqual(seen(), [['voice@lab', 'here@skills-dir'], ['0.1.0'], 0])
    scratch.folder('config/plugins/cache/lab/voice/0.2.0')
    fs.rmSync(scratch.at('config/skills'), { recursive: true })
    assert.deepEqual(seen(), [['voice@lab'], ['0.1.0', '0.2.0'], 0])
    scratch.write('config/plugins/installed_plugins.json', '{')
    assert.deepEqual(seen(), [[], ['0.1.0', '0.2.0'], 2])
    fs.renameSync(scratch.at('config'), scratch.at('old'))
    assert.deepEqual(seen(), [[], [], 0])
    fs.renameSync(scratch.at('old'), scratch.at('config'))
    installVoice(scratch)
    assert.deepEqual(seen(), [['voice@lab'], ['0.1.0', '0.2.0'], 0])
  })
})

test('what is to be watched has every file that was read, also those that are not there', () => {
  using scratch = furnished()
  const inventory = openInventory(scratch.places)
  const before = inventory.watched()
  const { opened } = watching(() => inventory.read(knowing()))
  assert.deepEqual(inventory.watched(), before)
  const registry = opened.filter((path) => /(?:settings|marketplaces?|plugins)\.json$/.test(path))
  assert.deepEqual(
    registry.filter((path) => !inventory.registryFiles().includes(path)),
    [],
  )
  for (const path of [
    'project/.claude/settings.local.json',
    'managed/managed-settings.json',
    'config/plugins/cache',
    'config/skills',
  ])
    assert.ok(before.includes(scratch.at(path)), path)
})

function furnished() {
  const scratch = openScratch()
  installVoice(scratch)
  scratch.write('config/skills/here/.claude-plugin/plugin.json', { name: 'here' })
  scratch.write('config/.claude.json', { projects: { [scratch.at('project')]: {} } })
  return scratch
}

/** Every path below the scratch folder that is opened or listed meanwhile. */
function watching<T>(action: () => T) {
  const opens = [
    mock.method(fs, 'openSync'),
    mock.method(fs, 'readdirSync'),
    mock.method(fs, 'opendirSync'),
    mock.method(fs, 'readFileSync'),
  ]
  syncBuiltinESMExports()
  try {
    const result = action()
    return {
      result,
      opened: opens.flatMap(({ mock: { calls } }) => calls.map(({ arguments: [path] }) => String(path))),
    }
  } finally {
    mock.restoreAll()
    syncBuiltinESMExports()
  }
}
