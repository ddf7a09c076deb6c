import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { suite, test } from 'node:test'
import type { CacheReason } from '../../server/claude/types.ts'
import { processStart } from '../../server/processes.ts'
import { installVoice, openScratch, readOnce, type Scratch } from './inventory-scratch.ts'

const CACHE = 'config/plugins/cache'
const NO_SUCH_PID = 4194305

suite('a folder in the cache is there because', () => {
  test('it is installed, for each scope and project', () => {
    using scratch = openScratch()
    const record = installVoice(scratch)
    const forProject = { ...record, scope: 'project', projectPath: '/dev/app' }
    scratch.write('config/plugins/installed_plugins.json', {
      version: 2,
      plugins: { 'voice@lab': [record, forProject] },
    })
    assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [
      { kind: 'installed', scope: 'user', projectPath: null },
      { kind: 'installed', scope: 'project', projectPath: '/dev/app' },
    ])
  })

  test('it was orphaned, which does not keep it from being installed', () => {
    using scratch = openScratch()
    installVoice(scratch)
    scratch.write(`${CACHE}/lab/voice/0.1.0/.orphaned_at`, '1795180441576')
    assert.deepEqual(
      reasonsOf(scratch, 'lab/voice/0.1.0').map(({ kind }) => kind),
      ['installed', 'orphaned'],
    )
  })

  const MARKS: readonly [string, string | Buffer, number | null][] = [
    ['a time', '1795180441576', 1795180441576],
    ['a time and a line break', '1795180441576\n', 1795180441576],
    ['nothing', '', null],
    ['a date', '2026-01-02', null],
    ['a negative number', '-5', null],
    ['far too much', '9'.repeat(100_000), null],
    ['no text', Buffer.from([0xff, 0xfe]), null],
  ]
  for (const [what, content, since] of MARKS) {
    test(`it was orphaned when the mark holds ${what}`, () => {
      using scratch = openScratch()
      scratch.write(`${CACHE}/lab/voice/0.0.1/.orphaned_at`, content)
      assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.0.1'), [{ kind: 'orphaned', since }])
    })
  }

  test('it was orphaned when the mark is a folder', () => {
    using scratch = openScratch()
    scratch.folder(`${CACHE}/lab/voice/0.0.1/.orphaned_at`)
    assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.0.1'), [{ kind: 'orphaned', since: null }])
  })

  test('a running process uses it, by its pid and when it began', async () => {
    using scratch = openScratch()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const pid = child.pid ?? 0
    try {
      scratch.write(`${CACHE}/lab/voice/0.1.0/.in_use/${pid}`, { pid, procStart: processStart(pid) })
      assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [{ kind: 'leased', pid, alive: true }])
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [{ kind: 'leased', pid, alive: false }])
  })

  test('a process used it whose pid another one has now', () => {
    using scratch = openScratch()
    scratch.write(`${CACHE}/lab/voice/0.1.0/.in_use/${process.pid}`, { pid: process.pid, procStart: '1' })
    const knowsStart = processStart(process.pid) !== ''
    assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [{ kind: 'leased', pid: process.pid, alive: !knowsStart }])
  })

  for (const content of ['', '{', 'null', '[]', '{"procStart":{}}', '{"pid":"x"}']) {
    test(`a process uses it whose lease says ${JSON.stringify(content)}`, () => {
      using scratch = openScratch()
      scratch.write(`${CACHE}/lab/voice/0.1.0/.in_use/${process.pid}`, content)
      scratch.write(`${CACHE}/lab/voice/0.1.0/.in_use/${NO_SUCH_PID}`, content)
      assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [
        { kind: 'leased', pid: process.pid, alive: true },
        { kind: 'leased', pid: NO_SUCH_PID, alive: false },
      ])
    })
  }

  test('nothing says why, and names in .in_use that are no pids are no leases', () => {
    using scratch = openScratch()
    for (const name of ['0', '-1', '1e3', 'x', '../../x', '99999999999'])
      scratch.write(`${CACHE}/lab/voice/0.1.0/.in_use/${name.replaceAll('/', '_')}`, '{}')
    assert.deepEqual(reasonsOf(scratch, 'lab/voice/0.1.0'), [{ kind: 'unknown' }])
  })

  test('it is a link, which is never followed', () => {
    using scratch = openScratch()
    scratch.write('checkout/.orphaned_at', '5')
    scratch.link(`${CACHE}/lab/voice/0.1.0`, scratch.at('checkout'))
    scratch.link(`${CACHE}/lab/other`, scratch.at('checkout'))
    scratch.link(`${CACHE}/mk`, scratch.at('checkout'))
    scratch.link(`${CACHE}/lab/voice/self`, 'self')
    const link = (target: string): CacheReason[] => [{ kind: 'link', target }]
    assert.deepEqual(everythingIn(scratch), {
      'lab/voice/0.1.0': link(scratch.at('checkout')),
      'lab/voice/self': link('self'),
      'lab/other': link(scratch.at('checkout')),
      mk: link(scratch.at('checkout')),
    })
  })

  test('a running process uses the link, which is told beside the cache', () => {
    using scratch = openScratch()
    scratch.link(`${CACHE}/lab/voice/0.1.0`, scratch.folder('checkout'))
    scratch.write(`config/plugins/.in_use-links/lab/voice/0.1.0/${process.pid}`, {
      procStart: processStart(process.pid),
    })
    assert.deepEqual(
      reasonsOf(scratch, 'lab/voice/0.1.0').map(({ kind }) => kind),
      ['leased', 'link'],
    )
  })

  test('a download was left half way', () => {
    using scratch = openScratch()
    for (const name of ['temp_git_1795180441576_abc123', 'temp_local_1_x']) scratch.folder(`${CACHE}/${name}/deep`)
    assert.deepEqual(everythingIn(scratch), {
      temp_git_1795180441576_abc123: [{ kind: 'temp' }],
      temp_local_1_x: [{ kind: 'temp' }],
    })
  })

  test('nobody knows, as with files that do not belong there', () => {
    using scratch = openScratch()
    for (const file of ['stray', 'lab/stray', 'lab/voice/stray', 'lab/voice/0.1.0/file'])
      scratch.write(`${CACHE}/${file}`, '')
    const unknown = [{ kind: 'unknown' }]
    assert.deepEqual(everythingIn(scratch), {
      stray: unknown,
      'lab/stray': unknown,
      'lab/voice/stray': unknown,
      'lab/voice/0.1.0': unknown,
    })
  })
})

