import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { applyClear } from '../../server/trees/clear.ts'
import { CLEARED, checkEnded, copiesOf } from './support/clear.ts'
import { hasOtherDisk, laid } from './support/clear-disks.ts'
import { beforeEachCall, failure, GROWING } from './support/faults.ts'

/** 1: every fault that the figures of a release rest on; more: so many times fewer. */
const STRIDE = Number(process.env.HOTPLUG_TEST_STRIDE ?? 4)

type Fault = { code: string; strikes: (name: string, count: number) => boolean }

/** Runs something with a fault, then what the next start would do; whether the fault struck comes back. */
async function suffer({ place, originals }: ReturnType<typeof laid>, work: () => Promise<unknown>, fault: Fault) {
  let count = 0
  let struck = false
  const journalIsOurs = (args: readonly unknown[]) => String(args[0]).includes('journal.json')
  const stop = beforeEachCall((name, args) => {
    if (journalIsOurs(args) || name === 'closeSync' || !fault.strikes(name, count++)) return
    struck = true
    throw failure(fault.code, name)
  })
  await work().catch(() => undefined)
  stop()
  for (const copies of copiesOf(place, originals)) assert.ok(copies >= 1, 'a folder is whole nowhere')
  for (const { outcome, message } of await place.recover())
    assert.ok(outcome === 'finished' || outcome === 'reverted', message)
  checkEnded(place, originals)
  return struck
}

for (const far of [false, true])
  for (const [what, code, of] of [
    ['every call fails once', 'EIO', null],
    ['the disk is full from some call on', 'ENOSPC', GROWING],
    [
      'everything is refused from some call on',
      'EACCES',
      ['renameSync', 'unlinkSync', 'mkdirSync', 'rmdirSync', 'openSync'],
    ],
  ] as const)
    test(`${what}, with the trash on ${far ? 'another' : 'the same'} disk: nothing is lost`, {
      skip: far && !hasOtherDisk,
    }, async (t) => {
      let tried = 0
      const step = (far ? 17 : 3) * STRIDE
      for (const verb of ['clear', 'restore'] as const)
        for (let at = 0; ; at += step) {
          const one = laid(t, far)
          const token = verb === 'restore' ? (await one.place.clear(CLEARED)).token : ''
          let growing = 0
          const strikes = (name: string, count: number) =>
            of === null ? count === at : (of as readonly string[]).includes(name) && growing++ >= at
          const plan = one.place.plan(verb === 'clear' ? CLEARED : [])
          const work = () =>
            verb === 'clear' ? applyClear(plan, one.place.journal, one.place.settings) : one.place.restore(token)
          const struck = await suffer(one, work, { code, strikes })
          rmSync(one.place.folder, { recursive: true, force: true })
          if (!struck) break
          tried++
        }
      assert.ok(tried > 1)
      t.diagnostic(`tried ${tried}, lost 0`)
    })
