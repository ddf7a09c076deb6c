import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ID, type Lab, lab } from '../support/lab.ts'
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
const PATH = `/plugins/${ID}/reinstall`

test('without a claude the page says that nothing can be reinstalled, and offers no button', async () => {
  const answer = await get(PATH)
  assert.equal(answer.status, 200)
  const html = await answer.text()
  assert.match(html, /only Claude Code itself can install a plugin/)
  assert.doesNotMatch(html, /<form class="confirm"/)
})

test('a form that is sent all the same is refused with a sentence, and nothing is begun', async () => {
  const answer = await post(PATH, { plan: '0123456789abcdef' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /role="alert">No <code>claude<\/code> was found/)
  assert.deepEqual(place.panel.store.actions(10), [])
})

for (const path of ['/plugins/nobody@lab/reinstall', `${PATH}?action=999`, '/plugins/..%2f..%2fetc/reinstall'])
  test(`${path} leads nowhere`, async () => {
    assert.equal((await get(path)).status, 404)
  })

test('a number that is none counts as not said', async () => {
  for (const action of ['x', '-1', '1e99', '', '0'])
    assert.equal((await get(`${PATH}?action=${action}`)).status, 200, action)
})

test('an action of another kind is not shown as a reinstall', async () => {
  const { store } = place.panel
  const id = store.beginAction({
    ...{ kind: 'link', plugin: ID, summary: 'Linked', files: '[]', bytes: 0, work: 'null' },
    ...{ base_before: '[]', undoes: null, after: '[]' },
  })
  assert.equal((await get(`${PATH}?action=${id}`)).status, 404)
})
