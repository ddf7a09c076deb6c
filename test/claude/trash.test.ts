import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setImmediate as breathe } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cachedFolder, type GitMarketplace, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { environmentOf, hotplug, hotplugJson } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'
const SKILL = 'skills/speak/SKILL.md'
const CRITIC = 'agents/critic.md'
const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

type Trash = {
  actions: {
    action: number | null
    token: string
    plugin: string
    files: number
    bytes: number
    problem: string | null
    kept: { path: string; what: string }[]
  }[]
  count: number
  bytes: number
  limits: { days: number; bytes: number }
  problem: string | null
}

async function made() {
  const isolated = isolate()
  const lab: GitMarketplace = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await hotplug(isolated, 'link', ID, lab.folder)
  const source = (path: string) => join(lab.pluginFolder('voice'), path)
  const cached = (path: string) => join(cachedFolder(isolated, ID), path)
  const read = (file: string) => readFileSync(file, 'utf8')
  return { isolated, lab, source, cached, read }
}

describe('the trash on the command line, on a folder made by the real claude', () => {
  let isolated: Isolated
  let source: (path: string) => string
  let cached: (path: string) => string
  const run = (...args: string[]) => hotplug(isolated, ...args)
  const json = <T>(...args: string[]) => hotplugJson<T>(isolated, ...args)
  const read = (file: string) => readFileSync(file, 'utf8')
  const trash = () => json<Trash>('trash')

  before(async () => {
    const made_ = await made()
    isolated = made_.isolated
    source = made_.source
    cached = made_.cached
  })
  after(() => isolated[Symbol.dispose]())

  test('is empty at first', async () => {
    assert.deepEqual(await run('trash'), { code: 0, out: 'The trash is empty.\n', err: '' })
    const { code, out } = await run('trash', 'empty', '--yes')
    assert.deepEqual([code, out], [1, 'There is nothing in the trash that could be removed.\n'])
  })

  test('lists what a sync replaced and removed', async () => {
    writeFileSync(source(SKILL), 'New.\n')
    rmSync(source(CRITIC))
    assert.equal((await run('sync', ID)).code, 0)
    const { actions, count, limits } = await trash()
    assert.deepEqual([count, limits], [1, { days: 30, bytes: 1024 ** 3 }])
    assert.deepEqual(
      actions[0]?.kept.map(({ path, what }) => `${what} ${path}`),
      [`removed ${CRITIC}`, `replaced ${SKILL}`],
    )
    const { out } = await run('trash', String(actions[0]?.action))
    assert.match(out, new RegExp(`removed +${CRITIC} +\\d+ B\\n +replaced +${SKILL} +\\d+ B`))
  })

  test('gives one file back; newer work only when that is said', async () => {
    const [{ action }] = (await trash()).actions as [Trash['actions'][0]]
    const restored = await run('trash', 'restore', String(action), CRITIC)
    assert.deepEqual([restored.code, restored.err], [0, ''])
    assert.match(
      restored.out,
      new RegExp(
        `^Restored ${CRITIC} from before “Synced 2 files \\(1 removed\\)”\\.\n {2}hotplug undo \\d+ takes it back\\.\n$`,
      ),
    )
    assert.equal(existsSync(cached(CRITIC)), true)

    writeFileSync(cached(SKILL), 'Newer.\n')
    const refused = await run('trash', 'restore', String(action))
    assert.equal(refused.code, 2)
    assert.match(refused.err, /SKILL\.md was edited since: restoring replaces it.*--overwrite/)
    assert.equal(read(cached(SKILL)), 'Newer.\n')
    const done = await json<{ done: boolean; files: string[] }>('trash', 'restore', String(action), '--overwrite')
    assert.deepEqual([done.done, done.files], [true, [SKILL]])
    assert.match(read(cached(SKILL)), /Say something aloud/)
    assert.equal((await run('trash', 'restore', String(action))).code, 1)
  })

  test('is asked with --json before the verb or after it', async () => {
    const [{ action }] = (await trash()).actions as [Trash['actions'][0]]
    for (const args of [
      ['trash', '--json', 'empty', String(action)],
      ['trash', 'empty', String(action), '--json'],
    ]) {
      const { code, out } = await run(...args)
      assert.equal(code, 1)
      assert.equal(JSON.parse(out).done, false)
    }
  })

  test('is emptied only with --yes where nobody can be asked', async () => {
    const before = await trash()
    const asked = await run('trash', 'empty')
    assert.equal(asked.code, 1)
    assert.match(asked.out, /This cannot be undone\.\nNothing was removed\. Add --yes to do it\.\n$/)
    assert.deepEqual(await trash(), before)
    const oldest = before.actions.at(-1)?.action
    const one = await run('trash', 'empty', String(oldest), '--yes')
    assert.deepEqual([one.code, one.out], [0, 'Removed the trash of 1 action.\n'])
    assert.equal((await trash()).count, before.count - 1)
    const undo = await run('undo', String(oldest))
    assert.equal(undo.code, 2)
    assert.match(undo.err, /cannot be undone: its trash was emptied\./)
    assert.equal((await run('trash', 'empty', '--yes')).code, 0)
    assert.deepEqual(readdirSync(join(isolated.root, 'state', 'trash')), [])
  })

  test('knows nothing of what is no action', async () => {
    for (const name of ['999', 'abc-00000000', '../..', 'x', ''])
      for (const args of [
        ['trash', name || ' '],
        ['trash', 'restore', name || ' '],
        ['trash', 'empty', name || ' '],
      ]) {
        const { code, err } = await run(...args)
        assert.equal(code, 2, args.join(' '))
        assert.match(err, /The trash holds nothing of action/)
      }
  })

  test('sync --file settles one file, whichever way', async () => {
    assert.equal((await run('sync', ID, '--overwrite')).code, 0)
    writeFileSync(source(SKILL), 'Source.\n')
    writeFileSync(cached(SKILL), 'Cache.\n')
    writeFileSync(cached('README.md'), 'Read me in the cache.\n')
    const diff = await json<{ files: { path: string; edited: string | null }[] }>('diff', ID)
    assert.deepEqual(
      diff.files.filter(({ edited }) => edited).map(({ path, edited }) => [path, edited]),
      [
        ['README.md', 'cache'],
        [SKILL, 'both'],
      ],
    )
    const status = await json<{ plugins: { id: string; edited: unknown }[] }>('status', ID)
    assert.deepEqual(status.plugins[0]?.edited, { source: 0, cache: 1, both: 1 })
    assert.match((await run('diff', ID)).out, /README\.md +edited in the cache[\s\S]*SKILL\.md +edited on both sides/)

    const unsaid = await run('sync', ID, '--file', SKILL)
    assert.deepEqual([unsaid.code, read(cached(SKILL))], [2, 'Cache.\n'])
    const neither = await run('sync', ID, '--file', SKILL, '--from-cache')
    assert.equal(neither.code, 2)
    assert.match(neither.err, /was edited on both sides/)

    const back = await run('sync', ID, '--from-cache', '--file', 'README.md')
    assert.match(back.out, /Brought README\.md back to the source\./)
    assert.equal(read(source('README.md')), 'Read me in the cache.\n')
    const kept = await run('sync', ID, '--overwrite', '--from-cache', '--file', cached(SKILL))
    assert.match(kept.out, /Kept the loaded copy’s skills\/speak\/SKILL\.md\./)
    assert.equal(read(source(SKILL)), 'Cache.\n')
    writeFileSync(cached(SKILL), 'Cache again.\n')
    const discarded = await run('sync', ID, '--overwrite', '--file', SKILL)
    assert.match(discarded.out, /Discarded the edit of skills\/speak\/SKILL\.md in the loaded copy\./)
    assert.equal(read(cached(SKILL)), 'Cache.\n')
    for (const args of [['--all'], [], [ID, 'drill@shed']])
      assert.match((await run('sync', ...args, '--file', SKILL)).err, /Say the one plugin/)
  })
})

