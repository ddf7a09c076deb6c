import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  cachedFolder,
  directoryMarketplace,
  type GitMarketplace,
  gitMarketplace,
} from '../../server/probe/drive/marketplaces.ts'
import { hotplug, hotplugJson, startPanel } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const SKILL = 'skills/speak/SKILL.md'

type Status = {
  claude: { path: string | null; version: string | null }
  plugins: {
    id: string
    scope: string
    enabled: boolean
    version: string
    loaded: { how: string; path: string }
    source: { path: string } | null
    drift: Record<string, number>
    remedy: string
  }[]
  problems: { file: string; message: string; line?: number }[]
}
type Diff = {
  id: string
  files: { path: string; state: string; component: string; remedy: string; rule: { id: string } | null }[]
}
type Why = {
  file: string
  plugin: string | null
  component: string | null
  hops: { hop: string; ok: boolean; detail: string }[]
  remedy: string
  rule: { id: string } | null
  answer: string
}
type History = { actions: { id: number; kind: string; plugin: string; state: string; undoneBy: number | null }[] }

test('a folder that Claude Code never used is only looked at', async () => {
  using isolated = isolate()
  const { code, out } = await hotplug(isolated, 'status')
  assert.equal(code, 0)
  assert.match(out, /No plugins are installed/)
  assert.deepEqual([readdirSync(isolated.configDir), readdirSync(isolated.home)], [[], []])
})

