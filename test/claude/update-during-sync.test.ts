import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { suite, test } from 'node:test'
import { cachedFolder, gitMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { openStore } from '../../server/store.ts'
import { environmentOf, hotplug, hotplugJson, MAIN } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'
const PATHS = Array.from({ length: 200 }, (_, n) => `skills/s${n}/SKILL.md`)

/** Long enough that a file put together from two of them would show. */
const textOf = (generation: string, path: string) => `${path} of ${generation}\n`.repeat(100)
const filesOf = (generation: string, version: string) => ({
  ...voicePlugin({ version }),
  ...Object.fromEntries(PATHS.map((path) => [path, textOf(generation, path)])),
})

suite('Claude Code at work on a plugin at the same time as a sync of it', { concurrency: true }, () => {
  test('an update while a sync is under way: the new version is whole, and the sync says that it went elsewhere', async () => {
    await using place = await twoVersions()
    const { isolated, store } = place
    const old = cachedFolder(isolated, ID)
    const sync = place.start(process.execPath, MAIN, 'sync', ID, '--json')
    await stopped(sync.child, () => store.runningActions().length > 0)
    assert.match(await isolated.claude('plugin', 'update', ID), /updated from 0\.1\.0 to 0\.2\.0/)
    sync.child.kill('SIGCONT')
    const { message } = JSON.parse((await sync.ended).out).results[0]
    assert.match(message, /^Synced 20\d files.* Meanwhile Claude Code moved voice@lab on to version 0\.2\.0/)

    assert.deepEqual(generations(old), ['draft'])
    assert.deepEqual(generations(cachedFolder(isolated, ID)), ['pushed'])
    const { plugins } = await hotplugJson<StatusJson>(isolated, 'status', ID)
    assert.equal(plugins[0]?.loaded.path, join(dirname(old), '0.2.0'))
    assert.match(store.actions(1)[0]?.error ?? '', /Meanwhile Claude Code moved/)
    assert.deepEqual(inTrash(place.state), { first: PATHS.length })
  })

  test('a sync while an update is under way: each version is whole, and the next sync reaches the new one', async () => {
    await using place = await twoVersions()
    const { isolated } = place
    const old = cachedFolder(isolated, ID)
    const update = place.start(isolated.program, 'plugin', 'update', ID, '--json')
    await stopped(update.child, () => readdirSync(dirname(old)).length > 1)
    const { results } = await hotplugJson<SyncJson>(isolated, 'sync', ID)
    update.child.kill('SIGCONT')
    await update.ended
    assert.match(results[0]?.message ?? '', /^Synced 20\d files/)
    assert.deepEqual(generations(old), ['draft'])
    assert.deepEqual(generations(cachedFolder(isolated, ID)), ['pushed'])
    assert.notEqual(cachedFolder(isolated, ID), old)
    assert.deepEqual(inTrash(place.state), { first: PATHS.length })

    assert.equal((await hotplug(isolated, 'status', ID)).code, 1)
    assert.equal((await hotplug(isolated, 'sync', ID, '--overwrite')).code, 0)
    assert.deepEqual(generations(cachedFolder(isolated, ID)), ['draft'])
  })

  test('an uninstall and install while a sync is under way: the sync changes nothing in the new copy and says so', async () => {
    await using place = await twoVersions('0.1.0')
    const { isolated, store } = place
    const folder = cachedFolder(isolated, ID)
    const sync = place.start(process.execPath, MAIN, 'sync', ID)
    await stopped(sync.child, () => store.runningActions().length > 0)
    await isolated.claude('plugin', 'uninstall', ID, '--keep-data')
    await isolated.claude('plugin', 'install', ID)
    sync.child.kill('SIGCONT')
    const { code, complaints } = await sync.ended
    assert.equal(code, 2, complaints)
    assert.match(complaints, /0\.1\.0 was replaced or removed by somebody else while it was being synced.*sync again/)
    assert.deepEqual(generations(folder), ['pushed'])
    assert.equal((await hotplug(isolated, 'history')).code, 0)
    assert.deepEqual(store.runningActions(), [])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.hotplug')),
      [],
    )
    assert.equal((await hotplug(isolated, 'sync', ID, '--overwrite')).code, 0)
    assert.deepEqual(generations(folder), ['draft'])
  })
})

type StatusJson = { plugins: { loaded: { path: string } }[] }
type SyncJson = { results: { message: string }[] }

/** Installed is the first version; pushed, and in Claude Code's clone, is another; in the linked checkout a draft. */
async function twoVersions(pushed = '0.2.0') {
  const isolated = isolate()
  const lab = await gitMarketplace(isolated, 'lab', { voice: filesOf('first', '0.1.0') })
  writePlugin(lab.pluginFolder('voice'), filesOf('pushed', pushed))
  await lab.push('Another')
  await isolated.claude('plugin', 'marketplace', 'update', 'lab')
  writePlugin(lab.pluginFolder('voice'), filesOf('draft', pushed))
  assert.equal((await hotplug(isolated, 'link', ID, lab.folder)).code, 0)
  const state = join(isolated.root, 'state')
  const store = openStore(state)
  const children: ChildProcess[] = []
  return {
    isolated,
    state,
    store,
    start(program: string, ...args: readonly string[]) {
      const child = spawn(program, args, { cwd: isolated.project, env: environmentOf(isolated) })
      children.push(child)
      const printed = Promise.all([text(child.stdout), text(child.stderr)])
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve)).then(async (code) => {
        const [out, complaints] = await printed
        return { code, out, complaints }
      })
      return { child, ended }
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
      store.close()
      isolated[Symbol.dispose]()
    },
  }
}

/** Holds a process still as soon as it has come so far. */
async function stopped(child: ChildProcess, cameSoFar: () => boolean) {
  await until(() => {
    assert.equal(child.exitCode, null, 'it ended before it came so far')
    return cameSoFar()
  }, 'it came so far')
  child.kill('SIGSTOP')
}

/** Of which generations the files in a folder are, each of them whole. */
function generations(folder: string): string[] {
  const found = PATHS.map((path) => {
    const text = readFileSync(join(folder, path), 'utf8')
    const generation = ['first', 'pushed', 'draft'].find((one) => text === textOf(one, path))
    assert.ok(generation, `${path} is none of them`)
    return generation
  })
  return [...new Set(found)]
}

/** How many of the many files the trash holds, by generation. */
function inTrash(state: string): Record<string, number> {
  const folders = readdirSync(join(state, 'trash')).map((name) => join(state, 'trash', name))
  const count: Record<string, number> = {}
  for (const folder of folders.filter((one) => existsSync(join(one, 'manifest.json'))))
    for (const { path, before } of JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).items) {
      if (!PATHS.includes(path) || !before?.stored) continue
      const text = readFileSync(join(folder, before.stored), 'utf8')
      const generation = ['first', 'pushed', 'draft'].find((one) => text === textOf(one, path)) ?? 'damaged'
      count[generation] = (count[generation] ?? 0) + 1
    }
  return count
}
