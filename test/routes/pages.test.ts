import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { linkPlugin } from '../../server/plugins/links.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'
import { signIn } from '../support/panel.ts'
import { until } from '../support/until.ts'

let place: Lab
let cookie: string
const ORIGIN = 'http://127.0.0.1:7077'
const get = (path: string) => place.request(path, { headers: { cookie } })
const send = (method: string, path: string, form: Record<string, string> = {}, from = '/') =>
  place.request(path, {
    method,
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      'hx-current-url': ORIGIN + from,
      'content-type': 'application/x-www-form-urlencoded',
    },
    ...(method === 'POST' && { body: new URLSearchParams(form).toString() }),
  })
const alertIn = (html: string) => /role="alert">(.*?)<\/p>/s.exec(html)?.[1] ?? null

async function begin() {
  place = lab()
  cookie = await signIn(place)
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write({ [`${SOURCE}/commands/shout.md`]: 'Shout twice.\n' })
  await place.panel.checkAll()
}
const end = () => place[Symbol.dispose]()

describe('the home page', () => {
  before(begin)
  after(end)
  const PAGES: [query: string, shows: boolean][] = [
    ['', true],
    ['?show=drifted', true],
    ['?show=problems', false],
    ['?show=disabled', false],
    ['?q=voice', true],
    ['?q=VOICE+lab', true],
    ['?q=speaks', true],
    ['?q=nothing-like-it', false],
    ['?q=voice&show=disabled', false],
    ['?show=%3Cimg%3E&sort=nonsense', true],
    ['?q=nothing-like-it&q=voice', false],
    [`?q=${'v'.repeat(2000)}`, true],
  ]
  for (const [query, shows] of PAGES)
    test(`/${query.slice(0, 40)} ${shows ? 'shows' : 'leaves out'} the plugin`, async () => {
      const answer = await get(`/${query}`)
      assert.equal(answer.status, 200)
      assert.equal((await answer.text()).includes('href="/plugins/voice@lab'), shows)
    })

  test('a search shows what was searched as text', async () => {
    const html = await (await get(`/?q=${encodeURIComponent('<img src=x onerror=alert(1)>"')}`)).text()
    assert.doesNotMatch(html, /<img/)
    assert.match(html, /&lt;img src=x/)
  })

  test('offers one click, with the plan that it would apply', async () => {
    assert.match(await (await get('/')).text(), /name="plan" value="[0-9a-f]{16}"/)
  })
})

describe('an address that leads nowhere', () => {
  before(begin)
  after(end)
  const NAMES = [
    'nobody@lab',
    '..%2f..%2fetc',
    '%3Cimg%20src%3Dx%3E',
    '%00',
    '%ff',
    "x';touch%20p",
    '--settings=x',
    '__proto__',
    'a'.repeat(3000),
  ]
  for (const name of NAMES)
    for (const [method, path] of [
      ['GET', `/plugins/${name}`],
      ['GET', `/plugins/${name}/sync`],
      ['POST', `/plugins/${name}/sync`],
      ['POST', `/plugins/${name}/link`],
      ['DELETE', `/plugins/${name}/link`],
      ['POST', `/plugins/${name}/dependencies`],
    ] as const)
      test(`${method} ${path.slice(0, 50)}: 404 with a sentence`, async () => {
        const answer = method === 'GET' ? await get(path) : await send(method, path, { directory: place.at(SOURCE) })
        const html = await answer.text()
        assert.equal(answer.status, 404, html)
        assert.doesNotMatch(html, /<img/)
      })

  for (const path of [
    '/nothing',
    '/actions/1/undo',
    '/plugins',
    '/plugins/',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/package.json',
  ])
    test(`GET ${path}: 404`, async () => assert.equal((await get(path)).status, 404))

  for (const path of ['/actions/x/undo', '/actions/-1/undo', '/actions/99999999999999999999/undo'])
    test(`POST ${path}: 404`, async () => assert.equal((await send('POST', path)).status, 404))

  test('an action that never was cannot be undone', async () =>
    assert.equal((await send('POST', '/actions/999/undo')).status, 404))
})

