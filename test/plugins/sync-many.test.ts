import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { withLock } from '../../server/locks.ts'
import type { Panel } from '../../server/panel.ts'
import { homeModel } from '../../server/plugins/models.ts'
import { beginSyncAll, reviewAll } from '../../server/plugins/sync-all.ts'
import { syncMany } from '../../server/plugins/sync-many.ts'
import { syncPlugins } from '../../server/plugins/sync-plugins.ts'
import { undoAction } from '../../server/plugins/undo.ts'
import { processStart } from '../../server/processes.ts'
import type { Task } from '../../server/trees/apply.ts'
import { cacheOf, type Many, many, sourceOf, withThreads } from '../support/many.ts'

const OPTIONS = { fromCache: false, overwrite: false, dryRun: false }
const QUERY = { q: '', show: 'all', sort: 'name' } as const

/** A task that is cancelled as soon as that many files were counted; what it was told is kept. */
function taskUntil(most: number) {
  const abort = new AbortController()
  const told: [number, number][] = []
  const task: Task = {
    signal: abort.signal,
    commit() {},
    progress(done, total) {
      told.push([done, total])
      if (done >= most) abort.abort(new Error('It was cancelled.'))
    },
  }
  return { task, told, abort }
}

/** Nothing is half done, and nothing lies about. */
function checkWhole(place: Many, panel: Panel) {
  assert.deepEqual(panel.store.runningActions(), [])
  for (const name of place.names) {
    place.generationOf(name)
    assert.deepEqual(
      readdirSync(place.at(cacheOf(name))).filter((one) => one.startsWith('.hotplug')),
      [],
    )
  }
  const kept = panel.store.actions(1000).filter(({ token, state }) => token !== null && state === 'done')
  const trash = existsSync(panel.trashDir) ? readdirSync(panel.trashDir) : []
  assert.deepEqual(trash.sort(), kept.map(({ token }) => token).sort())
}

