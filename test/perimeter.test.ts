import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signIn, type TestPanel, testPanel } from './support/panel.ts'

let panel: TestPanel
let cookie: string
before(async () => {
  panel = testPanel()
  cookie = await signIn(panel)
})
after(() => panel[Symbol.dispose]())

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }
const get = (path: string, headers: Record<string, string> = {}) => panel.request(path, { headers })
const post = (path: string, headers: Record<string, string> = {}, method = 'POST') =>
  panel.request(path, { method, headers })

/** The app's own routes, with something in the place of each parameter. */
const routes = () =>
  panel.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, path: path.replace(/:id\{[^}]*\}/, '1').replace(':id', 'voice@lab') }))

describe('every route', () => {
  test('there are some', () => {
    assert.ok(routes().length > 12)
    assert.ok(routes().some(({ method }) => method === 'DELETE'))
  })

  test('is refused without the cookie', async () => {
    for (const { method, path } of routes()) {
      const answer = await panel.request(path, { method, headers: SAME_ORIGIN })
      assert.equal(answer.status, 401, `${method} ${path}`)
      assert.equal(answer.headers.get('set-cookie'), null, `${method} ${path} gave a cookie`)
    }
  })

  test('is refused under a foreign Host, cookie or not', async () => {
    for (const { method, path } of routes()) {
      const answer = await panel.request(path, { method, headers: { ...SAME_ORIGIN, cookie, host: 'evil.example' } })
      assert.equal(answer.status, 421, `${method} ${path}`)
    }
  })

  test('that can change something is refused from another site', async () => {
    const unsafe = routes().filter(({ method }) => method !== 'GET')
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: 'http://127.0.0.1:7078' },
      { origin: 'https://127.0.0.1:7077' },
      {},
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    ]
    for (const { method, path } of unsafe) {
      for (const headers of foreign) {
        const answer = await panel.request(path, { method, headers: { ...headers, cookie } })
        assert.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(headers)}`)
      }
    }
  })

  test('carries the policy, refused or not', async () => {
    for (const headers of [{}, { cookie }]) {
      const answer = await get('/history', headers)
      const policy = answer.headers.get('content-security-policy') ?? ''
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        assert.ok(policy.includes(part), `${part} in ${policy}`)
      assert.doesNotMatch(policy, /unsafe|\*/)
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
      assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin')
      assert.equal(answer.headers.get('access-control-allow-origin'), null)
    }
  })
})

describe('the Host', () => {
  for (const host of ['127.0.0.1:7077', 'localhost:7077', 'LOCALHOST:7077', '[::1]:7077'])
    test(`${host} is ours`, async () => assert.equal((await get('/', { host, cookie })).status, 200))

  for (const host of [
    '',
    '127.0.0.1',
    'localhost',
    '0.0.0.0:7077',
    '127.0.0.1:7078',
    'localhost.:7077',
    '127.0.0.1:7077.',
    '127.1:7077',
    'a b',
    '127.0.0.1:7077@evil',
  ])
    test(`${JSON.stringify(host)} is not`, async () => assert.equal((await get('/', { host, cookie })).status, 421))
})

describe('the one-time link', () => {
  test('gives a strict cookie and a clean address, once', async () => {
    const link = new URL(panel.perimeter.issueLink())
    const first = await get(link.pathname + link.search)
    assert.equal(first.status, 303)
    assert.equal(first.headers.get('location'), '/')
    assert.match(first.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/)
    const again = await get(link.pathname + link.search)
    assert.equal(again.status, 401)
    assert.doesNotMatch(again.headers.get('set-cookie') ?? '', /=[A-Za-z0-9_-]{20}/)
  })

  test('opened again in the browser that used it shows the panel', async () => {
    const link = new URL(panel.perimeter.issueLink())
    const first = await get(link.pathname + link.search)
    const own = first.headers.get('set-cookie')?.split(';')[0] ?? ''
    assert.equal((await get(link.pathname + link.search, { cookie: own })).status, 303)
  })

  for (const ticket of ['', 'x', '../..', 'a'.repeat(10_000)])
    test(`${JSON.stringify(ticket.slice(0, 10))} opens nothing`, async () =>
      assert.equal((await get(`/?t=${encodeURIComponent(ticket)}`)).status, 401))

  test('works on / alone', async () => {
    const link = new URL(panel.perimeter.issueLink())
    assert.equal((await get(`/history${link.search}`)).status, 401)
  })
})

describe('the key of the command line', () => {
  const key = 'the-key-of-the-command-line'

  test('gets a new link without cookie and origin', async () => {
    const answer = await post('/links', { authorization: `Bearer ${key}` })
    assert.equal(answer.status, 200)
    assert.match(await answer.text(), /^http:\/\/127\.0\.0\.1:7077\/\?t=\S{30,}\n$/)
  })

  for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${key}`, `Bearer ${key} x`])
    test(`${JSON.stringify(authorization)} gets nothing`, async () =>
      assert.equal((await post('/links', { authorization })).status, 403))
})

test('odd paths are checked like any other', async () => {
  for (const path of ['//', '/%2F', '/plugins//..', '/..%2f..%2fetc/passwd', '/app.css/../history']) {
    assert.equal((await get(path)).status, 401, path)
    assert.equal((await get(path, { host: 'evil.example', cookie })).status, 421, path)
  }
})

test('nothing changes on GET: no route of a change answers it', async () => {
  for (const { method, path } of routes().filter((route) => route.method !== 'GET')) {
    if (routes().some((route) => route.method === 'GET' && route.path === path)) continue
    assert.equal((await get(path, { cookie })).status, 404, `${method} ${path}`)
  }
})
