import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import {
  cachedFolder,
  type GitMarketplace,
  gitMarketplace,
  type PluginFiles,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { environmentOf, hotplug, hotplugJson, MAIN } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'
const SKILL = 'skills/speak/SKILL.md'
const CALM = 'Read the text aloud in a calm voice.'
const HURRY = 'Read the text aloud in a hurry.'
const HISS = 'Read the text aloud, hissing.'

const SONG: PluginFiles = {
  '.claude-plugin/plugin.json': JSON.stringify({ name: 'song', version: '0.1.0' }),
  'commands/sing.md': 'Sing.\n',
}

/** What the model is told when somebody types the command of the skill. */
async function spoken(isolated: Isolated, model: Model): Promise<string> {
  await using session = openSession(isolated, model)
  const { received } = await session.say('/voice:speak')
  return [CALM, HURRY, HISS].filter((text) => received.includes(text)).join(' and ')
}

suite('switching the way a plugin is developed', { concurrency: true }, () => {
  test('to a link as its cached version: the checkout is what is read, nothing is written through it, undo brings all back', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await published(isolated)
    const folder = cachedFolder(isolated, ID)
    writeFileSync(join(folder, '.env'), 'KEY=1\n')
    const before = stateOf(isolated)
    const source = contents(lab.pluginFolder('voice'))
    {
      await using session = openSession(isolated, model)
      assert.match((await session.say('/voice:speak')).received, new RegExp(CALM))
      assert.equal((await hotplug(isolated, 'mode', ID, 'cached-link', '--yes')).code, 0)
      await session.say('/reload-plugins')
      assert.match((await session.say('/voice:speak')).received, new RegExp(HURRY))
    }
    assert.equal(readlinkSync(folder), lab.pluginFolder('voice'))
    const status = await hotplugJson<StatusAnswer>(isolated, 'status', ID)
    assert.deepEqual(
      status.plugins.map(({ loaded, remedy }) => [loaded.how, remedy]),
      [['link', 'none']],
    )

    assert.match((await hotplug(isolated, 'sync', ID)).out, /in place|link/)
    assert.match((await hotplug(isolated, 'clear', ID, '--yes')).err, /stays/)
    assert.equal(readlinkSync(folder), lab.pluginFolder('voice'))
    assert.deepEqual(contents(lab.pluginFolder('voice')), source)

    writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: HISS }))
    assert.equal(await spoken(isolated, model), HISS)
    assert.equal((await hotplug(isolated, 'undo')).code, 0)
    assert.deepEqual(stateOf(isolated), before)
    assert.deepEqual(contents(lab.pluginFolder('voice')), {
      ...source,
      [SKILL]: contents(lab.pluginFolder('voice'))[SKILL],
    })
    assert.equal(await spoken(isolated, model), CALM)
  })

  test('in place: the marketplace is pointed at the checkout and back, and loses neither options nor secrets', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await published(isolated, withOptions())
    await isolated.claude('plugin', 'uninstall', ID)
    await isolated.claude('plugin', 'install', ID, '--config', 'speed=fast', '--config', 'key=hush')
    const before = stateOf(isolated)
    assert.match(JSON.stringify(before), /fast.*hush/)
    assert.equal((await hotplug(isolated, 'mode', ID, 'in-place', '--yes')).code, 0)
    assert.equal(await spoken(isolated, model), HURRY)
    assert.equal(await spoken(isolated, model), HURRY, 'no session brings the marketplace back by itself')
    const { plugins } = await hotplugJson<StatusAnswer>(isolated, 'status')
    assert.deepEqual(
      plugins.map(({ loaded }) => loaded.how),
      ['in-place', 'in-place'],
    )

    renameSync(lab.bare, `${lab.bare}.away`)
    const offline = await hotplug(isolated, 'undo')
    assert.equal(offline.code, 2)
    assert.match(offline.err, /git says/)
    assert.equal(await spoken(isolated, model), HURRY, 'what cannot be fetched stays as it is')
    renameSync(`${lab.bare}.away`, lab.bare)
    assert.equal((await hotplug(isolated, 'undo')).code, 0)
    assert.deepEqual(stateOf(isolated), before)
    assert.deepEqual(readdirSync(join(isolated.root, 'state', 'aside')), [])
    assert.equal(await spoken(isolated, model), CALM)
  })

  test('into the skills folder: under its other id, and back with options, secrets and an edited copy', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await published(isolated, withOptions())
    await isolated.claude('plugin', 'uninstall', ID)
    await isolated.claude('plugin', 'install', ID, '--config', 'speed=fast', '--config', 'key=hush')
    writeFileSync(join(cachedFolder(isolated, ID), 'commands/shout.md'), 'Edited in the copy.\n')
    const before = stateOf(isolated)
    const source = contents(lab.pluginFolder('voice'))
    const done = await hotplugJson<{ id: string; becomes: string }>(isolated, 'mode', ID, 'skills-dir', '--yes')
    assert.deepEqual([done.id, done.becomes], ['voice@skills-dir', 'voice@skills-dir'])
    assert.equal(await spoken(isolated, model), HURRY)
    const shown = await hotplugJson<{ current: string; switched: { plugin: string } }>(
      isolated,
      'mode',
      'voice@skills-dir',
    )
    assert.deepEqual([shown.current, shown.switched.plugin], ['skills-dir', ID])
    assert.deepEqual(await hotplugJson(isolated, 'mode', ID), shown, 'it is found by its old id as well')
    await hotplug(isolated, 'clear', '--all', '--yes')
    assert.deepEqual(contents(lab.pluginFolder('voice')), source)

    assert.equal((await hotplug(isolated, 'mode', 'voice@skills-dir', 'copy', '--yes')).code, 0)
    assert.deepEqual(stateOf(isolated), before)
    assert.deepEqual(readdirSync(join(isolated.root, 'state', 'aside')), [])
    assert.equal(await spoken(isolated, model), CALM)
  })

  test('from one to another takes the first back, and undo takes it again', async () => {
    using isolated = isolate()
    const lab = await published(isolated)
    assert.equal((await hotplug(isolated, 'mode', ID, 'cached-link', '--yes')).code, 0)
    const linked = stateOf(isolated)
    const { out, code } = await hotplug(isolated, 'mode', ID, 'in-place', '--yes')
    assert.equal(code, 0, out)
    assert.ok(lstatSync(cachedFolder(isolated, ID)).isDirectory())
    const undone = await hotplug(isolated, 'undo')
    assert.equal(undone.code, 0, undone.err)
    assert.deepEqual(stateOf(isolated), linked)
    assert.equal(readlinkSync(cachedFolder(isolated, ID)), lab.pluginFolder('voice'))
  })

  test('that fails midway is taken back at once', async () => {
    using isolated = isolate()
    await published(isolated)
    const before = stateOf(isolated)
    const full = 'if [ "$3 $5" = "add " ]; then echo "✘ Failed: the disk is full."; exit 1; fi'
    const { code, err } = await hotplug(wrapped(isolated, full), 'mode', ID, 'in-place', '--yes')
    assert.equal(code, 2)
    assert.match(err, /the disk is full\. Everything is as it was\./)
    assert.deepEqual(stateOf(isolated), before)
  })

  test('that was killed midway is told of, and undo puts the state before back', async () => {
    using isolated = isolate()
    const lab = await published(isolated)
    const before = stateOf(isolated)
    const uninstall = 'if [ "$2" = uninstall ]; then "$REAL" "$@"; touch "$REACHED"; exec sleep 60; fi'
    await killAt(isolated, uninstall, ID, 'skills-dir')
    assert.deepEqual(Object.keys(before.installed as object).includes(ID), true)
    const told = await hotplug(isolated, 'history')
    assert.match(
      told.err,
      /A switch of voice@lab was interrupted at step 2 of 3 .*`hotplug undo 2` puts the state before back/,
    )
    assert.equal((await hotplug(isolated, 'undo', '2')).code, 0)
    assert.deepEqual(stateOf(isolated), before)
    assert.ok(existsSync(join(lab.pluginFolder('voice'), SKILL)))
  })
})

