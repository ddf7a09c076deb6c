import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { CLEARED, checkEnded, copiesOf } from './support/clear.ts'
import { hasOtherDisk, laid } from './support/clear-disks.ts'

/** How many processes are killed. */
const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 60)

async function kill(place: ReturnType<typeof laid>['place'], after: number | null, ...words: string[]) {
  const victim = join(import.meta.dirname, 'support', 'clear-victim.ts')
  const child = spawn(process.execPath, [victim, place.folder, place.trashDir, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (data) => {
    complaint += data
  })
  if (after !== null) {
    await once(child.stdout, 'data')
    await wait(after)
    child.kill('SIGKILL')
  }
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL', complaint)
}

/** Calls that a clearing and its undo take together, or a clearing that is cancelled half-way. */
const CALLS = { near: 620, far: 2600, cancelled: 330 }

for (const [what, calls, far, words] of [
  ['a clearing and its undo', CALLS.near, false, []],
  ['a clearing and its undo, with the trash on another disk', CALLS.far, true, []],
  ['a clearing that is cancelled half-way', CALLS.cancelled, false, ['cancel']],
] as const)
  test(`killed just before its nth call, for n spread over ${what}: nothing is lost`, {
    skip: far && !hasOtherDisk,
  }, async (t) => {
    const seen: Record<string, number> = {}
    const tries = Math.ceil(KILLS / 4)
    for (let n = 0; n < tries; n++) {
      const { place, originals } = laid(t, far)
      await kill(place, null, String(1 + Math.floor((n * calls) / tries)), ...words)
      await checkRecovered(place, originals, seen)
      rmSync(place.folder, { recursive: true, force: true })
    }
    t.diagnostic(`tried ${tries}, lost 0 (${JSON.stringify(seen)})`)
  })

test('killed at chance moments, again and again on the same folder: nothing is lost', async (t) => {
  const seen: Record<string, number> = {}
  const { place, originals } = laid(t, false)
  const tries = Math.ceil(KILLS / 4)
  for (let n = 0; n < tries; n++) {
    await kill(place, Math.random() * 60)
    await checkRecovered(place, originals, seen)
  }
  t.diagnostic(`tried ${tries}, lost 0 (${JSON.stringify(seen)})`)
})

type Laid = ReturnType<typeof laid>

async function checkRecovered(place: Laid['place'], originals: Laid['originals'], seen: Record<string, number>) {
  for (const [index, copies] of copiesOf(place, originals).entries())
    assert.ok(copies >= 1, `${CLEARED[index]} is whole nowhere`)
  const [unfinished] = place.journal.unfinished()
  const moment = unfinished ? `${unfinished.work.plan.direction} ${unfinished.phase}` : 'between actions'
  seen[moment] = (seen[moment] ?? 0) + 1
  for (const { outcome, message } of await place.recover())
    assert.ok(outcome === 'finished' || outcome === 'reverted', message)
  checkEnded(place, originals)
}
