import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import type { GroupRow, GroupsModel } from '../../server/loading/groups.ts'
import type { Loaded } from '../../server/loading/load.ts'
import { writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { openStore } from '../../server/store.ts'
import { groupMarketplace, idOf, installedIn } from '../support/groups.ts'
import { environmentOf, hotplug, hotplugJson, MAIN } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate } from './drive/isolated.ts'

const outcomes = ({ plugins }: { plugins: readonly Loaded[] }) => plugins.map(({ outcome }) => outcome)
const loadJson = (isolated: Isolated, ...groups: string[]) =>
  hotplugJson<{ plugins: Loaded[] }>(isolated, 'load-plugins', ...groups)

suite('load-plugins', { concurrency: 2 }, () => {
  test('installs and enables, once: the next time everything is there', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend'])
    const first = await loadJson(isolated, 'release', 'frontend', 'release')
    assert.deepEqual(outcomes(first), ['loaded', 'loaded'])
    const ids = [idOf('frontend'), idOf('release')]
    assert.deepEqual(installedIn(isolated), { installed: ids, enabled: ids })
    assert.deepEqual(outcomes(await loadJson(isolated, 'release', 'frontend')), ['already there', 'already there'])
  })

  test('enables what was disabled, and what lost its line in the settings', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    await loadJson(isolated, 'release')
    await isolated.claude('plugin', 'disable', idOf('release'))
    assert.deepEqual(outcomes(await loadJson(isolated, 'release')), ['loaded'])
    const file = join(isolated.configDir, 'settings.json')
    const settings = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...settings, enabledPlugins: {} }))
    assert.deepEqual(outcomes(await loadJson(isolated, 'release')), ['loaded'])
    assert.deepEqual(installedIn(isolated).enabled, [idOf('release')])
  })

  test('says of each plugin what became of it, and of all of them with the exit code', async () => {
    using isolated = isolate()
    const { pluginFolder } = await groupMarketplace(isolated, ['release', 'frontend', 'testing'])
    rmSync(pluginFolder('sw-frontend'), { recursive: true })
    const ran = await hotplug(isolated, 'load-plugins', 'release', 'frontend', 'jira', '--json')
    assert.equal(ran.code, 2)
    assert.deepEqual(outcomes(JSON.parse(ran.out)), ['loaded', 'failed', 'not found'])
    assert.match(ran.err, /^frontend: .+\njira: No marketplace of yours has sw-jira@specweave\.\n$/)
    assert.deepEqual(installedIn(isolated).enabled, [idOf('release')])

    assert.equal((await hotplug(isolated, 'load-plugins', 'release', 'jira')).code, 1)
    const nowhere = await hotplug(isolated, 'load-plugins', 'testing', 'nonsense')
    assert.equal(nowhere.code, 2)
    assert.match(nowhere.err, /^There is no group nonsense\. There are release, /)
    assert.deepEqual(installedIn(isolated).enabled, [idOf('release')])
  })

  test('--silent prints nothing, and errors on stderr; the log has each step', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    assert.deepEqual(await hotplug(isolated, 'load-plugins', 'release', '--silent'), { code: 0, out: '', err: '' })
    const missing = await hotplug(isolated, 'load-plugins', 'jira', '--silent', '--json')
    assert.deepEqual([missing.code, missing.out], [1, ''])
    assert.match(missing.err, /^jira: No marketplace of yours has sw-jira@specweave\.\n$/)
    const log = readFileSync(join(environmentOf(isolated).HOTPLUG_HOME as string, 'autoload.log'), 'utf8')
    assert.match(log, /^\S+Z \d+ install sw-release@specweave ok \d+ ms\n/)
    assert.match(log, /command release sw-release@specweave loaded\./)
    assert.match(log, /command jira sw-jira@specweave not found\./)
  })

  test('without claude nothing is installed, in a sentence', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    const without = { ...isolated, program: join(isolated.root, 'nowhere') }
    const ran = await hotplug(without, 'load-plugins', 'release')
    assert.deepEqual([ran.code, ran.out], [2, ''])
    assert.match(ran.err, /^release: No `claude` was found that could install sw-release@specweave\.\n$/)
  })

  test('a repository cannot offer what gets installed', async () => {
    using isolated = isolate()
    const folder = join(isolated.project, 'tools')
    const entry = { name: 'sw-release', source: './sw-release' }
    writePlugin(folder, {
      '.claude-plugin/marketplace.json': JSON.stringify({ name: 'specweave', owner: { name: 'E' }, plugins: [entry] }),
      'sw-release/.claude-plugin/plugin.json': JSON.stringify({ name: 'sw-release', version: '6.6.6' }),
    })
    mkdirSync(join(isolated.project, '.claude'))
    const declared = { specweave: { source: { source: 'directory', path: folder } } }
    writeFileSync(
      join(isolated.project, '.claude', 'settings.json'),
      JSON.stringify({ extraKnownMarketplaces: declared }),
    )
    assert.deepEqual(outcomes(await loadJson(isolated, 'release')), ['not found'])
    assert.deepEqual(installedIn(isolated), { installed: [], enabled: [] })
  })

  test('twelve processes with twelve groups at once lose nothing', async () => {
    using isolated = isolate()
    const groups = GROUPS.slice(0, 12).map(({ name }) => name)
    await groupMarketplace(isolated, groups)
    const { program, calls } = recorded(isolated)
    const through = { ...isolated, program }
    const ran = await Promise.all(groups.map((group) => hotplug(through, 'load-plugins', group, '--silent')))
    assert.deepEqual(
      ran,
      groups.map(() => ({ code: 0, out: '', err: '' })),
    )
    const ids = groups.map(idOf).sort()
    assert.deepEqual(installedIn(isolated), { installed: ids, enabled: ids })
    const store = openStore(environmentOf(isolated).HOTPLUG_HOME as string)
    const installs = store.autoload.installsSince(0)
    store.close()
    assert.deepEqual(installs.map(({ plugin }) => plugin).sort(), ids)
    assert.ok(installs.every(({ outcome, asked_by }) => outcome === 'loaded' && asked_by === 'command'))
    const one = ['begin', 'end']
    assert.deepEqual(
      calls(),
      groups.flatMap(() => one),
    )
  })

  test('the next one waits for a claude whose Hotplug was killed', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend'])
    const { program, calls } = recorded(isolated, 1)
    const env = { ...environmentOf(isolated), HOTPLUG_CLAUDE: program }
    const killed = spawn(process.execPath, [MAIN, 'load-plugins', 'release'], {
      cwd: isolated.project,
      env,
      stdio: 'ignore',
    })
    await until(() => calls().length === 1, 'claude was started')
    const store = openStore(environmentOf(isolated).HOTPLUG_HOME as string)
    await until(() => store.lock('claude itself'), 'its process was noted')
    store.close()
    killed.kill('SIGKILL')
    await once(killed, 'close')
    const ran = await hotplug({ ...isolated, program }, 'load-plugins', 'frontend', '--silent')
    assert.deepEqual(ran, { code: 0, out: '', err: '' })
    assert.deepEqual(calls(), ['begin', 'end', 'begin', 'end'])
    const ids = [idOf('frontend'), idOf('release')]
    assert.deepEqual(installedIn(isolated), { installed: ids, enabled: ids })
  })

  test('what a command loses although it says ok is put right', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend'])
    await loadJson(isolated, 'frontend')
    const program = join(isolated.root, 'claude')
    const settings = join(isolated.configDir, 'settings.json')
    const lose = `const fs = require('fs'); const all = JSON.parse(fs.readFileSync('${settings}')); fs.writeFileSync('${settings}', JSON.stringify({ ...all, enabledPlugins: {} }))`
    const lines = [
      '#!/bin/sh',
      `'${isolated.program}' "$@" || exit $?`,
      `[ "$2" = enable ] || '${process.execPath}' -e "${lose}"`,
    ]
    writeFileSync(program, `${lines.join('\n')}\n`, { mode: 0o755 })
    assert.deepEqual(outcomes(await loadJson({ ...isolated, program }, 'release')), ['loaded'])
    assert.deepEqual(installedIn(isolated).enabled, [idOf('frontend'), idOf('release')])
  })

  test('settings of the project that disable a plugin are told, and left alone', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    mkdirSync(join(isolated.project, '.claude'))
    const file = join(isolated.project, '.claude', 'settings.json')
    const text = JSON.stringify({ enabledPlugins: { [idOf('release')]: false } })
    writeFileSync(file, text)
    for (const outcome of ['loaded', 'already there']) {
      const { plugins } = await loadJson(isolated, 'release')
      assert.deepEqual(
        plugins.map((one) => [one.outcome, one.message]),
        [[outcome, `${idOf('release')} is installed, but ${file} disables it here.`]],
      )
    }
    assert.equal(readFileSync(file, 'utf8'), text)
  })

  test('entries that another program lost meanwhile are put right', async () => {
    using isolated = isolate()
    const groups = ['release', 'frontend', 'testing', 'jira', 'ml', 'k8s']
    await groupMarketplace(isolated, groups)
    const [ours, others] = [groups.slice(0, 3), groups.slice(3)]
    await Promise.all([
      ...ours.map((group) => hotplug(isolated, 'load-plugins', group, '--silent')),
      ...others.map((group) => isolated.claude('plugin', 'install', idOf(group))),
    ])
    await loadJson(isolated, ...ours)
    const { installed, enabled } = installedIn(isolated)
    assert.deepEqual(installed, groups.map(idOf).sort())
    for (const group of ours) assert.ok(enabled.includes(idOf(group)), group)
  })
})

