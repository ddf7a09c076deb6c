import assert from 'node:assert/strict'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { newToken } from '../../server/trees/places.ts'
import {
  bringBackWhole,
  dropWhole,
  endStandIn,
  keepWhole,
  standIn,
  standInState,
  takeBackStandIn,
  type WholeFolder,
  wholeFolder,
} from '../../server/trees/stand-in.ts'
import { hasOtherDisk } from './support/clear-disks.ts'
import { beforeEachCall, failure } from './support/faults.ts'
import { temporary } from './support/folder.ts'

/** A version in the cache, the folder that is edited, and a trash: far means on another disk. */
function laid(t: TestContext, far = false) {
  const root = temporary(t)
  const folder = join(root, 'cache', 'voice', '0.1.0')
  const source = join(root, 'dev')
  for (const path of [folder, source]) mkdirSync(join(path, 'hooks'), { recursive: true })
  writeFileSync(join(folder, 'hooks/run.sh'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, '.env'), 'KEY=1')
  symlinkSync('hooks/run.sh', join(folder, 'run'))
  writeFileSync(join(source, 'hooks/run.sh'), 'edited\n')
  const trash = far ? mkdtempSync('/dev/shm/hotplug-trash-') : join(root, 'trash')
  if (far) t.after(() => rmSync(trash, { recursive: true, force: true }))
  mkdirSync(trash, { recursive: true })
  const work: WholeFolder = { token: newToken(), plan: wholeFolder(folder, 'a switch') }
  return { root, folder, source, trash, work, before: contents(folder), sourceBefore: contents(source) }
}

function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const stats = lstatSync(path)
      if (stats.isSymbolicLink()) return `${name} → ${readlinkSync(path)}`
      return `${name} ${stats.mode.toString(8)} ${stats.isFile() ? readFileSync(path, 'utf8') : ''}`
    })
}

test('a link takes the place of a folder, and the folder comes back as it was', async (t) => {
  const { folder, source, trash, work, before, sourceBefore } = laid(t)
  await standIn(work, source, trash)
  assert.deepEqual([readlinkSync(folder), standInState(work, source, trash)], [source, 'link'])
  await takeBackStandIn(work, source, trash)
  assert.deepEqual([contents(folder), contents(source), readdirSync(trash)], [before, sourceBefore, []])
  await takeBackStandIn(work, source, trash)
  assert.deepEqual(contents(folder), before)
})

for (const far of [false, true])
  test(`ended anywhere on its way${far ? ', with the trash on another disk' : ''}: the folder is whole, and what was edited untouched`, {
    skip: far && !hasOtherDisk,
  }, async (t) => {
    const seen = { done: 0, reverted: 0 }
    for (let last = 1, whole = false; !whole; last++) {
      const { folder, source, trash, work, before, sourceBefore } = laid(t, far)
      whole = await dead(last, () => standIn(work, source, trash))
      const end = await endStandIn(work, source, trash)
      seen[end]++
      if (end === 'done') {
        assert.equal(readlinkSync(folder), source)
        await takeBackStandIn(work, source, trash)
      }
      assert.deepEqual([contents(folder), contents(source)], [before, sourceBefore], `after ${last} calls`)
      assert.deepEqual([readdirSync(trash), strays(folder)], [[], []], `after ${last} calls`)
    }
    assert.ok(seen.reverted > 10 && seen.done > 0, JSON.stringify(seen))
  })

test('taken back halfway any number of times it still ends with the folder as it was', async (t) => {
  for (let last = 1, whole = false; !whole; last++) {
    const { folder, source, trash, work, before, sourceBefore } = laid(t)
    await standIn(work, source, trash)
    whole = await dead(last, () => takeBackStandIn(work, source, trash))
    await takeBackStandIn(work, source, trash)
    assert.deepEqual([contents(folder), contents(source)], [before, sourceBefore], `after ${last} calls`)
  }
})

test('what stands there by now stays, and the copy stays in the trash', async (t) => {
  const { folder, source, trash, work, before } = laid(t)
  await standIn(work, source, trash)
  unlinkSync(folder)
  writeFileSync(folder, 'mine')
  await assert.rejects(takeBackStandIn(work, source, trash), /Something newer stands at/)
  assert.equal(readFileSync(folder, 'utf8'), 'mine')
  unlinkSync(folder)
  await takeBackStandIn(work, source, trash)
  assert.deepEqual(contents(folder), before)
})

test('a folder that changed since, or a link in its place, is left alone', async (t) => {
  const { folder, source, trash, work, sourceBefore } = laid(t)
  rmSync(folder, { recursive: true })
  symlinkSync(source, folder)
  await assert.rejects(standIn(work, source, trash), /changed since this plan was made/)
  assert.throws(() => wholeFolder(folder, ''), /is no folder/)
  assert.deepEqual([readlinkSync(folder), contents(source), readdirSync(trash)], [source, sourceBefore, []])
})

test('a trash that somebody emptied is said, and nothing more is taken away', async (t) => {
  const { folder, source, trash, work } = laid(t)
  await standIn(work, source, trash)
  rmSync(join(trash, work.token), { recursive: true })
  await assert.rejects(takeBackStandIn(work, source, trash), /The trash no longer holds/)
  assert.equal(readlinkSync(folder), source)
})

test('a copy that was kept takes the place of a new one, which goes to a trash of its own', async (t) => {
  const { folder, trash, work, before } = laid(t)
  await keepWhole(work, trash)
  assert.deepEqual(contents(folder), before)
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  writeFileSync(join(folder, 'new.md'), 'new')
  chmodSync(folder, 0o755)
  const replaced = newToken()
  assert.equal(await bringBackWhole(work, replaced, trash), true)
  assert.deepEqual(contents(folder), before)
  assert.deepEqual(readdirSync(trash), [replaced])
  assert.equal(readFileSync(join(trash, replaced, '0', 'new.md'), 'utf8'), 'new')
  assert.equal(await bringBackWhole(work, newToken(), trash), false, 'once is enough')
  assert.ok(statSync(join(folder, 'hooks/run.sh')).mode & 0o100)
})

/** Runs something whose every file system call fails from the nth on, as if its process were killed there. */
async function dead(last: number, work: () => Promise<unknown>): Promise<boolean> {
  let calls = 0
  const alive = beforeEachCall((name) => {
    if (++calls > last) throw failure('EIO', name)
  })
  try {
    await work()
    return calls <= last
  } catch {
    return false
  } finally {
    alive()
  }
}

const strays = (folder: string) => readdirSync(join(folder, '..', '..')).filter((name) => name !== 'voice')

test('a copy of what never went away is not needed', async (t) => {
  const { folder, trash, work, before } = laid(t)
  await keepWhole(work, trash)
  await dropWhole(work, trash)
  await dropWhole(work, trash)
  assert.deepEqual([contents(folder), readdirSync(trash)], [before, []])
})