test('when the history is lost the trash is still there, and gives back what it has', async () => {
  const { isolated, source, cached, read } = await made()
  using _ = isolated
  const before = read(cached(SKILL))
  writeFileSync(source(SKILL), 'New.\n')
  await hotplug(isolated, 'sync', ID)
  writeFileSync(join(isolated.root, 'state', 'history.db'), 'no database at all '.repeat(500))
  const { actions } = await hotplugJson<Trash>(isolated, 'trash')
  assert.deepEqual(
    actions.map(({ action, plugin, files, problem }) => [action, plugin, files, problem]),
    [[null, ID, 1, null]],
  )
  const restored = await hotplug(isolated, 'trash', 'restore', actions[0]?.token ?? '')
  assert.equal(restored.code, 0, restored.err)
  assert.equal(read(cached(SKILL)), before)
})

test('behind a link to Claude Code’s folder an edit of the copy is known as one', async () => {
  const { isolated, source, cached } = await made()
  using _ = isolated
  writeFileSync(source(SKILL), 'Base.\n')
  const moved = join(isolated.root, 'dotfiles')
  renameSync(isolated.configDir, moved)
  symlinkSync(moved, isolated.configDir)
  assert.equal((await hotplug(isolated, 'sync', ID)).code, 0)
  const edited = async () => {
    const { files } = await hotplugJson<{ files: { path: string; edited: string | null }[] }>(isolated, 'diff', ID)
    return files.find(({ path }) => path === SKILL)?.edited
  }
  writeFileSync(source(SKILL), 'Source.\n')
  assert.equal(await edited(), 'source')
  writeFileSync(cached(SKILL), 'Cache.\n')
  assert.equal(await edited(), 'both')
})

