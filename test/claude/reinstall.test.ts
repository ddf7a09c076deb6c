import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import {
  cachedFolder,
  directoryMarketplace,
  type GitMarketplace,
  gitMarketplace,
  type PluginFiles,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { environmentOf, hotplug, hotplugJson, MAIN } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'
const SKILL = 'skills/speak/SKILL.md'
const COMMAND = 'commands/shout.md'
const NEW = 'Read the text aloud in a hurry.'

suite('a reinstall', { concurrency: true }, () => {
  test('brings what was pushed at the same version, and keeps the data, secret files and cache edits', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await pushNew(lab)
    const folder = cachedFolder(isolated, ID)
    const data = join(isolated.configDir, 'plugins', 'data', 'voice-lab')
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'voices.json'), '["calm"]')
    writeFileSync(join(folder, COMMAND), 'Edited in the cache.\n')
    writeFileSync(join(folder, '.env'), 'KEY=1\n')
    const [before] = records(isolated)

    const asked = await hotplug(isolated, 'reinstall', ID)
    assert.equal(asked.code, 1, asked.err)
    for (const line of [
      '1. claude plugin marketplace update lab',
      `2. claude plugin uninstall ${ID} --keep-data --scope user`,
      `3. claude plugin install ${ID} --scope user`,
      'Nothing was done. Add --yes',
      COMMAND,
    ])
      assert.ok(asked.out.includes(line), `${line}\n${asked.out}`)
    assert.deepEqual(records(isolated), [before])

    const done = await hotplugJson<Done>(isolated, 'reinstall', ID, '--yes')
    assert.match(done.message, /was reinstalled: 2 files changed/)
    assert.deepEqual(
      done.steps.map(({ state }) => state),
      ['done', 'done', 'done'],
    )
    assert.match(read(folder, SKILL), new RegExp(NEW))
    assert.doesNotMatch(read(folder, COMMAND), /Edited in the cache/)
    assert.equal(read(folder, '.env'), 'KEY=1\n')
    assert.equal(read(data, 'voices.json'), '["calm"]')
    const [after] = records(isolated)
    assert.notEqual(after?.gitCommitSha, before?.gitCommitSha)
    assert.equal(enabled(isolated), true)
    assert.deepEqual(trashed(isolated), [COMMAND, SKILL])
    assert.equal(trashedText(isolated, COMMAND), 'Edited in the cache.\n')
    assert.ok(!allTrash(isolated).some((text) => text.includes('KEY=1')), 'no secret stays in the trash')

    const restored = await hotplug(isolated, 'trash', 'restore', '1', COMMAND)
    assert.equal(restored.code, 0, restored.err)
    assert.equal(read(folder, COMMAND), 'Edited in the cache.\n')
    assert.match(read(folder, SKILL), new RegExp(NEW))
  })

  test('keeps the options of a plugin, the secret ones too, which an uninstall alone would remove', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: withOptions() })
    await isolated.claude('plugin', 'uninstall', ID)
    await isolated.claude('plugin', 'install', ID, '--config', 'speed=fast', '--config', 'key=hush')
    const kept = () => [settings(isolated).pluginConfigs, read(isolated.configDir, '.credentials.json')]
    const before = kept()
    assert.match(JSON.stringify(before), /fast.*hush/)

    await killAt(isolated, 'uninstall')
    assert.equal(records(isolated).length, 2, 'the plugin is held by a second installation')
    assert.match(
      (await hotplug(isolated, 'history')).err,
      /had not come to the uninstall: voice@lab was not uninstalled/,
    )
    assert.equal(records(isolated).length, 1)
    assert.deepEqual(kept(), before)

    writePlugin(lab.pluginFolder('voice'), { [SKILL]: NEW })
    await lab.push('Hurry')
    const done = await hotplugJson<Done>(isolated, 'reinstall', ID, '--yes')
    assert.equal(done.steps.length, 5)
    assert.deepEqual(kept(), before)
    assert.equal(read(cachedFolder(isolated, ID), SKILL), NEW)
    assert.deepEqual(scopes(isolated), ['user'])
    assert.deepEqual(readdirSync(join(isolated.root, 'state', 'aside')), [])
    assert.ok(!existsSync(join(cachedFolder(isolated, ID), '.orphaned_at')))
  })

  test('of a disabled plugin of a project leaves it disabled, and the record of the user as it is', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await isolated.claude('plugin', 'uninstall', ID)
    await isolated.claude('plugin', 'install', ID, '--scope', 'project')
    await isolated.claude('plugin', 'install', ID, '--scope', 'user')
    await isolated.claude('plugin', 'disable', ID, '--scope', 'project')
    const user = records(isolated).find(({ scope }) => scope === 'user')
    await pushNew(lab)
    const done = await hotplugJson<Done>(isolated, 'reinstall', ID, '--yes')
    assert.ok(done.commands.every(({ command }) => !command.includes('--scope user')))
    assert.match(read(cachedFolder(isolated, ID), SKILL), new RegExp(NEW))
    const inProject = JSON.parse(read(isolated.project, '.claude/settings.json'))
    assert.deepEqual(inProject.enabledPlugins, { [ID]: false })
    assert.equal(enabled(isolated), true)
    assert.deepEqual(
      records(isolated).find(({ scope }) => scope === 'user'),
      user,
    )
  })

  test('of a directory marketplace renews the copy in the cache', async () => {
    using isolated = isolate()
    const lab = await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
    writePlugin(lab.pluginFolder('voice'), { [SKILL]: NEW })
    const done = await hotplugJson<Done>(isolated, 'reinstall', ID, '--yes')
    assert.match(done.notes.join(' '), /reads voice in place/)
    assert.equal(read(cachedFolder(isolated, ID), SKILL), NEW)
  })

  test('changes nothing when the marketplace is gone, or does not have the plugin any more', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const folder = cachedFolder(isolated, ID)
    writeFileSync(join(folder, COMMAND), 'Edited in the cache.\n')
    const before = [records(isolated), settings(isolated)]
    const refuses = async (sentence: RegExp) => {
      const { code, err } = await hotplug(isolated, 'reinstall', ID, '--yes')
      assert.equal(code, 2)
      assert.match(err, sentence)
      assert.match(err, /Nothing was uninstalled/)
      assert.deepEqual([records(isolated), settings(isolated)], before)
      assert.equal(read(folder, COMMAND), 'Edited in the cache.\n')
      assert.deepEqual(existsSync(join(isolated.root, 'state/trash')) ? trashTokens(isolated) : [], [])
    }
    renameSync(lab.bare, `${lab.bare}.away`)
    await refuses(/could not be updated: git says: .*does not appear to be a git repository/)
    renameSync(`${lab.bare}.away`, lab.bare)
    const catalogue = JSON.parse(read(lab.folder, '.claude-plugin/marketplace.json'))
    const publish = async (plugins: unknown[]) => {
      writePlugin(lab.folder, { '.claude-plugin/marketplace.json': JSON.stringify({ ...catalogue, plugins }) })
      await lab.push('Another catalogue')
    }
    await publish([{ name: 'voice', source: './plugins/nowhere' }])
    await refuses(/names a folder for voice that is not there/)
    await publish([])
    await refuses(/just updated, does not name voice any more/)
  })

  test('that cannot install again says so, with the command that ends it, and keeps the old files and options', async () => {
    using isolated = isolate()
    await gitMarketplace(isolated, 'lab', { voice: withOptions() })
    await isolated.claude('plugin', 'uninstall', ID)
    await isolated.claude('plugin', 'install', ID, '--config', 'speed=fast')
    const full = 'if [ "$2 $5" = "install user" ]; then echo "✘ Failed: the disk is full."; exit 1; fi'
    const { code, err } = await hotplug(wrapped(isolated, full), 'reinstall', ID, '--yes')
    assert.equal(code, 2)
    assert.match(err, /voice@lab was uninstalled\. Installing it again failed: Failed: the disk is full\./)
    const command = /Run `claude (plugin install voice@lab --scope user)` to finish/.exec(err)?.[1] ?? ''
    assert.deepEqual(scopes(isolated), ['local'])
    assert.ok(trashed(isolated).includes(SKILL) && trashed(isolated).includes('.mcp.json'))
    await isolated.claude(...command.split(' '))
    assert.equal((await hotplug(isolated, 'history')).err, '')
    assert.deepEqual(scopes(isolated), ['user'])
    assert.deepEqual(settings(isolated).pluginConfigs, { [ID]: { options: { speed: 'fast' } } })
  })

  test('killed midway is told of by the next command, with the one that ends it', async () => {
    using isolated = isolate()
    await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const before = records(isolated)
    await killAt(isolated, 'marketplace')
    const first = await hotplug(isolated, 'history')
    assert.match(first.err, /An interrupted reinstall of voice@lab had not begun to change anything/)
    assert.deepEqual(records(isolated), before)
    await killAt(isolated, 'install')
    const second = await hotplug(isolated, 'history')
    assert.match(
      second.err,
      /left voice@lab uninstalled\. Run `claude plugin install voice@lab --scope user` to finish/,
    )
    assert.deepEqual(records(isolated), [])
    assert.ok(trashed(isolated).includes(SKILL))
    assert.equal((await hotplug(isolated, 'history')).err, '')
  })

  test('of two plugins at once is one after the other', async () => {
    using isolated = isolate()
    const plugins = { voice: voicePlugin(), song: named('song') }
    await gitMarketplace(isolated, 'lab', plugins)
    const log = join(isolated.root, 'log')
    const logging = wrapped(isolated, `echo "start" >> ${log}`, `echo "end" >> ${log}`)
    const both = await Promise.all([
      hotplug(logging, 'reinstall', ID, '--yes'),
      hotplug(logging, 'reinstall', 'song@lab', '--yes'),
      hotplug(logging, 'reinstall', ID, '--yes'),
    ])
    const [first, second, third] = both.map(({ code }) => code)
    assert.deepEqual([second, Math.min(first ?? 9, third ?? 9)], [0, 0], JSON.stringify(both))
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    assert.ok(lines.length >= 12)
    for (const [index, line] of lines.entries()) assert.equal(line, index % 2 === 0 ? 'start' : 'end', `line ${index}`)
    assert.deepEqual(settings(isolated).enabledPlugins, { [ID]: true, 'song@lab': true })
  })
})

