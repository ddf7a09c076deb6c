import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { cachedFolder, type GitMarketplace, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { hotplug, hotplugJson } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { contentsOf } from '../trees/support/folder.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'

type Folder = {
  name: string
  group: string
  verdict: string
  why: string
  bytes: number
  chosen: boolean
  path: string
}
type Answer = {
  folders: Folder[]
  plan: { folders: number; bytes: number }
  done: boolean
  action: number | null
  message: string
}

const clear = (isolated: Isolated, ...args: string[]) => hotplugJson<Answer>(isolated, 'clear', ...args)
const folderIn = ({ folders }: Answer, name: string) => folders.find((folder) => folder.name === name)
const cacheOf = ({ configDir }: Isolated) => join(configDir, 'plugins', 'cache')

/** Pushes the plugin with another version, and updates it as a person does. */
async function bump(isolated: Isolated, lab: GitMarketplace, version: string) {
  const manifest = join(lab.pluginFolder('voice'), '.claude-plugin', 'plugin.json')
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), version }))
  await lab.push(version)
  await isolated.claude('plugin', 'marketplace', 'update', 'lab')
  await isolated.claude('plugin', 'update', ID)
}

suite('clearing the cache of a real Claude Code', { concurrency: true }, () => {
  test('a version that a living session uses stays; killed, its lease keeps nothing; the installed one stays and works', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const session = openSession(isolated, model)
    await session.say('hello')
    await bump(isolated, lab, '0.2.0')
    const before = contentsOf(cacheOf(isolated))

    const living = await clear(isolated, '--all', '--yes')
    assert.equal(living.done, false)
    const inUse = folderIn(living, 'voice@lab@0.1.0')
    assert.equal(inUse?.group, 'in-use')
    assert.match(inUse?.why ?? '', new RegExp(`^It is in use by process ${session.pid} \\(session in .*project\\)`))
    const refused = await hotplug(isolated, 'clear', 'voice@lab@0.1.0', '--yes')
    assert.deepEqual([refused.code, refused.out], [2, ''])
    assert.match(refused.err, new RegExp(`^voice@lab@0\\.1\\.0 stays\\. It is in use by process ${session.pid} .*\\n$`))
    assert.deepEqual(contentsOf(cacheOf(isolated)), before)

    process.kill(session.pid, 'SIGKILL')
    await session.close()
    await until(async () => folderIn(await clear(isolated, '--orphans', '--dry-run'), 'voice@lab@0.1.0')?.chosen)
    const { folders } = await clear(isolated, '--orphans', '--dry-run')
    assert.match(
      folders.find(({ name }) => name === 'voice@lab@0.1.0')?.why ?? '',
      /^Lease of process \d+, which is gone, orphaned \d+ seconds? ago\./,
    )

    const installed = await hotplug(isolated, 'clear', 'voice@lab@0.2.0', '--yes')
    assert.deepEqual([installed.code, installed.out], [2, ''])
    assert.match(
      installed.err,
      /It is installed; Claude Code does not rebuild it by itself \(measured\)\. Reinstall it instead: `hotplug reinstall voice@lab`\.\n$/,
    )

    const asked = await hotplug(isolated, 'clear', '--orphans')
    assert.equal(asked.code, 1)
    assert.match(asked.out, /^Would clear 1 folder, [\d.]+ KiB\./)
    assert.deepEqual(contentsOf(cacheOf(isolated)), before)

    const done = await clear(isolated, '--orphans', '--yes')
    assert.equal(done.done, true)
    assert.deepEqual(readdirSync(join(cacheOf(isolated), 'lab', 'voice')), ['0.2.0'])
    assert.match(await isolated.claude('plugin', 'list'), /voice@lab[\s\S]*0\.2\.0/)
    await using again = openSession(isolated, model)
    assert.match((await again.say('/voice:speak')).received, /calm voice/)

    assert.equal((await hotplug(isolated, 'undo')).code, 0)
    assert.deepEqual(withoutMarks(contentsOf(cacheOf(isolated))), withoutMarks(before))
    assert.equal((await hotplug(isolated, 'clear', '--temp', '--yes')).code, 1)
  })

  test('an uninstalled plugin is cleared with its empty folders, and can be installed again', async () => {
    using isolated = isolate()
    await gitMarketplace(isolated, 'lab', { voice: voicePlugin(), drill: voicePlugin() })
    await isolated.claude('plugin', 'uninstall', ID)
    const done = await clear(isolated, ID, '--yes')
    assert.equal(done.plan.folders, 1)
    assert.deepEqual(readdirSync(join(cacheOf(isolated), 'lab')), ['drill'])
    await isolated.claude('plugin', 'install', ID)
    assert.ok(existsSync(cachedFolder(isolated, ID)))
    const undone = await hotplug(isolated, 'undo')
    assert.equal(undone.code, 2)
    assert.match(undone.err, /Something newer stands at .*lab\/voice\/0\.1\.0, so nothing was put back/)
  })

  test('a cached version that is a link to a checkout stays while installed; orphaned, only the link goes', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const checkout = lab.pluginFolder('voice')
    const version = cachedFolder(isolated, ID)
    renameSync(version, `${isolated.root}/copy`)
    symlinkSync(checkout, version)
    const before = contentsOf(checkout)

    assert.equal((await hotplug(isolated, 'clear', '--all', '--yes')).code, 1)
    assert.equal((await hotplug(isolated, 'clear', ID, '--yes')).code, 2)
    await isolated.claude('plugin', 'uninstall', ID)
    const done = await clear(isolated, '--all', '--yes')
    assert.equal(done.done, true)
    assert.equal(existsSync(version), false)
    assert.deepEqual(contentsOf(checkout), before)
    assert.equal((await hotplug(isolated, 'undo')).code, 0)
    assert.deepEqual(contentsOf(version), before)
    assert.deepEqual(contentsOf(checkout), before)
  })

  test('a clone that an install is just filling stays; that of a killed install goes', async () => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await offerFromElsewhere(isolated, lab)
    const slow = slowGit(isolated)
    const install = spawn(isolated.program, ['plugin', 'install', 'far@lab'], {
      cwd: isolated.project,
      env: { ...isolated.env, PATH: `${slow}:${isolated.env.PATH}` },
      stdio: 'ignore',
      detached: true,
    })
    const clones = () => readdirSync(cacheOf(isolated)).filter((name) => name.startsWith('temp_'))
    await until(() => clones().length > 0)
    const [clone = ''] = clones()

    const filling = await clear(isolated, '--temp', '--yes')
    assert.equal(filling.done, false)
    assert.match(folderIn(filling, clone)?.why ?? '', /^It may still be filled: process \d+ \(.+\) works in it\.$/)
    assert.equal((await hotplug(isolated, 'clear', clone, '--yes')).code, 2)

    process.kill(-(install.pid ?? 0), 'SIGKILL')
    await once(install, 'exit')
    const left = anHourOlder(join(cacheOf(isolated), clone))
    await until(async () => folderIn(await clear(isolated, '--temp', '--dry-run'), left)?.chosen)
    const done = await clear(isolated, '--temp', '--yes')
    assert.equal(done.done, true)
    assert.deepEqual(clones(), [])
    assert.equal((await hotplug(isolated, 'undo')).code, 0)
    assert.deepEqual(clones(), [left])
  })
})