for (const [what, make] of [
  ['a file', (scratch: Scratch) => scratch.write(CACHE, '')],
  ['a link to nothing', (scratch: Scratch) => scratch.link(CACHE, 'nowhere')],
  ['a named pipe', (scratch: Scratch) => execFileSync('mkfifo', [scratch.folder('config/plugins').concat('/cache')])],
] as const) {
  test(`a cache that is ${what} holds nothing`, () => {
    using scratch = openScratch()
    make(scratch)
    assert.deepEqual(readOnce(scratch).cached, [])
    assert.equal(readdirSync(scratch.at('config/plugins')).length, 1)
  })
}

test('the versions of a plugin are told with it, old ones too', () => {
  using scratch = openScratch()
  installVoice(scratch)
  scratch.folder(`${CACHE}/lab/voice/0.0.9`)
  scratch.folder(`${CACHE}/lab/other/1.0.0`)
  const { plugins, cached } = readOnce(scratch)
  assert.deepEqual(
    plugins[0]?.cached.map(({ version }) => version),
    ['0.0.9', '0.1.0'],
  )
  assert.equal(cached.length, 3)
})

function everythingIn(scratch: Scratch) {
  const cache = scratch.at(CACHE)
  return Object.fromEntries(
    readOnce(scratch).cached.map(({ path, reasons }) => [path.slice(cache.length + 1), reasons]),
  )
}

const reasonsOf = (scratch: Scratch, path: string) => everythingIn(scratch)[path] ?? []