for (const [where, open] of [
  ['in this thread', (place: Many) => ({ panel: place.panel, async [Symbol.asyncDispose]() {} })],
  ['in threads', withThreads],
] as const)
  describe(`several plugins ${where}`, () => {
    test('are synced as one, each with its own action and its own undo', async () => {
      using place = many(12, 5)
      await using opened = open(place)
      const { panel } = opened
      place.edit(1)
      const { results, failed } = await syncPlugins(panel, null, OPTIONS)
      assert.equal(failed, false)
      assert.deepEqual(
        results.map(({ id, done, message }) => [id, done, message]),
        place.ids.map((id) => [id, true, 'Synced 5 files.']),
      )
      for (const name of place.names) assert.equal(place.generationOf(name), 1)
      checkWhole(place, panel)
      const [summary, ...each] = panel.store.actions(100)
      assert.deepEqual([summary?.plugin, summary?.summary], ['', 'Synced 60 files of 12 plugins'])
      assert.deepEqual(each.map(({ plugin }) => plugin).sort(), place.ids.toSorted())
      await undoAction(panel, results[3]?.action ?? null)
      assert.deepEqual(
        place.names.map((name) => place.generationOf(name)),
        place.names.map((_, index) => (index === 3 ? 0 : 1)),
      )
      assert.deepEqual(
        (await syncPlugins(panel, null, OPTIONS)).results.map(({ id }) => id),
        [place.ids[3]],
      )
    })

    test('tell how far they are over all their files, and the pages know at once what they came to', async () => {
      using place = many(6, 40)
      await using opened = open(place)
      const { panel } = opened
      place.edit(1)
      const { task, told } = taskUntil(Number.POSITIVE_INFINITY)
      const { ready } = await reviewAll(panel, { anew: true })
      assert.equal(homeModel(panel, QUERY).together, 6)
      await syncMany(panel, ready, task)
      assert.ok(told.every(([, total]) => total === 240))
      assert.deepEqual([told[0]?.[0], told.at(-1)?.[0]], [0, 240])
      assert.ok(told.every(([done], index) => index === 0 || done >= (told[index - 1]?.[0] ?? 0)))
      assert.ok(homeModel(panel, QUERY).rows.every(({ word }) => word === 'Live'))
      await panel.comparisons.bring(panel.survey.inventory().plugins)
      assert.ok(homeModel(panel, QUERY).rows.every(({ word }) => word === 'Live'))
    })

    for (const most of [0, 1, 30, 90, 150, 239])
      test(`cancelled after ${most} files: each plugin is as before or as wanted, and the results say which`, async () => {
        using place = many(8, 30)
        await using opened = open(place)
        const { panel } = opened
        place.edit(1)
        const { ready } = await reviewAll(panel, { anew: true })
        const { task } = taskUntil(most)
        const { results, failed, cancelled } = await syncMany(panel, ready, task)
        checkWhole(place, panel)
        assert.deepEqual(failed, [])
        assert.deepEqual(
          place.names.map((name) => place.generationOf(name)),
          results.map(({ done }) => (done ? 1 : 0)),
        )
        assert.equal(
          cancelled,
          results.some(({ done }) => !done),
        )
        if (most === 0) assert.ok(results.every(({ done }) => !done))
        for (const { done, message } of results)
          assert.equal(message, done ? 'Synced 30 files.' : 'Not synced: it was cancelled.')
        assert.ok(
          panel.store.actions(100).every(({ state }) => state === 'done'),
          'no line for what never happened',
        )
        await syncPlugins(panel, null, OPTIONS)
        for (const name of place.names) assert.equal(place.generationOf(name), 1)
      })

    test('one that is edited between the look and the copy is looked at again, and synced as it is then', async () => {
      using place = many(5, 4)
      await using opened = open(place)
      const { panel } = opened
      place.edit(1)
      let edited = false
      const apply = panel.apply
      panel.apply = (plan, journal, settings) => {
        if (!edited) place.edit(2, ['plugin-2'])
        edited = true
        return apply(plan, journal, settings)
      }
      const { results, failed } = await syncPlugins(panel, null, OPTIONS)
      assert.equal(failed, false, results.map(({ message }) => message).join(' '))
      assert.equal(place.generationOf('plugin-2'), 2)
      checkWhole(place, panel)
    })

    test('what fails does not stop the others, and is named with the reason', async () => {
      using place = many(6, 3)
      await using opened = open(place)
      const { panel } = opened
      place.edit(1)
      panel.store.putLock('plugin plugin-4@many', process.ppid, processStart(process.ppid) ?? '')
      const { results, failed } = await syncPlugins(panel, null, OPTIONS)
      assert.equal(failed, true)
      assert.deepEqual(
        results.map(({ done }) => done),
        place.names.map((name) => name !== 'plugin-4'),
      )
      assert.match(results[4]?.message ?? '', /being changed by another Hotplug/)
      assert.equal(place.generationOf('plugin-4'), 0)
      checkWhole(place, panel)
      const [summary] = panel.store.actions(1)
      assert.match(summary?.error ?? '', /1 plugin could not be synced\. plugin-4@many: .*being changed by another/)
    })

    test('twice at the same time: each plugin ends as wanted, and is synced once', async () => {
      using place = many(9, 10)
      await using opened = open(place)
      const { panel } = opened
      place.edit(1)
      const [one, other] = await Promise.all([syncPlugins(panel, null, OPTIONS), syncPlugins(panel, null, OPTIONS)])
      for (const name of place.names) assert.equal(place.generationOf(name), 1)
      checkWhole(place, panel)
      const done = [...one.results, ...other.results].filter((result) => result.done).map(({ id }) => id)
      assert.deepEqual(done.toSorted(), place.ids.toSorted())
    })
  })

