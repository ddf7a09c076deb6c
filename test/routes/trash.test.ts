import assert from 'node:assert/strict'
import { rmSync, symlinkSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { linkPlugin } from '../../server/plugins/links.ts'
import { syncPlugin } from '../../server/plugins/sync.ts'
import { trashOf } from '../../server/plugins/trash/trash.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'
import { formFrom, signIn } from '../support/panel.ts'

let place: Lab
let cookie: string
const SHOUT = 'commands/shout.md'

const get = (path: string) => place.request(path, { headers: { cookie } })
const post = (
  path: string,
  form: readonly (readonly [string, string])[] | Record<string, string> = {},
  from = '/trash',
) => place.request(path, formFrom(cookie, form, from))
const alertIn = (html: string) => /role="alert">(.*?)<\/p>/s.exec(html)?.[1] ?? null
const valueIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

async function syncs(...texts: string[]) {
  for (const text of texts) {
    place.write({ [`${SOURCE}/${SHOUT}`]: text })
    await syncPlugin(place.panel, ID, { fromCache: false, overwrite: true, dryRun: false, shown: null })
  }
}

const tokens = () => trashOf(place.panel).items.map(({ token }) => token)

async function begin() {
  place = lab()
  cookie = await signIn(place)
  await linkPlugin(place.panel, ID, place.at(SOURCE))
}
const end = () => place[Symbol.dispose]()

describe('the trash', () => {
  before(begin)
  after(end)

  test('is empty, and says what it is for', async () => {
    const html = await (await get('/trash')).text()
    assert.match(html, /The trash is empty/)
    assert.match(html, /name="days"[^>]*value="30"[\s\S]*name="size"[^>]*value="1 GiB"/)
  })

  test('lists each action with its files, each with a button', async () => {
    await syncs('Twice.\n', 'Thrice.\n')
    const html = await (await get('/trash')).text()
    assert.equal(html.match(/<li id="trash-/g)?.length, 2)
    assert.match(html, new RegExp(`<button class="quiet" name="file" value="${SHOUT}">Restore</button>`))
    assert.match(html, /2 actions, 17 B in the trash/)
  })

  test('a file is restored by what was shown, and undone from its notice', async () => {
    const [newest = ''] = tokens()
    const plan = valueIn(await (await get('/trash')).text(), 'plan')
    const answer = await post(`/trash/${newest}/restoration`, { plan, file: SHOUT }, '/trash?page=1')
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/trash?page=1'])
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Twice.\n')
    const [action] = place.panel.store.actions(1)
    assert.match(
      await (await get('/trash')).text(),
      new RegExp(`id="notice-${action?.id}"[\\s\\S]*Restored ${SHOUT}[\\s\\S]*Undo`),
    )
    assert.equal((await post(`/actions/${action?.id}/undo`)).status, 303)
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Thrice.\n')
  })

  test('a list that was never shown is refused, and what is there is shown', async () => {
    const token = tokens().at(-1) ?? ''
    for (const plan of ['', 'x', '0'.repeat(16)])
      for (const overwrite of ['', 'yes']) {
        const answer = await post(`/trash/${token}/restoration`, { plan, overwrite, file: SHOUT })
        const html = await answer.text()
        assert.equal(answer.status, 422)
        assert.match(alertIn(html) ?? '', /changed since/)
        assert.equal(answer.headers.get('hx-push-url'), `/trash/${token}/restoration?file=commands%2Fshout.md`)
      }
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Thrice.\n')
  })

  test('newer work is looked at first, and replaced by the second button', async () => {
    const token = tokens().at(-1) ?? ''
    place.write({ [`${CACHE}/${SHOUT}`]: 'Newer work.\n' })
    const list = await (await get(`/trash/${token}`)).text()
    const refused = await post(`/trash/${token}/restoration`, { plan: valueIn(list, 'plan') })
    const html = await refused.text()
    assert.equal(refused.status, 422)
    assert.match(
      alertIn(html) ?? '',
      /commands\/shout\.md was edited since: restoring replaces it; what is there now goes to the trash\.$/,
    )
    assert.match(html, /was edited since, .* ago: restoring replaces it/)
    assert.match(html, /Replace 1 newer file/)
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Newer work.\n')

    const again = await (await get(refused.headers.get('hx-push-url') ?? '')).text()
    assert.equal(valueIn(again, 'plan'), valueIn(html, 'plan'), 'looking again shows the same')
    place.write({ [`${CACHE}/${SHOUT}`]: 'Newer still.\n' })
    assert.equal(
      (await post(`/trash/${token}/restoration`, { plan: valueIn(html, 'plan'), overwrite: 'yes' })).status,
      422,
    )
    const now = valueIn(await (await get(`/trash/${token}/restoration`)).text(), 'plan')
    const done = await post(`/trash/${token}/restoration`, { plan: now, overwrite: 'yes' })
    assert.deepEqual([done.status, done.headers.get('location')], [303, '/trash'])
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
  })

  test('emptying is reviewed, says that it cannot be undone, and removes what was shown', async () => {
    const review = await (await get('/trash/emptying')).text()
    assert.match(review, /This cannot be undone/)
    const shown = valueIn(review, 'plan')
    await syncs('Yet another.\n')
    const refused = await post('/trash/emptying', { plan: shown })
    assert.equal(refused.status, 422)
    assert.match(alertIn(await refused.text()) ?? '', /trash changed since this was shown/)
    const [newest = '', ...others] = tokens()
    const one = await (await get(`/trash/emptying?action=${newest}`)).text()
    const done = await post('/trash/emptying', { plan: valueIn(one, 'plan'), action: newest })
    assert.deepEqual([done.status, done.headers.get('location')], [303, '/trash'])
    assert.deepEqual(tokens(), others)
    const [first = '', second = ''] = others
    const two = await (await get(`/trash/emptying?action=${first}&action=${second}`)).text()
    assert.equal(
      (
        await post('/trash/emptying', [
          ['plan', valueIn(two, 'plan')],
          ['action', first],
          ['action', second],
        ])
      ).status,
      303,
    )
    assert.deepEqual(tokens(), others.slice(2))
  })

  test('the history says why an action has no undo any more', async () => {
    const html = await (await get('/history')).text()
    assert.match(html, /It cannot be undone: its trash was emptied\./)
    assert.match(html, /href="\/trash"/)
  })
})

describe('the limits', () => {
  before(begin)
  after(end)

  const REFUSED: [Record<string, string>, RegExp][] = [
    [{}, /is no number of days/],
    [{ days: '30' }, /is no size/],
    [{ days: '0', size: '1 GiB' }, /at least 1 day/],
    [{ days: '-5', size: '1 GiB' }, /is no number of days/],
    [{ days: '30', size: '5 bananas' }, /“5 bananas” is no size/],
    [{ days: '30', size: '1' }, /at least 1 MiB/],
    [{ days: '<img src=x>', size: '1 GiB' }, /&lt;img src=x&gt;/],
  ]
  for (const [form, message] of REFUSED)
    test(`${JSON.stringify(form)} is refused with a sentence`, async () => {
      const answer = await post('/trash/limits', form)
      assert.equal(answer.status, 422)
      assert.match(alertIn(await answer.text()) ?? '', message)
    })

  test('more is taken at once; less only after what would go was shown', async () => {
    assert.equal((await post('/trash/limits', { days: '60', size: '2 GiB' })).status, 303)
    assert.match(await (await get('/trash')).text(), /name="days"[^>]*value="60"[\s\S]*name="size"[^>]*value="2 GiB"/)
    await syncs(`${'x'.repeat(900_000)}\n`, `${'y'.repeat(900_000)}\n`, 'z\n')
    const less = { days: '60', size: '1 MiB' }
    const shown = await post('/trash/limits', less)
    const html = await shown.text()
    assert.equal(shown.status, 422)
    assert.match(html, /Save, and remove 2 actions/)
    assert.match(html, /This cannot be undone/)
    assert.match(await (await get('/trash')).text(), /2\.0 GiB|2 GiB/)
    assert.equal((await post('/trash/limits', { ...less, plan: 'x' })).status, 422)
    assert.equal(tokens().length, 3)
    assert.equal((await post('/trash/limits', { ...less, plan: valueIn(html, 'plan') })).status, 303)
    assert.equal(tokens().length, 1)
  })
})

describe('an address or a form of somebody else’s making', () => {
  before(async () => {
    await begin()
    await syncs('Twice.\n')
  })
  after(end)

  const NAMES = [
    'nothing',
    '..%2f..%2fetc',
    '%00',
    '%ff',
    '%3Cimg%20src%3Dx%3E',
    'abc-0000000',
    'ABC-00000000',
    '-00000000',
    `${'a'.repeat(300)}-00000000`,
  ]
  for (const name of NAMES)
    for (const [method, path] of [
      ['GET', `/trash/${name}`],
      ['GET', `/trash/${name}/restoration`],
      ['POST', `/trash/${name}/restoration`],
      ['GET', `/trash/emptying?action=${name}`],
    ] as const)
      test(`${method} ${path.slice(0, 50)}: 404 with a sentence`, async () => {
        const answer = await (method === 'GET' ? get(path) : post(path, { plan: 'x' }))
        const html = await answer.text()
        assert.equal(answer.status, 404, html)
        assert.doesNotMatch(html, /<img/)
      })

  test('files that the action never touched are refused', async () => {
    const [token = ''] = tokens()
    for (const file of [
      '',
      '/etc/passwd',
      '../../../../etc/passwd',
      'x\0y',
      '<img src=x>',
      '__proto__',
      'a'.repeat(5000),
    ]) {
      const answer = await post(`/trash/${token}/restoration`, { plan: 'x', file })
      const html = await answer.text()
      assert.equal(answer.status, 422)
      assert.match(alertIn(html) ?? '', /neither replaced nor removed/)
      assert.doesNotMatch(html, /<img/)
    }
  })

  for (const page of ['0', '-1', '1e9', '99999999999', 'x', '<img>', '1.5', ''])
    test(`page ${page} is a page`, async () =>
      assert.equal((await get(`/trash?page=${encodeURIComponent(page)}`)).status, 200))

  test('a form that is no form is refused like an empty one', async () => {
    const [token = ''] = tokens()
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    for (const path of [
      `/trash/${token}/restoration`,
      '/trash/emptying',
      '/trash/limits',
      `/plugins/${ID}/files/resolution`,
    ]) {
      const answer = await place.request(path, { method: 'POST', headers, body: '{"plan":["x"]}' })
      assert.equal(answer.status, 422, path)
    }
  })

  test('strange things in the trash have a row with a sentence', async () => {
    place.write({ 'state/trash/<img src=x>.txt': 'x' })
    symlinkSync(place.at('dev'), place.at('state/trash/link'))
    place.write({ 'state/trash/abc-00000001/manifest.json': '{"version":1,"into":"<img>","items":[{' })
    const answer = await get('/trash')
    const html = await answer.text()
    assert.equal(answer.status, 200)
    assert.doesNotMatch(html, /<img/)
    assert.match(html, /A link, which is never followed/)
    assert.match(html, /An action that no history knows/)
    assert.match(html, /cannot be put back by Hotplug/)
    assert.equal((await get('/trash/abc-00000001')).status, 200)
    assert.equal((await post('/trash/abc-00000001/restoration', { plan: 'x' })).status, 422)
  })
})

describe('a file that was edited in the loaded copy', () => {
  before(async () => {
    await begin()
    place.write({ [`${SOURCE}/${SHOUT}`]: 'Base.\n', [`${SOURCE}/agents/critic.md`]: 'Base.\n' })
    await syncPlugin(place.panel, ID, { fromCache: false, overwrite: true, dryRun: false, shown: null })
    place.write({
      [`${SOURCE}/${SHOUT}`]: 'Source.\n',
      [`${CACHE}/${SHOUT}`]: 'Cache.\n',
      [`${CACHE}/agents/critic.md`]: 'Cache.\n',
    })
  })
  after(end)

  const page = (file: string, more = '') => get(`/plugins/${ID}?file=${encodeURIComponent(file)}${more}`)
  const formFor = (html: string, keep: string) =>
    new RegExp(`name="keep" value="${keep}"><input type="hidden" name="plan" value="([0-9a-f]{16})"`).exec(html)?.[1] ??
    ''

  test('is counted at the head of the page, which leads to the first conflict', async () => {
    const html = await (await page('agents/critic.md')).text()
    assert.match(html, /<b>1 conflict:<\/b>[\s\S]*href="\/plugins\/voice@lab\?file=commands%2Fshout.md"/)
    assert.match(html, /<button class="primary">Bring back to source<\/button>/)
    assert.match(html, /<button>Discard<\/button>/)
    assert.match(html, /class="code unified"/)
  })

  test('on both sides is shown side by side, unless the other way is asked for', async () => {
    const html = await (await page(SHOUT)).text()
    assert.match(html, /<button>Keep the source’s<\/button>[\s\S]*<button>Keep the loaded copy’s<\/button>/)
    assert.match(html, /class="code split"/)
    assert.match(await (await page(SHOUT, '&view=unified')).text(), /class="code unified"/)
    assert.doesNotMatch(html, /class="primary">Keep/)
  })

  test('is settled as it was shown: anything else is refused on the same page', async () => {
    const html = await (await page(SHOUT)).text()
    for (const form of [
      {},
      { keep: 'source' },
      { keep: 'source', plan: formFor(html, 'cache') },
      { keep: 'nobody', plan: formFor(html, 'cache') },
    ]) {
      const answer = await post(
        `/plugins/${ID}/files/resolution`,
        { file: SHOUT, ...form },
        `/plugins/${ID}?file=${SHOUT}`,
      )
      const refused = await answer.text()
      assert.equal(answer.status, 422)
      assert.match(alertIn(refused) ?? '', /changed since|Say which side/)
      assert.match(refused, /<title>voice@lab[\s\S]*Keep the source’s/)
    }
    place.write({ [`${CACHE}/${SHOUT}`]: 'Cache, later.\n' })
    const late = await post(`/plugins/${ID}/files/resolution`, {
      file: SHOUT,
      keep: 'source',
      plan: formFor(html, 'source'),
    })
    assert.equal(late.status, 422)
    assert.match(await late.text(), /Cache, later/)
    assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Cache, later.\n')
  })

  test('keeps the loaded copy’s, and leads on', async () => {
    const plan = formFor(await (await page(SHOUT)).text(), 'cache')
    const done = await post(`/plugins/${ID}/files/resolution`, { file: SHOUT, keep: 'cache', plan })
    assert.deepEqual([done.status, done.headers.get('location')], [303, `/plugins/${ID}`])
    assert.equal(place.read(`${SOURCE}/${SHOUT}`), 'Cache, later.\n')
    const next = await get(`/plugins/${ID}`)
    assert.equal(next.headers.get('location'), `/plugins/${ID}?file=agents%2Fcritic.md`)
  })

  test('is discarded into the trash', async () => {
    const plan = formFor(await (await page('agents/critic.md')).text(), 'source')
    assert.equal(
      (await post(`/plugins/${ID}/files/resolution`, { file: 'agents/critic.md', keep: 'source', plan })).status,
      303,
    )
    assert.equal(place.read(`${CACHE}/agents/critic.md`), 'Base.\n')
    assert.match(await (await get('/trash')).text(), /Discarded the edit of agents\/critic\.md in the loaded copy/)
  })

  test('has no choice any more when it is the same, or its source is gone', async () => {
    assert.doesNotMatch(await (await page(SHOUT)).text(), /id="resolution"/)
    rmSync(place.at('dev'), { recursive: true })
    place.panel.survey.lookAgain()
    assert.equal((await page(SHOUT)).status, 200)
    assert.equal(
      (await post(`/plugins/${ID}/files/resolution`, { file: SHOUT, keep: 'source', plan: 'x' })).status,
      422,
    )
  })

  test('of a plugin that is not there is 404', async () => {
    for (const id of ['nobody@lab', '..%2f..%2fetc', '%3Cimg%3E', '--all'])
      assert.equal(
        (await post(`/plugins/${id}/files/resolution`, { file: SHOUT, keep: 'source', plan: 'x' })).status,
        404,
      )
  })
})