describe('forms', () => {
  before(begin)
  after(end)

  test('a refused link answers with the same page and the sentence', async () => {
    for (const directory of ['', '/nowhere', place.at('project'), '<img>', 'x\0y']) {
      const answer = await send('POST', `/plugins/${ID}/link`, { directory })
      const html = await answer.text()
      assert.equal(answer.status, 422, directory)
      assert.match(alertIn(html) ?? '', /folder|plugin/)
      assert.match(html, /<title>voice@lab/)
      assert.doesNotMatch(html, /<img/)
    }
  })

  test('a sync of a plan that was never shown is refused, and the page has the plan', async () => {
    for (const plan of ['', 'x', '0'.repeat(16)]) {
      const answer = await send('POST', `/plugins/${ID}/sync`, { plan })
      const html = await answer.text()
      assert.equal(answer.status, 422)
      assert.match(alertIn(html) ?? '', /changed since this plan was shown/)
      assert.equal(answer.headers.get('hx-push-url'), `/plugins/${ID}/sync`)
      assert.match(html, /name="plan" value="[0-9a-f]{16}"/)
    }
    assert.notEqual(place.read(`${CACHE}/commands/shout.md`), 'Shout twice.\n')
  })

  test('a form that is no form is refused like an empty one', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const answer = await place.request(`/plugins/${ID}/sync`, { method: 'POST', headers, body: '{"plan":{"a":1}}' })
    assert.equal(answer.status, 422)
  })

  test('the plan that is shown is the one that is applied; undo and dismissal go back to where they came from', async () => {
    const page = await (await get(`/plugins/${ID}/sync`)).text()
    const plan = /name="plan" value="([0-9a-f]{16})"/.exec(page)?.[1] ?? ''
    const synced = await send('POST', `/plugins/${ID}/sync`, { plan, back: 'home' }, '/?show=drifted')
    assert.deepEqual([synced.status, synced.headers.get('location')], [303, '/?show=drifted'])
    assert.equal(place.read(`${CACHE}/commands/shout.md`), 'Shout twice.\n')
    const [action] = place.panel.store.actions(1)
    assert.match(await (await get('/')).text(), new RegExp(`id="notice-${action?.id}"`))

    const undone = await send('POST', `/actions/${action?.id}/undo`, {}, '/guide?q=x')
    assert.deepEqual([undone.status, undone.headers.get('location')], [303, '/guide?q=x'])
    assert.equal(place.read(`${CACHE}/commands/shout.md`), 'Shout it.\n')
    const again = await send('POST', `/actions/${action?.id}/undo`)
    assert.equal(again.status, 422)
    assert.match(alertIn(await again.text()) ?? '', /already undone/)

    const [undo] = place.panel.store.actions(1)
    const dismissed = await send('POST', `/actions/${undo?.id}/dismissal`, {}, '/history')
    assert.deepEqual([dismissed.status, dismissed.headers.get('location')], [303, '/history'])
    assert.doesNotMatch(await (await get('/')).text(), /id="notice-/)
  })

  test('where a form came from never leads to another site', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    for (const from of [
      'http://evil.example/',
      '//evil.example',
      'javascript:alert(1)',
      `${ORIGIN}//evil.example/x`,
      `${ORIGIN}/\\evil.example`,
      'x',
    ]) {
      const answer = await place.request('/checks', { method: 'POST', headers: { ...headers, 'hx-current-url': from } })
      const location = answer.headers.get('location') ?? ''
      assert.equal(answer.status, 303)
      assert.equal(new URL(location, ORIGIN).origin, ORIGIN, `${from} led to ${location}`)
    }
  })

  test('a link is made, and deleted', async () => {
    const deleted = await send('DELETE', `/plugins/${ID}/link`)
    assert.deepEqual([deleted.status, deleted.headers.get('location')], [303, `/plugins/${ID}`])
    assert.equal(place.panel.store.links().size, 0)
    const made = await send('POST', `/plugins/${ID}/link`, { directory: place.at(SOURCE) })
    assert.equal(made.status, 303)
    assert.equal(place.panel.store.links().get(ID), place.at(SOURCE))
  })

  test('a source that is gone has a page for its plugin, and for the plan that cannot be made', async () => {
    rmSync(place.at('dev'), { recursive: true })
    place.panel.survey.lookAgain()
    assert.equal((await get(`/plugins/${ID}?state=all`)).status, 200)
    assert.equal((await get(`/plugins/${ID}/sync`)).status, 200)
  })
})

describe('the event stream', () => {
  before(begin)
  after(end)

  test('says which topic changed, and nothing else', async () => {
    const answer = await get('/events')
    assert.equal(answer.headers.get('content-type'), 'text/event-stream')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    assert.ok(reader)
    await until(() => place.panel.live.listeners() === 1)
    place.panel.live.publish('claude')
    let said = ''
    while (!said.includes('claude')) said += (await reader.read()).value ?? assert.fail('The stream ended.')
    assert.match(said, /^(event: (inventory|drift|history|claude)\ndata: \n\n)+$/)
    await reader.cancel()
    await until(() => place.panel.live.listeners() === 0)
  })

  test('more streams than a person opens are refused, and those that end make room', async () => {
    const streams: Response[] = []
    let refused: Response | null = null
    while (!refused && streams.length < 1000) {
      const answer = await get('/events')
      if (answer.status === 200) streams.push(answer)
      else refused = answer
    }
    assert.equal(refused?.status, 503)
    assert.match((await refused?.text()) ?? '', /Too many pages/)
    assert.ok(streams.length >= 6, 'a person with some windows is let in')
    await streams[0]?.body?.cancel()
    await until(async () => {
      const answer = await get('/events')
      if (answer.status === 200) streams.push(answer)
      return answer.status === 200
    })
    for (const stream of streams.slice(1)) await stream.body?.cancel()
    await until(() => place.panel.live.listeners() === 0)
  })
})