/** A young clone may be any Claude Code's on this machine, and others may just be running; returns its new name. */
function anHourOlder(path: string): string {
  const [then, name] = [Date.now() - 3_600_000, basename(path)]
  const old = name.replace(/_\d+_/, `_${then}_`)
  renameSync(path, join(dirname(path), old))
  utimesSync(join(dirname(path), old), new Date(then), new Date(then))
  return old
}

/** Claude Code's own marks change with every session. */
const withoutMarks = (contents: Record<string, string>) =>
  Object.fromEntries(Object.entries(contents).filter(([path]) => !path.includes('/.in_use/')))

/** A plugin of the marketplace that has a repository of its own. */
async function offerFromElsewhere(isolated: Isolated, lab: GitMarketplace) {
  const bare = join(isolated.root, 'repositories', 'acme', 'far.git')
  const checkout = join(isolated.root, 'checkouts', 'far')
  for (const folder of [bare, join(checkout, '.claude-plugin')]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(checkout, '.claude-plugin', 'plugin.json'), JSON.stringify({ name: 'far', version: '1.0.0' }))
  await isolated.git(bare, 'init', '--quiet', '--bare', '--initial-branch=main')
  await isolated.git(checkout, 'init', '--quiet', '--initial-branch=main')
  await isolated.git(checkout, 'remote', 'add', 'origin', 'https://github.com/acme/far.git')
  await isolated.git(checkout, 'add', '--all')
  await isolated.git(checkout, 'commit', '--quiet', '--message', 'First')
  await isolated.git(checkout, 'push', '--quiet', 'origin', 'main')
  const file = join(lab.folder, '.claude-plugin', 'marketplace.json')
  const catalogue = JSON.parse(readFileSync(file, 'utf8'))
  catalogue.plugins.push({ name: 'far', source: { source: 'url', url: 'https://github.com/acme/far.git' } })
  writeFileSync(file, JSON.stringify(catalogue))
  await lab.push('One more')
  await isolated.claude('plugin', 'marketplace', 'update', 'lab')
}

/** A git that does what it is told and then, after cloning, keeps its caller waiting. */
function slowGit(isolated: Isolated): string {
  const folder = join(isolated.root, 'slow')
  mkdirSync(folder)
  const script = [
    '#!/bin/sh',
    'PATH=$(echo "$PATH" | cut -d : -f 2-) git "$@" || exit',
    'case "$*" in *clone*) sleep 60 ;; esac',
    '',
  ]
  writeFileSync(join(folder, 'git'), script.join('\n'), { mode: 0o755 })
  return folder
}