type Done = {
  message: string
  steps: { command: string; state: string }[]
  commands: { command: string }[]
  notes: string[]
}
type InstalledRecord = { scope: string; gitCommitSha?: string; installPath: string }

async function pushNew(lab: GitMarketplace) {
  writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: NEW }))
  await lab.push('Hurry')
}

const named = (name: string): PluginFiles => ({
  '.claude-plugin/plugin.json': JSON.stringify({ name, version: '0.1.0' }),
  'commands/sing.md': 'Sing.\n',
})

const withOptions = (): PluginFiles => ({
  ...voicePlugin(),
  '.claude-plugin/plugin.json': JSON.stringify({
    name: 'voice',
    version: '0.1.0',
    userConfig: {
      speed: { type: 'string', title: 'Speed', description: 'How fast it speaks' },
      key: { type: 'string', title: 'Key', description: 'Of the speech service', sensitive: true },
    },
  }),
})

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')

const settings = ({ configDir }: Isolated) => JSON.parse(read(configDir, 'settings.json'))
const enabled = (isolated: Isolated) => settings(isolated).enabledPlugins[ID]
const records = ({ configDir }: Isolated): InstalledRecord[] =>
  JSON.parse(read(configDir, 'plugins/installed_plugins.json')).plugins[ID] ?? []

