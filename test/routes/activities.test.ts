import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signIn, testPanel } from '../support/panel.ts'

test('a page shows the work that is under way and can cancel it', async () => {
  using place = testPanel()
  const cookie = await signIn(place)
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const gate = Promise.withResolvers<void>()
  const ended = place.panel.activities.run('Clearing <b>14</b> folders', async (task) => {
    task.progress(2, 14)
    await gate.promise
    task.signal.throwIfAborted()
  })
  for (const path of ['/activities', '/history', '/guide']) {
    const html = await (await place.request(path, { headers })).text()
    assert.match(html, /Clearing &lt;b&gt;14&lt;\/b&gt; folders/)
    assert.match(html, /2 of 14/)
  }
  const id = place.panel.activities.list()[0]?.id
  assert.equal((await place.request(`/activities/${id}`, { method: 'DELETE', headers })).status, 200)
  gate.resolve()
  await assert.rejects(ended, /cancelled/)
  const after = await (await place.request('/activities', { headers })).text()
  assert.doesNotMatch(after, /Clearing/)
  assert.equal((await place.request('/activities/999', { method: 'DELETE', headers })).status, 200)
})

test('work that has to run to its end offers no way to cancel it', async () => {
  using place = testPanel()
  const headers = { cookie: await signIn(place), 'sec-fetch-site': 'same-origin' }
  const gate = Promise.withResolvers<void>()
  const ended = place.panel.activities.run('Installing', async (task) => {
    task.commit()
    await gate.promise
  })
  assert.doesNotMatch(await (await place.request('/activities', { headers })).text(), /Cancel/)
  gate.resolve()
  await ended
})