test('what a person has to decide is left: an edit in the cache, another version, a source without files', async () => {
  using place = many(5, 3)
  const { panel } = place
  place.edit(1)
  place.write({
    [`${cacheOf('plugin-0')}/skills/skill-0/SKILL.md`]: 'Edited in the cache.\n',
    [`${sourceOf('plugin-1')}/.claude-plugin/plugin.json`]: '{"name":"plugin-1","version":"2.0.0"}',
  })
  rmSync(place.at(sourceOf('plugin-2')), { recursive: true })
  place.write({ [`${sourceOf('plugin-2')}/.git/HEAD`]: 'ref' })
  panel.survey.lookAgain()
  const { ready, aside } = await reviewAll(panel, { anew: true })
  assert.deepEqual(
    ready.map(({ plugin }) => plugin.name),
    ['plugin-3', 'plugin-4'],
  )
  assert.deepEqual(
    aside.map(({ plugin, why }) => [plugin.name, why]),
    [
      ['plugin-0', 'edited'],
      ['plugin-1', 'update'],
      ['plugin-2', 'problem'],
    ],
  )
  const { results, failed } = await syncPlugins(panel, null, OPTIONS)
  assert.deepEqual([failed, results.map(({ done }) => done)], [true, [false, false, false, true, true]])
  assert.match(results[0]?.message ?? '', /edited in the loaded copy itself: skills\/skill-0\/SKILL\.md/)
  assert.match(results[1]?.message ?? '', /`claude plugin update plugin-1@many`/)
  assert.equal(place.read(`${cacheOf('plugin-0')}/skills/skill-0/SKILL.md`), 'Edited in the cache.\n')
})

test('what was shown is synced and nothing else; a second time is refused while it is under way', async () => {
  using place = many(4, 3)
  const { panel } = place
  place.edit(1)
  const shown = await reviewAll(panel, { anew: false })
  writeFileSync(place.at(`${sourceOf('plugin-1')}/skills/skill-0/SKILL.md`), 'Edited since.\n')
  await assert.rejects(beginSyncAll(panel, shown.fingerprint), { status: 409, message: /changed since this list/ })
  for (const name of place.names) assert.equal(place.generationOf(name), 0)
  const { fingerprint } = await reviewAll(panel, { anew: false })
  const { done } = await beginSyncAll(panel, fingerprint)
  await assert.rejects(beginSyncAll(panel, fingerprint), { status: 409, message: /being synced already/ })
  assert.equal((await done).results.filter((result) => result.done).length, 4)
  await assert.rejects(beginSyncAll(panel, fingerprint), { status: 409, message: /Nothing drifts any more/ })
})

test('one that is edited after the click was checked is not synced unseen; the others are', async () => {
  using place = many(4, 3)
  const { panel } = place
  place.edit(1)
  const { fingerprint } = await reviewAll(panel, { anew: true })
  const apply = panel.apply
  let edited = false
  panel.apply = (...plan) => {
    if (!edited) place.edit(2, ['plugin-3'])
    edited = true
    return apply(...plan)
  }
  const { done } = await beginSyncAll(panel, fingerprint)
  const { results, failed } = await done
  assert.deepEqual(failed, ['plugin-3@many'])
  assert.match(results[3]?.message ?? '', /^Not synced: its files changed/)
  assert.deepEqual(
    place.names.map((name) => place.generationOf(name)),
    [1, 1, 1, 0],
  )
  assert.match(panel.store.actions(1)[0]?.error ?? '', /1 plugin could not be synced\. plugin-3@many: Not synced/)
})

test('several that are named, with one that is not known and one where nothing differs', async () => {
  using place = many(3, 2)
  place.edit(1, ['plugin-0'])
  const named = await syncPlugins(place.panel, ['plugin-0', 'nobody', 'plugin-1@many'], OPTIONS)
  assert.equal(named.failed, true)
  assert.deepEqual(
    named.results.map(({ id, done }) => [id, done]),
    [
      ['plugin-0@many', true],
      ['plugin-1@many', false],
      ['nobody', false],
    ],
  )
  const dry = await syncPlugins(place.panel, ['plugin-0', 'plugin-1'], { ...OPTIONS, dryRun: true })
  assert.ok(dry.results.every(({ done }) => !done))
})

test('a plugin that is busy for a moment is synced when it is free', async () => {
  using place = many(3, 2)
  place.edit(1)
  let free = () => {}
  const held = withLock(place.panel.store, 'plugin-1@many', () => new Promise<void>((resolve) => (free = resolve)))
  const apply = place.panel.apply
  let calls = 0
  place.panel.apply = async (...plan) => {
    const applied = await apply(...plan)
    if (++calls === 2) {
      free()
      await held
    }
    return applied
  }
  const { results, failed } = await syncPlugins(place.panel, null, OPTIONS)
  assert.equal(failed, false)
  assert.ok(results.every(({ done }) => done))
})