const scopes = (isolated: Isolated) => records(isolated).map(({ scope }) => scope)

const trashTokens = ({ root }: Isolated) =>
  readdirSync(join(root, 'state/trash')).filter((name) => !name.startsWith('.'))
const manifest = (isolated: Isolated) => {
  const [token = ''] = trashTokens(isolated)
  const folder = join(isolated.root, 'state/trash', token)
  type Items = { path: string; before: { stored?: string } | null }[]
  return { folder, items: JSON.parse(read(folder, 'manifest.json')).items as Items }
}
const trashed = (isolated: Isolated) =>
  manifest(isolated)
    .items.filter(({ before }) => before !== null)
    .map(({ path }) => path)
    .sort()
const trashedText = (isolated: Isolated, path: string) => {
  const { folder, items } = manifest(isolated)
  return read(folder, items.find((item) => item.path === path)?.before?.stored ?? '')
}
const allTrash = (isolated: Isolated) => {
  const { folder } = manifest(isolated)
  return readdirSync(folder).map((name) => read(folder, name))
}

/** The same place with a `claude` that does something before, and after, what the real one does. */
function wrapped(isolated: Isolated, before: string, after = ''): Isolated {
  const program = join(isolated.root, `claude-${Math.random().toString(36).slice(2)}`)
  const plugin = (script: string) => (script ? `if [ "$1" = plugin ] && [ "$2" != list ]; then\n${script}\nfi` : '')
  writeFileSync(
    program,
    `#!/bin/sh\n${plugin(before)}\n"${isolated.program}" "$@"\ncode=$?\n${plugin(after)}\nexit $code\n`,
  )
  chmodSync(program, 0o755)
  return { ...isolated, program }
}

/** Starts a reinstall and kills it, and the command that it runs, when that is the one for which it waits. */
async function killAt(isolated: Isolated, verb: string) {
  const reached = join(isolated.root, `reached-${verb}`)
  const hanging = wrapped(isolated, `if [ "$2" = ${verb} ]; then touch ${reached}; exec sleep 60; fi`)
  const child = spawn(process.execPath, [MAIN, 'reinstall', ID, '--yes'], {
    ...{ cwd: isolated.project, env: environmentOf(hanging), stdio: 'ignore', detached: true },
  })
  const ended = once(child, 'exit')
  await until(() => existsSync(reached), `the reinstall runs ${verb}`)
  process.kill(-(child.pid as number), 'SIGKILL')
  await ended
}
