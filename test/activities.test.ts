import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createActivities } from '../server/activities.ts'
import { createLive } from '../server/live.ts'

function begun(work: Parameters<ReturnType<typeof createActivities>['run']>[1]) {
  const activities = createActivities(createLive())
  return { activities, ended: activities.run('Syncing voice@lab', work) }
}

test('work is listed with how far it is, and only for as long as it takes', async () => {
  const gate = Promise.withResolvers<void>()
  const { activities, ended } = begun(async (task) => {
    task.step('Copying')
    task.progress(3, 12)
    await gate.promise
  })
  const [activity] = activities.list()
  assert.deepEqual(
    [activity?.title, activity?.step, activity?.progress, activity?.cancellable],
    ['Syncing voice@lab', 'Copying', { done: 3, total: 12 }, true],
  )
  gate.resolve()
  await ended
  assert.deepEqual(activities.list(), [])
})

test('work that fails is listed no more, and its error goes to whoever began it', async () => {
  const { activities, ended } = begun(async () => {
    throw new Error('The disk is full.')
  })
  await assert.rejects(ended, /The disk is full/)
  assert.deepEqual(activities.list(), [])
})

test('work can be cancelled until it says that it has to run to its end', async () => {
  const gate = Promise.withResolvers<void>()
  const { activities, ended } = begun(async (task) => {
    await gate.promise
    task.signal.throwIfAborted()
  })
  const id = activities.list()[0]?.id ?? 0
  assert.equal(activities.cancel(id + 1), false)
  assert.equal(activities.cancel(id), true)
  gate.resolve()
  await assert.rejects(ended, /cancelled/)

  const other = Promise.withResolvers<void>()
  const committed = begun(async (task) => {
    task.commit()
    await other.promise
    task.signal.throwIfAborted()
  })
  assert.equal(committed.activities.cancel(committed.activities.list()[0]?.id ?? 0), false)
  other.resolve()
  await committed.ended
})
