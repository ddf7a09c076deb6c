import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { withLock } from '../server/locks.ts'
import { processStart } from '../server/processes.ts'
import { openStore } from '../server/store.ts'
import { temporaryFolder } from './support/temporary.ts'

const NAME = 'plugin voice@lab'
const refused = { status: 409, message: /voice@lab is being changed by/ }

/** A process of its own that takes the lock, says so, and keeps it until it is told to end. */
async function holder(stateDir: string) {
  const of = (name: string) => JSON.stringify(fileURLToPath(new URL(`../server/${name}`, import.meta.url)))
  const script = `
    const { withLock } = await import(${of('locks.ts')})
    const { openStore } = await import(${of('store.ts')})
    const store = openStore(${JSON.stringify(stateDir)})
    await withLock(store, 'voice@lab', () => new Promise((done) => {
      process.stdin.once('data', done)
      process.stdout.write('held')
    }))
    process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('what one process holds another cannot take; when it lets go, or is killed, the other can', async () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  for (const end of ['lets go', 'killed'] as const) {
    const child = await holder(folder.path)
    await assert.rejects(
      withLock(store, 'voice@lab', () => assert.fail('It ran.')),
      {
        ...refused,
        message: new RegExp(`another Hotplug \\(process ${child.pid}\\)`),
      },
    )
    assert.equal(await withLock(store, 'song@lab', () => 'another plugin'), 'another plugin')
    const ended = once(child, 'exit')
    if (end === 'killed') child.kill('SIGKILL')
    else child.stdin.end('go')
    await ended
    assert.equal(await withLock(store, 'voice@lab', () => 'mine'), 'mine')
  }
  store.close()
})

test('it is let go when the work fails, and not given twice in one process', async () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  await assert.rejects(
    withLock(store, 'voice@lab', () => Promise.reject(new Error('No.'))),
    /No\./,
  )
  await withLock(store, 'voice@lab', async () => {
    await assert.rejects(
      withLock(store, 'voice@lab', () => assert.fail('It ran.')),
      refused,
    )
  })
  assert.equal(store.lock(NAME), undefined)
  store.close()
})

test('a lock of a process that is gone is taken over, also when another process has its pid by now', async () => {
  using folder = temporaryFolder()
  const store = openStore(folder.path)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const reused = processStart(process.pid) === '' ? [] : [[process.pid, 'of another time'] as const]
  for (const [pid, start] of [[dead, ''] as const, [dead, '123'] as const, ...reused]) {
    store.putLock(NAME, pid, start)
    assert.equal(await withLock(store, 'voice@lab', () => 'mine'), 'mine')
  }
  store.close()
})