type StatusAnswer = { plugins: { id: string; loaded: { how: string; path: string }; remedy: string }[] }

/** A marketplace whose checkout has something newer than what is installed, linked as where it is edited. */
async function published(isolated: Isolated, voice: PluginFiles = voicePlugin()): Promise<GitMarketplace> {
  const lab = await gitMarketplace(isolated, 'lab', { voice, song: SONG })
  writePlugin(lab.pluginFolder('voice'), { [SKILL]: voicePlugin({ skill: HURRY })[SKILL] ?? '' })
  assert.equal((await hotplug(isolated, 'link', ID, lab.folder)).code, 0)
  return lab
}

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

/** Everything that a switch changes, but for the times at which it was done. */
function stateOf({ configDir }: Isolated) {
  const json = (path: string) =>
    existsSync(join(configDir, path)) ? JSON.parse(readFileSync(join(configDir, path), 'utf8')) : null
  const untimed = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, one) => (/^(installedAt|lastUpdated)$/.test(key) ? 'then' : one)))
  return {
    installed: untimed(json('plugins/installed_plugins.json').plugins),
    known: untimed(json('plugins/known_marketplaces.json')),
    settings: json('settings.json'),
    secrets: json('.credentials.json'),
    skills: existsSync(join(configDir, 'skills')) && readdirSync(join(configDir, 'skills')),
    cache: contents(join(configDir, 'plugins/cache')),
  }
}

/** Every file with its text and mode; a link with where it leads. Claude Code's own marks are none of it. */
function contents(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = join(path, entry.name)
      if (['.in_use', '.git', '.orphaned_at'].includes(entry.name)) continue
      if (entry.isDirectory()) walk(below)
      else if (entry.isSymbolicLink()) found[below] = `→ ${readlinkSync(join(folder, below))}`
      else
        found[below] =
          `${(statSync(join(folder, below)).mode & 0o777).toString(8)} ${readFileSync(join(folder, below), 'utf8')}`
    }
  }
  walk('')
  return found
}

/** The same place with a `claude` that does something before what the real one does. */
function wrapped(isolated: Isolated, script: string): Isolated {
  const program = join(isolated.root, `claude-${Math.random().toString(36).slice(2)}`)
  writeFileSync(
    program,
    `#!/bin/sh\nREAL="${isolated.program}"\nREACHED="${isolated.root}/reached"\n${script}\nexec "$REAL" "$@"\n`,
    { mode: 0o755 },
  )
  return { ...isolated, program }
}

/** Starts a switch and kills it, and the command that it runs, once that has come to where it waits. */
async function killAt(isolated: Isolated, script: string, id: string, mode: string) {
  const child = spawn(process.execPath, [MAIN, 'mode', id, mode, '--yes'], {
    ...{ cwd: isolated.project, env: environmentOf(wrapped(isolated, script)), stdio: 'ignore', detached: true },
  })
  const ended = once(child, 'exit')
  await until(() => existsSync(join(isolated.root, 'reached')), 'the switch has come there')
  process.kill(-(child.pid as number), 'SIGKILL')
  await ended
}
