import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { linkPlugin } from '../../server/plugins/links.ts'
import { ID, type Lab, lab, SOURCE } from '../support/lab.ts'
import { formFrom, signIn } from '../support/panel.ts'

let place: Lab
let cookie: string
before(async () => {
  place = lab()
  cookie = await signIn(place)
})
after(() => place[Symbol.dispose]())

const get = (path: string) => place.request(path, { headers: { cookie } })
const post = (path: string, form: Record<string, string>) => place.request(path, formFrom(cookie, form))
const PATH = `/plugins/${ID}/modes`
const htmlOf = async (path: string) => (await get(path)).text()
const planIn = (html: string) => /name="plan" value="([0-9a-f]{16})"/.exec(html)?.[1] ?? ''

test('without a source the page says how to name one, and switches nothing', async () => {
  const html = await htmlOf(PATH)
  assert.match(html, /<code>hotplug link voice@lab FOLDER<\/code>/)
  assert.doesNotMatch(html, /Switch to it/)
  assert.equal((await post(PATH, { mode: 'sync-on-save', plan: '0123456789abcdef' })).status, 422)
  assert.deepEqual(place.panel.store.actions(10), [])
})

for (const path of ['/plugins/nobody@lab/modes', '/plugins/..%2f..%2fetc/modes'])
  test(`${path} leads nowhere`, async () => {
    assert.equal((await get(path)).status, 404)
  })

test('a way that is none counts as not said, and is not switched to', async () => {
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  for (const to of ['x', '', '__proto__']) assert.equal((await get(`${PATH}?to=${to}`)).status, 200, to)
  const answer = await post(PATH, { mode: '../x', plan: '0123456789abcdef' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /There is no way to develop a plugin called/)
})

test('a plan that was never shown, or is not the present one, is refused', async () => {
  assert.equal((await post(PATH, { mode: 'sync-on-save', plan: '' })).status, 422)
  const answer = await post(PATH, { mode: 'sync-on-save', plan: '0123456789abcdef' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /changed since this plan was shown/)
  assert.equal(place.panel.watching.wants(place.panel.survey.inventory().plugins[0] as never), false)
})

test('what was shown is done, shown as done, and taken back', async () => {
  const plan = planIn(await htmlOf(`${PATH}?to=sync-on-save`))
  const answer = await post(PATH, { mode: 'sync-on-save', plan })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, PATH])
  assert.match(await htmlOf(PATH), /Now: <b>Sync on save<\/b>/)
  const row = place.panel.store.actions(1)[0]
  assert.deepEqual([row?.kind, row?.state], ['mode', 'done'])
  assert.equal((await post(`/actions/${row?.id}/undo`, {})).status, 303)
  assert.match(await htmlOf(PATH), /Now: <b>Installed copy, synced by hand<\/b>/)
})

test('while neither of its ids is there, the page that looks again stays as it is', async () => {
  const { store } = place.panel
  const action = store.beginAction({
    ...{ kind: 'mode', plugin: 'gone@lab', summary: 'Switched', files: '[]', bytes: 0, base_before: '[]', after: '[]' },
    ...{ undoes: null, work: JSON.stringify({ mode: { becomes: 'gone@skills-dir' }, plan: null, token: 'x' }) },
  })
  for (const id of ['gone@lab', 'gone@skills-dir']) assert.equal((await get(`/plugins/${id}/modes`)).status, 204)
  store.endAction(action, { state: 'failed', error: 'No.' })
  assert.equal((await get('/plugins/gone@lab/modes')).status, 404)
})

test('an address that a plugin had before a switch leads to the one it has now', async () => {
  place.panel.store.beginAction({
    ...{ kind: 'mode', plugin: 'was@lab', summary: 'Switched', files: '[]', bytes: 0, base_before: '[]', after: '[]' },
    ...{ undoes: null, work: JSON.stringify({ mode: { becomes: ID }, plan: null, token: 'x' }) },
  })
  const answer = await get('/plugins/was@lab/modes')
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, PATH])
})
