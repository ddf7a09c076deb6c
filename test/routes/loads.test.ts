import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { formFrom, signIn, type TestPanel, testPanel } from '../support/panel.ts'

let place: TestPanel
let cookie: string
beforeEach(async () => {
  place = testPanel()
  cookie = await signIn(place)
})
afterEach(() => place[Symbol.dispose]())

const get = async (path: string) => (await place.request(path, { headers: { cookie } })).text()
const post = (path: string, form: Record<string, string> = {}, from = '/history/loads') =>
  place.request(path, formFrom(cookie, form, from))
const autoload = () => place.panel.store.autoload
const project = () => place.at('project')

type Seeded = Partial<{
  group: string
  plugin: string
  session: string
  project: string
  at: number
  outcome: 'loaded' | 'suggested'
  prompt: string
  matches: unknown
  why: string
}>
function seed(more: Seeded = {}) {
  const { group = 'frontend', session = 'one', at = Date.now(), outcome = 'suggested', prompt = null } = more
  const plugin = more.plugin ?? `sw-${group}@specweave`
  const common = { at, session, project: more.project ?? project() }
  const matches = more.matches ?? [{ group, term: 'dashboard', offset: 9, weight: 1, zone: 'prose' }]
  const detection = autoload().addDetection({
    ...{ ...common, event: 'prompt', matches: JSON.stringify(matches), suppressed: '[]', prompt, duration_ms: 20 },
  })
  const why = more.why ?? 'The group only suggests.'
  return autoload().addDecision({ ...common, detection, group_name: group, plugin, outcome, why, evidence: '{}' })
}
const ids = (html: string) => [...html.matchAll(/<li id="decision-(\d+)"/g)].map(([, id]) => Number(id))

test('with nothing recorded the page says what will be here', async () => {
  const html = await get('/history/loads')
  assert.match(html, /Nothing was decided in the last 30 days/)
  assert.match(html, /Nothing is recorded yet/)
  assert.doesNotMatch(html, /<svg class="curve"/)
})

test('every filter leaves what fits, and they work together', async () => {
  const a = seed()
  const b = seed({ group: 'release', session: 'two', outcome: 'loaded' })
  const c = seed({ project: '/elsewhere', at: Date.now() - 3 * 86_400_000 })
  const all: [string, number[]][] = [
    ['', [b, a, c]],
    ['?group=release', [b]],
    ['?plugin=sw-frontend@specweave', [a, c]],
    ['?session=two', [b]],
    [`?project=${encodeURIComponent(project())}`, [b, a]],
    ['?outcome=loaded', [b]],
    ['?span=day', [b, a]],
    ['?group=frontend&span=day', [a]],
    ['?group=frontend&session=two', []],
    ['?outcome=nonsense&span=nonsense&before=nonsense', [b, a, c]],
    [`?group=${'x'.repeat(9000)}`, [b, a, c]],
  ]
  for (const [query, expected] of all)
    assert.deepEqual(ids(await get(`/history/loads${query}`)).sort(), expected.sort(), query)
})