test('cleared folders lie in the trash whole, and are restored one by one', async () => {
  const { isolated, cached } = await made()
  using _ = isolated
  const [version, plugin] = [cached(''), join(cached(''), '..')]
  const names = ['0.0.1', '0.0.2']
  for (const name of names) {
    const folder = join(plugin, name)
    await isolated.git(isolated.root, 'init', '--quiet', folder)
    writeFileSync(join(folder, '.orphaned_at'), String(Date.now() - 12 * 86_400_000))
    writeFileSync(join(folder, 'a.txt'), name)
  }
  const cleared = await hotplug(isolated, 'clear', '--orphans', '--yes')
  assert.equal(cleared.code, 0, cleared.out + cleared.err)
  const { actions } = await hotplugJson<Trash>(isolated, 'trash')
  const [action] = actions
  assert.deepEqual(
    action?.kept.map(({ path }) => path),
    names.map((name) => `lab/voice/${name}`),
  )
  const one = await hotplug(isolated, 'trash', 'restore', String(action?.action), 'lab/voice/0.0.2')
  assert.equal(one.code, 0, one.err)
  assert.deepEqual(
    names.map((name) => existsSync(join(plugin, name, 'a.txt'))),
    [false, true],
  )
  const rest = await hotplug(isolated, 'trash', 'restore', String(action?.action))
  assert.equal(rest.code, 0, rest.err)
  assert.equal(readFileSync(join(plugin, '0.0.1', 'a.txt'), 'utf8'), '0.0.1')
  assert.equal(existsSync(version), true)
})

test('two Hotplugs at once: one empties, one restores; what is restored is whole, or was refused', async () => {
  const { isolated, source, cached, read } = await made()
  using _ = isolated
  for (let round = 0; round < 4; round++) {
    writeFileSync(source(SKILL), `Old ${round}.`)
    await hotplug(isolated, 'sync', ID, '--overwrite')
    writeFileSync(source(SKILL), `New ${round}.`)
    await hotplug(isolated, 'sync', ID)
    const { actions } = await hotplugJson<Trash>(isolated, 'trash')
    const token = actions[0]?.token ?? ''
    const [emptied, restored] = await Promise.all([
      hotplug(isolated, 'trash', 'empty', token, '--yes'),
      hotplug(isolated, 'trash', 'restore', token),
    ])
    assert.equal(read(cached(SKILL)), restored.code === 0 ? `Old ${round}.` : `New ${round}.`, restored.err)
    assert.match(
      emptied.out + emptied.err,
      /Removed the trash of 1|is being changed by|holds nothing|trash changed since|so what they left stays/,
    )
    if (restored.code !== 0) assert.match(restored.err, /holds nothing|being removed|is being changed by/)
    const history = await hotplugJson<{ actions: { state: string }[] }>(isolated, 'history')
    assert.ok(history.actions.every(({ state }) => state === 'done'))
  }
})

const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 12) / 2
const FILES = 250

test('killed while it empties the trash: each action is whole or going, and the next start ends it', async (t) => {
  const { isolated, source, cached, read } = await made()
  using _ = isolated
  const state = join(isolated.root, 'state', 'trash')
  const whole = () => readdirSync(state).filter((name) => existsSync(join(state, name, 'manifest.json'))).length
  const lay = (text: string) => {
    mkdirSync(source('many'), { recursive: true })
    for (let n = 0; n < FILES; n++) writeFileSync(source(`many/${n}.md`), `${text} ${n}`)
    writeFileSync(source(SKILL), text)
  }
  const seen = { whole: 0, going: 0, gone: 0 }
  for (let kill = 0; kill < KILLS; kill++) {
    for (let n = 0; n < 3; n++) {
      lay(`Text ${kill} ${n}.`)
      await hotplug(isolated, 'sync', ID)
    }
    const there = whole()
    const options = { cwd: isolated.project, env: environmentOf(isolated), stdio: 'ignore' as const }
    const child = spawn(process.execPath, [MAIN, 'trash', 'empty', '--yes'], options)
    const exit = once(child, 'exit')
    while (child.exitCode === null && whole() > there - (kill % 3)) await breathe()
    child.kill('SIGKILL')
    await exit
    const { actions } = await hotplugJson<Trash>(isolated, 'trash')
    seen.gone += there - actions.length
    for (const { token, problem } of actions) {
      seen[problem === null ? 'whole' : 'going']++
      if (problem !== null) continue
      const restored = await hotplug(isolated, 'trash', 'restore', token, '--overwrite')
      assert.equal(restored.code, 0, restored.err)
      assert.equal((await hotplug(isolated, 'undo')).code, 0)
    }
    const emptied = await hotplug(isolated, 'trash', 'empty', '--yes')
    assert.ok(emptied.code < 2, emptied.err)
    assert.deepEqual(readdirSync(state), [])
    assert.equal(read(cached(SKILL)), `Text ${kill} 2.`)
  }
  t.diagnostic(
    `killed ${KILLS} times, lost 0: ${seen.whole} actions whole, ${seen.going} ended later, ${seen.gone} gone`,
  )
})
