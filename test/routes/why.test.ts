import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { linkPlugin } from '../../server/plugins/links.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'
import { formFrom, signIn } from '../support/panel.ts'

describe('the page that says why', () => {
  let place: Lab
  let cookie: string
  const at = (file: string, session = '') =>
    `/why?${new URLSearchParams({ file, ...(session && { session }) }).toString()}`
  const get = async (path: string) => {
    const answer = await place.request(path, { headers: { cookie } })
    return { status: answer.status, html: await answer.text() }
  }

  before(async () => {
    place = lab()
    cookie = await signIn(place)
    await linkPlugin(place.panel, ID, place.at(SOURCE))
    place.write({ [`${SOURCE}/commands/shout.md`]: 'Shout twice.\n' })
    await place.panel.checkAll()
  })
  after(() => place[Symbol.dispose]())

  test('without a file it names what was edited lately, and what can be asked', async () => {
    const { status, html } = await get('/why')
    assert.equal(status, 200)
    assert.match(html, /What can be asked/)
    assert.ok(html.includes(new URLSearchParams({ file: place.at(`${SOURCE}/commands/shout.md`) }).toString()))
  })

  test('with one it draws the stages, the first broken one, and the button with the plan that it applies', async () => {
    const { status, html } = await get(at(place.at(`${SOURCE}/commands/shout.md`)))
    assert.equal(status, 200)
    assert.match(html, /id="hop-edited" class="fine"/)
    assert.match(html, /id="hop-cache" class="broken"/)
    assert.match(html, /id="hop-loaded" class="later"/)
    assert.match(html, /name="plan" value="[0-9a-f]{16}"/)
    assert.match(html, /href="\/guide\?q=command"/)
  })

  test('a piece of a path lists what it may be, as links', async () => {
    const { html } = await get(at('SKILL.md'))
    assert.match(html, /known file is called like that/)
    assert.ok(html.includes(new URLSearchParams({ file: place.at(`${SOURCE}/skills/speak/SKILL.md`) }).toString()))
  })

  const HOSTILE: readonly [what: string, file: string][] = [
    ['a script', '<script>alert(1)</script>'],
    ['an attribute', '" autofocus onfocus="alert(1)'],
    ['an address', 'javascript:alert(1)'],
    ['a NUL', 'a\0b'],
    ['control characters', '\u001b]8;;http://x\u0007red'],
    ['letters that run backwards', '\u202egnp.exe'],
    ['a climb', `${'../'.repeat(200)}etc/passwd`],
    ['something very long', 'x/'.repeat(3_000)],
    ['one very long name', 'x'.repeat(300)],
    ['half a character', '\ud800'],
    ['a percent', '%2e%2e%2f%00'],
    ['blanks', '   '],
  ]
  for (const [what, file] of HOSTILE)
    test(`${what} is a question like any other`, async () => {
      const { status, html } = await get(at(file))
      assert.equal(status, 200)
      assert.doesNotMatch(html, /<script>alert|onfocus="alert|href="javascript/)
      assert.match(html, /role="alert"|class="answer"|What can be asked/)
    })

  for (const query of [
    '/why?file=%ff%fe',
    '/why?file=%00',
    '/why?session=x&file=x',
    '/why?session=-1',
    '/why?file=a&file=b',
  ])
    test(`GET ${query} is answered`, async () => assert.equal((await get(query)).status, 200))

  test('a session that is none is said, and the question stays', async () => {
    const { status, html } = await get(at('SKILL.md', '999999999'))
    assert.equal(status, 200)
    assert.match(html, /role="alert">[^<]*Process 999999999 is no running session/)
    assert.match(html, /value="SKILL\.md"/)
  })

  test('every page has the search box for a path', async () => {
    for (const page of ['/', '/cache', '/marketplaces', '/guide', '/history', `/plugins/${ID}?file=commands/shout.md`])
      assert.match((await get(page)).html, /<form id="ask" role="search" action="\/why"/, page)
  })

  test('the pane of a file leads to its answer', async () => {
    const { html } = await get(`/plugins/${ID}?file=commands/shout.md`)
    assert.ok(html.includes(`/why?${new URLSearchParams({ file: place.at(`${SOURCE}/commands/shout.md`) })}`))
  })

  test('a sync from here comes back here', async () => {
    const path = at(place.at(`${SOURCE}/commands/shout.md`))
    const plan = /name="plan" value="([0-9a-f]{16})"/.exec((await get(path)).html)?.[1] ?? ''
    const answer = await place.request(`/plugins/${ID}/sync`, formFrom(cookie, { plan, back: 'why' }, path))
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, path])
    assert.equal(place.read(`${CACHE}/commands/shout.md`), 'Shout twice.\n')
    assert.match((await get(path)).html, /id="hop-cache" class="fine"/)
  })
})