test('a page of fifty leads on to the older ones, without losing or repeating any', async () => {
  const at = Date.now() - 1000
  const made = Array.from({ length: 120 }, () => seed({ at })).reverse()
  const seen: number[] = []
  for (let path: string | undefined = '/history/loads'; path; ) {
    const html = await get(path)
    seen.push(...ids(html))
    path = /href="([^"]*before=[^"]*)">Older/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(seen, made)
})

test('what fits is found behind thousands that do not, a stretch at a time', async () => {
  const wanted = seed({ group: 'ml', project: '/rare', at: Date.now() - 86_400_000 })
  place.panel.store.together(() => {
    for (let row = 0; row < 3_500; row++) seed({ group: 'ml' })
  })
  const html = await get('/history/loads?group=ml&project=/rare')
  assert.match(html, /3,000 rows were looked through/)
  const next = /href="([^"]*before=[^"]*)">Look further back/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail()
  assert.deepEqual(ids(await get(next)), [wanted])
})

test('prompts that asked for nothing are a list of their own, with why not', async () => {
  seed()
  autoload().addDetection({
    ...{
      at: Date.now(),
      event: 'prompt',
      session: 'one',
      project: project(),
      matches: '[]',
      prompt: null,
      duration_ms: 5,
    },
    suppressed: JSON.stringify([{ group: 'backend', term: 'api', offset: 3, why: 'negated', by: 'not' }]),
  })
  const html = await get('/history/loads?outcome=nothing')
  assert.deepEqual(ids(html), [])
  assert.match(html, /A prompt asked for nothing/)
  assert.match(html, /taken back by “not”/)
})

test('calling a decision wrong lowers what spoke for it in that project, counts, and can be taken back', async () => {
  const id = seed()
  seed({ group: 'release' })
  const answer = await post(`/history/decisions/${id}/judgement`, { wrong: 'yes' }, '/history/loads?group=frontend')
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/history/loads?group=frontend')
  assert.deepEqual(autoload().penalties(project()), [{ group: 'frontend', signal: 'dashboard', times: 1 }])
  assert.match(await get('/history/loads'), /2 decisions in 30 days, 1 called wrong: 50\.0 % right/)
  const tried = await (await post('/autoload/try', { prompt: 'build a dashboard' })).text()
  assert.match(tried, /you called it wrong here/)
  await post(`/history/decisions/${id}/judgement`, { wrong: 'yes' })
  assert.deepEqual(autoload().penalties(project()), [{ group: 'frontend', signal: 'dashboard', times: 1 }])
  assert.equal((await post(`/history/decisions/${id}/judgement`, { wrong: 'no' })).status, 303)
  assert.deepEqual(autoload().penalties(project()), [])
  assert.match(await get('/history/loads'), /none called wrong/)
})

test('only what was detected can be called wrong, and only what is there', async () => {
  const common = {
    at: Date.now(),
    session: null,
    project: project(),
    group_name: 'frontend',
    plugin: null,
    why: '',
    evidence: '{}',
  }
  const id = autoload().addDecision({ ...common, detection: null, outcome: 'loaded' })
  const answer = await post(`/history/decisions/${id}/judgement`, { wrong: 'yes' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /a person asked for it/)
  assert.equal((await post('/history/decisions/999/judgement', { wrong: 'yes' })).status, 404)
  assert.equal((await post(`/history/decisions/${id}/judgement`, { wrong: 'x' })).status, 422)
})

test('what it is kept by is changed, and what is beyond it goes at once', async () => {
  seed({ at: Date.now() - 40 * 86_400_000 })
  const kept = seed()
  for (const form of [{ days: '0', rows: '1000' }, { days: '30', rows: '5' }, { days: 'x', rows: '' }, {}] as Record<
    string,
    string
  >[])
    assert.equal((await post('/history/limits', form)).status, 422)
  assert.equal((await post('/history/limits', { days: '30', rows: '1,000' })).status, 303)
  assert.deepEqual(ids(await get('/history/loads')), [kept])
})

test('prompts are kept only when that is switched on, and go when it is switched off', async () => {
  assert.equal((await post('/history/prompts', { keep: 'yes' })).status, 303)
  assert.equal(autoload().keepsPrompts(), true)
  seed({ prompt: 'make the dashboard faster' })
  assert.match(await get('/history/loads'), /make the <mark class="for" title="for frontend">dashboard<\/mark> faster/)
  await post('/history/prompts', { keep: 'no' })
  assert.equal(autoload().keepsPrompts(), false)
  assert.doesNotMatch(await get('/history/loads'), /make the/)
})

test('the export has everything, one JSON object a line, by kinds', async () => {
  place.panel.store.together(() => {
    for (let row = 0; row < 1_200; row++) seed({ why: 'With “quotes”\nand a line.' })
  })
  autoload().putSession({ id: 'one', project: project(), version: null, started_at: 1, ended_at: null })
  const answer = await place.request('/history/export', { headers: { cookie } })
  assert.match(answer.headers.get('content-type') ?? '', /ndjson/)
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string })
  const of = (kind: string) => lines.filter((line) => line.kind === kind)
  assert.deepEqual([of('detection').length, of('decision').length, of('session').length], [1_200, 1_200, 1])
  assert.deepEqual((of('detection')[0] as unknown as { matches: { term: string }[] }).matches[0]?.term, 'dashboard')
})

test('damaged and hostile rows are shown as what they are', async () => {
  const hostile = '<img src=x onerror=alert(1)>'
  seed({
    group: hostile,
    plugin: hostile,
    session: hostile,
    project: hostile,
    why: hostile,
    matches: 'no list',
    prompt: hostile,
  })
  seed({
    matches: [{ group: 'frontend', term: hostile, offset: 1e9, weight: 'x', zone: hostile, file: hostile }, 7, null],
  })
  seed({ matches: [{ group: 'frontend', term: 'x', offset: -5, weight: 1, zone: '__proto__' }], prompt: 'short' })
  const html = await get('/history/loads')
  assert.doesNotMatch(html, /<img/)
  assert.equal(ids(html).length, 3)
  assert.doesNotMatch(await get('/autoload/rules'), /<img/)
})

test('a draft is tried on kept prompts, and on stored matches where only those were kept', async () => {
  seed({ prompt: 'polish the zorkel a little', matches: [] })
  seed({ matches: [{ group: 'frontend', term: 'dashboard', offset: 9, weight: 1, zone: 'prose' }] })
  const text = 'frontend:\n  prompt:\n    strong: [zorkel]\n    without: [dashboard]\n'
  const html = await (await post('/autoload/rules/backtest', { text })).text()
  assert.match(html, /1 prompt was judged anew from its text\./)
  assert.match(html, /Of 1 prompt only the matches were kept: what would no longer fire can be told/)
  const [, row = ''] = /id="backtest-frontend"[^>]*>(.*?)<\/tr>/s.exec(html) ?? []
  assert.match(row, /<td>1<td>1<td><b>\+1<\/b><td><b>−1<\/b>/)
  const auto = await (await post('/autoload/rules/backtest', { text: '', group: 'frontend', state: 'off' })).text()
  assert.match(auto, /backtest-frontend/)
})