suite('groups', { concurrency: 2 }, () => {
  test('tell of each plugin whether it exists, is installed, enabled and approved', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend'])
    await loadJson(isolated, 'frontend')
    await hotplug(isolated, 'groups', 'set', 'release', 'auto')
    const { on, groups } = await hotplugJson<GroupsModel>(isolated, 'groups')
    assert.equal(on, true)
    assert.deepEqual(
      groups.map(({ name }) => name),
      GROUPS.map(({ name }) => name),
    )
    const named = (name: string) => groups.find((group) => group.name === name)
    const not = { exists: false, installed: false, enabled: false, approved: false, refused: null }
    assert.deepEqual(named('release')?.plugins, [{ ...not, id: idOf('release'), exists: true, approved: true }])
    assert.deepEqual(named('frontend')?.plugins, [
      { ...not, id: idOf('frontend'), exists: true, installed: true, enabled: true },
    ])
    assert.deepEqual(named('jira')?.plugins, [{ ...not, id: idOf('jira') }])
    assert.equal(named('jira')?.says, 'No marketplace of yours has sw-jira@specweave, so it installs nothing.')
  })

  test('offer what the catalogues have instead, and take any id', async () => {
    using isolated = isolate()
    const folder = join(isolated.root, 'marketplaces', 'other')
    const plugin = { name: 'ticket-helper', source: './p', keywords: ['Jira'], category: 'jira' }
    writePlugin(folder, {
      '.claude-plugin/marketplace.json': JSON.stringify({ name: 'other', owner: { name: 'Ada' }, plugins: [plugin] }),
      'p/.claude-plugin/plugin.json': JSON.stringify({ name: 'ticket-helper', version: '1.0.0' }),
    })
    await isolated.claude('plugin', 'marketplace', 'add', folder)
    const { groups } = await hotplugJson<GroupsModel>(isolated, 'groups')
    const id = 'ticket-helper@other'
    assert.deepEqual(groups.find(({ name }) => name === 'jira')?.candidates, [
      { id, score: 4, why: 'its keyword is “jira”, its category is “jira”' },
    ])
    const row = await hotplugJson<GroupRow>(isolated, 'groups', 'set', 'jira', 'auto', '--plugin', id)
    assert.deepEqual([row.instead, row.state, row.plugins.map((one) => one.id)], [true, 'auto', [id]])
    assert.deepEqual(outcomes(await loadJson(isolated, 'jira')), ['loaded'])
    const wrong = await hotplug(isolated, 'groups', 'set', 'jira', 'auto', '--plugin', '--settings=x@y')
    assert.equal(wrong.code, 2)
  })

  test('an approval does not carry over to another plugin of the group', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'testing'])
    await hotplug(isolated, 'groups', 'set', 'release', 'auto')
    const state = environmentOf(isolated).HOTPLUG_HOME as string
    writeFileSync(join(state, 'groups.yaml'), `release:\n  plugins: [${idOf('testing')}]\n`)
    const { groups } = await hotplugJson<GroupsModel>(isolated, 'groups')
    const release = groups.find(({ name }) => name === 'release')
    assert.deepEqual(
      release?.plugins.map(({ id, approved }) => [id, approved]),
      [[idOf('testing'), false]],
    )
  })

  test('what was loaded and then uninstalled is not loaded by itself here, until a person says so', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    await hotplug(isolated, 'groups', 'set', 'release', 'auto')
    await loadJson(isolated, 'release')
    await isolated.claude('plugin', 'uninstall', idOf('release'))
    const refused = async () => {
      const { groups } = await hotplugJson<GroupsModel>(isolated, 'groups')
      return groups.find(({ name }) => name === 'release')?.plugins[0]?.refused
    }
    assert.match((await refused()) ?? '', /^it was uninstalled/)
    assert.deepEqual(outcomes(await loadJson(isolated, 'release')), ['loaded'])
    assert.equal(await refused(), null)
  })

  test('one switch turns all of them off and on again', async () => {
    using isolated = isolate()
    const off = await hotplug(isolated, 'groups', 'off')
    assert.deepEqual([off.code, off.out], [0, 'All groups are switched off.\n'])
    assert.equal((await hotplugJson<GroupsModel>(isolated, 'groups')).on, false)
    await hotplug(isolated, 'groups', 'on')
    assert.equal((await hotplugJson<GroupsModel>(isolated, 'groups')).on, true)
  })
})

/** A `claude` that writes down when it begins and when it ends. */
function recorded({ root, program }: Isolated, seconds = 0) {
  const [script, log] = [join(root, 'claude'), join(root, 'calls')]
  const lines = [
    '#!/bin/sh',
    `echo begin >> ${log}`,
    `sleep ${seconds}`,
    `'${program}' "$@"`,
    'code=$?',
    `echo end >> ${log}`,
    'exit $code',
  ]
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 })
  writeFileSync(log, '')
  return { program: script, calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) }
}
