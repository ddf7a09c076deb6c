import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ID, lab } from '../support/lab.ts'
import { signIn } from '../support/panel.ts'

async function signedIn() {
  const place = lab()
  const cookie = await signIn(place)
  const send = (method: string, path: string, more: Record<string, string> = {}) =>
    place.request(path, { method, headers: { cookie, origin: 'http://127.0.0.1:7077', ...more } })
  return { ...place, send }
}

test('a switch is turned by POST and DELETE, and leads back to the page it stands on', async () => {
  using place = await signedIn()
  const page = { 'hx-current-url': 'http://127.0.0.1:7077/?q=voice' }
  const on = await place.send('POST', `/plugins/${ID}/watch`, page)
  assert.deepEqual([on.status, on.headers.get('location')], [303, '/?q=voice'])
  assert.deepEqual([...place.panel.store.watches()], [[ID, true]])
  assert.equal((await place.send('DELETE', `/plugins/${ID}/watch`)).status, 303)
  assert.equal((await place.send('POST', '/watch')).status, 303)
  assert.deepEqual(
    [...place.panel.store.watches()].sort(),
    [
      ['*', true],
      [ID, false],
    ].sort(),
  )
  await place.send('DELETE', '/watch')
  assert.equal(place.panel.store.watches().get('*'), false)
})

test('an unknown plugin has no switch, and without a session nobody turns one', async () => {
  using place = await signedIn()
  assert.equal((await place.send('POST', '/plugins/nobody@lab/watch')).status, 404)
  assert.notEqual((await place.request('/watch', { method: 'POST' })).status, 303)
  assert.equal(place.panel.store.watches().size, 0)
})