describe('the command line on a folder made by the real claude', () => {
  let isolated: Isolated
  let lab: GitMarketplace
  const source = (path: string) => join(lab.pluginFolder('voice'), path)
  const cached = (path: string) => join(cachedFolder(isolated, 'voice@lab'), path)
  const edit = (file: string) => writeFileSync(file, `${readFileSync(file, 'utf8')}\nMore.\n`)
  const json = <T>(...args: string[]) => hotplugJson<T>(isolated, ...args)

  before(async () => {
    isolated = isolate()
    lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await directoryMarketplace(isolated, 'shed', { drill: voicePlugin() })
  })
  after(() => isolated[Symbol.dispose]())

  test('status knows the program, both plugins, and which copy of each is read', async () => {
    const status = await json<Status>('status')
    assert.deepEqual(status.claude, { path: isolated.program, version: '2.1.329' })
    const [drill, voice] = ['drill@shed', 'voice@lab'].map((id) => status.plugins.find((plugin) => plugin.id === id))
    assert.equal(voice?.loaded.how, 'cache')
    assert.equal(voice?.loaded.path, cachedFolder(isolated, 'voice@lab'))
    assert.equal(voice?.source?.path, join(lab.clone, 'plugins', 'voice'))
    assert.equal(drill?.loaded.how, 'in-place')
    assert.deepEqual([voice?.scope, voice?.enabled, voice?.version], ['user', true, '0.1.0'])
    assert.deepEqual(status.problems, [])
  })

  test('a linked checkout is the source, its edits drift, and exit codes tell', async () => {
    assert.equal((await hotplug(isolated, 'link', 'voice@lab', lab.folder)).code, 0)
    assert.equal((await hotplug(isolated, 'status')).code, 0)
    edit(source(SKILL))
    const { code } = await hotplug(isolated, 'status', 'voice@lab')
    assert.equal(code, 1)
    const diff = await json<Diff>('diff', 'voice@lab')
    const changed = diff.files.filter(({ state }) => state !== 'same')
    assert.deepEqual(
      changed.map(({ path, state, component, remedy }) => [path, state, component, remedy]),
      [[SKILL, 'modified', 'skill', 'sync, then /reload-skills']],
    )
    assert.ok(changed[0]?.rule)
    const { out } = await hotplug(isolated, 'diff', 'voice@lab', SKILL)
    assert.match(out, /^\+More\.$/m)
  })

  test('why names the broken hop and the remedy, and after a sync none is broken', async () => {
    const drifting = await json<Why>('why', source(SKILL))
    assert.equal(drifting.plugin, 'voice@lab')
    assert.deepEqual(
      drifting.hops.map(({ hop, ok }) => [hop, ok]),
      [
        ['edited', true],
        ['source', true],
        ['cache', false],
        ['loaded', true],
        ['session', true],
      ],
    )
    assert.equal(drifting.remedy, 'sync, then /reload-skills')

    const { results } = await json<{ results: { id: string; done: boolean; remedy: string }[] }>('sync', 'voice@lab')
    assert.deepEqual(
      results.map(({ id, done, remedy }) => [id, done, remedy]),
      [['voice@lab', true, '/reload-skills']],
    )
    assert.equal(readFileSync(cached(SKILL), 'utf8'), readFileSync(source(SKILL), 'utf8'))
    const synced = await json<Why>('why', source(SKILL))
    assert.ok(synced.hops.every(({ ok }) => ok))
  })

  test('undo takes the sync back, and history tells both', async () => {
    const undone = await hotplug(isolated, 'undo')
    assert.equal(undone.code, 0, undone.err)
    assert.doesNotMatch(readFileSync(cached(SKILL), 'utf8'), /More/)
    const { actions } = await json<History>('history', '--plugin', 'voice@lab')
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['undo', 'sync', 'link'],
    )
    assert.equal(actions[1]?.undoneBy, actions[0]?.id)
    assert.equal((await hotplug(isolated, 'undo')).code, 1)
  })

  test('a dry run changes nothing', async () => {
    const { out, code } = await hotplug(isolated, 'sync', 'voice@lab', '--dry-run')
    assert.equal(code, 0)
    assert.match(out, new RegExp(SKILL))
    assert.doesNotMatch(readFileSync(cached(SKILL), 'utf8'), /More/)
  })

  test('edits of the cache are never overwritten unasked; they can be brought back', async () => {
    edit(cached('commands/shout.md'))
    const refused = await hotplug(isolated, 'sync', 'voice@lab')
    assert.equal(refused.code, 2)
    assert.match(refused.err, /commands\/shout\.md/)
    assert.equal(refused.err.trim().split('\n').length, 1)
    assert.equal((await json<Status>('status', 'voice@lab')).plugins[0]?.drift.cacheEdited, 1)

    assert.equal((await hotplug(isolated, 'sync', 'voice@lab', '--from-cache')).code, 0)
    assert.match(readFileSync(source('commands/shout.md'), 'utf8'), /More/)
    assert.equal((await hotplug(isolated, 'sync', 'voice@lab')).code, 0)
    assert.equal((await hotplug(isolated, 'status')).code, 0)
  })

  test('works beside a running panel, which sees what was done', async () => {
    const panel = await startPanel(isolated, '--port', '0')
    try {
      edit(source('agents/critic.md'))
      assert.equal((await hotplug(isolated, 'sync', '--all')).code, 0)
      const { out } = await hotplug(isolated, 'open')
      const opened = await fetch(out.trim(), { redirect: 'manual' })
      const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
      const page = await (await fetch(`${panel.origin}/history`, { headers: { cookie } })).text()
      assert.match(page, /Synced 1 file/)
    } finally {
      const { code, complaints } = await panel.stop()
      assert.deepEqual([code, complaints], [0, ''])
    }
  })

  test('without a claude everything comes from the files', async () => {
    const bare = { ...isolated, program: join(isolated.root, 'no-such-claude') }
    const status = await hotplugJson<Status>(bare, 'status')
    assert.deepEqual(status.claude, { path: null, version: null })
    assert.deepEqual(
      status.plugins.map(({ id, loaded }) => [id, loaded.how]),
      [
        ['voice@lab', 'cache'],
        ['drill@shed', 'in-place'],
      ],
    )
  })

  test('a damaged file is a problem in the answer, not a failure of the command', async () => {
    const file = join(isolated.configDir, 'plugins', 'known_marketplaces.json')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.slice(0, -20))
    const status = await json<Status>('status')
    assert.ok(status.problems.some((problem) => problem.file === file && problem.line !== undefined))
    assert.equal(status.plugins.length, 2)
    assert.equal(readFileSync(file, 'utf8'), whole.slice(0, -20))
    writeFileSync(file, whole)
  })

  for (const [args, sentence] of [
    [['status', 'nobody@nowhere'], /No installed plugin is called nobody@nowhere/],
    [['diff', 'voice@lab', 'no/such/file'], /no file no\/such\/file/],
    [['sync'], /Say which plugins/],
    [['link', 'voice@lab', '/no/such/folder'], /is not a folder/],
    [['link', 'voice@lab', '..'], /does not hold/],
    [['undo', 'x'], /not the number of an action/],
    [['undo', '99999'], /There is no action 99999/],
    [['frobnicate'], /./],
    [['serve', '--port', '70000'], /65535/],
  ] as const) {
    test(`${args.join(' ')} is an error in a sentence`, async () => {
      const { code, out, err } = await hotplug(isolated, ...args)
      assert.equal(code, 2)
      assert.equal(out, '')
      assert.match(err, sentence)
    })
  }

  test('every command has help', async () => {
    for (const command of ['', 'serve', 'open', 'status', 'diff', 'why', 'sync', 'link', 'unlink', 'undo', 'history']) {
      const { code, out } = await hotplug(isolated, ...[command, '--help'].filter(Boolean))
      assert.equal(code, 0, command)
      assert.match(out, /Usage: hotplug/)
    }
  })

  test('a corrupted history is set aside and said so', async () => {
    const file = join(isolated.root, 'state', 'history.db')
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
    writeFileSync(file, 'this is no database, and long enough to be read as one'.repeat(100))
    const isSaid = async () =>
      (await json<Status>('status')).problems.some(
        (problem) => problem.file === file && /set aside/.test(problem.message),
      )
    assert.ok(await isSaid())
    assert.ok(await isSaid(), 'as long as it lies there')
    for (const name of readdirSync(dirname(file)).filter((one) => one.includes('.damaged-')))
      rmSync(join(dirname(file), name))
    assert.ok(!(await isSaid()))
  })
})
