import assert from 'node:assert/strict'
import { existsSync, mkdirSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { lab } from '../support/lab.ts'
import { formFrom, signIn, testPanel } from '../support/panel.ts'

const BELOW = 'claude/plugins/cache'
const LONG_AGO = new Date(Date.now() - 20 * 86_400_000)

async function opened(more: Record<string, string> = {}) {
  const place = lab({
    [`${BELOW}/lab/voice/0.0.9/skills/speak/SKILL.md`]: 'Old.',
    [`${BELOW}/lab/voice/0.0.9/.orphaned_at`]: String(Date.now() - 12 * 86_400_000),
    [`${BELOW}/temp_git_1700000000000_ab12cd/pack`]: 'half',
    ...more,
  })
  utimesSync(place.at(`${BELOW}/temp_git_1700000000000_ab12cd`), LONG_AGO, LONG_AGO)
  const cookie = await signIn(place)
  const get = async (path: string) => {
    const answer = await place.request(path, { headers: { cookie } })
    return { status: answer.status, text: await answer.text() }
  }
  const post = (form: Record<string, string>) => place.request('/cache/clearing', formFrom(cookie, form))
  return Object.assign(place, { get, post })
}

const fingerprintIn = (page: string) => /name="plan" value="([0-9a-f]+)"/.exec(page)?.[1] ?? ''

test('every folder is listed with why it is there, and what may go is reviewed before anything goes', async () => {
  using place = await opened()
  const { status, text } = await place.get('/cache')
  assert.equal(status, 200)
  assert.match(text, /3 folders, measuring… in the cache, 2 folders may go/)
  assert.match(text, /href="\/cache\/clearing\?what=all">Review and clear 2 folders/)
  assert.match(text, /orphaned <time[^>]*>12 d<\/time> ago/)
  assert.match(text, /temporary clone of a process that is gone/)
  assert.match(text, /installed in user scope/)
  assert.match(text, /href="\/plugins\/voice@lab\/reinstall">Reinstall…/)
  assert.match(text, /<svg [^>]*role="img"><title>[^<]*may go/)
  assert.doesNotMatch(text, /<form[^>]*clearing/)
})

test('sizes come later, and the page is told to look again', async () => {
  using place = await opened()
  const told = Promise.withResolvers<void>()
  place.panel.live.subscribe((topic) => topic === 'inventory' && told.resolve())
  assert.match((await place.get('/cache')).text, /measuring…/)
  await told.promise
  assert.doesNotMatch((await place.get('/cache')).text, /measuring…/)
})

test('folders are found by reason and by name', async () => {
  using place = await opened()
  const orphaned = await place.get('/cache?show=orphaned')
  assert.match(orphaned.text, /0\.0\.9/)
  assert.doesNotMatch(orphaned.text, /temp_git_1700000000000/)
  assert.match((await place.get('/cache?q=process+gone')).text, /temp_git_1700000000000/)
  assert.match((await place.get('/cache?q=nobody+has+this')).text, /Nothing matches “nobody has this”/)
  assert.equal((await place.get('/cache?show=%00&q=%ff')).status, 200)
})

test('the plan says what goes and what stays, and clearing it leads back to the cache', async () => {
  using place = await opened()
  const plan = await place.get('/cache/clearing?what=all')
  assert.equal(plan.status, 200)
  assert.match(plan.text, /Clear 2 folders/)
  assert.match(plan.text, /1 folder stays, each with its reason/)
  const answer = await place.post({ what: 'all', plan: fingerprintIn(plan.text) })
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/cache')
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.0.9`)), false)
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.1.0`)), true)
  const after = await place.get('/cache')
  assert.match(after.text, /Cleared 2 folders, \d+ B\./)
  assert.doesNotMatch(after.text, /Cleared 2 folders, \d+ B of/)
})

test('a plan that is no longer true is refused with the new one and a sentence', async () => {
  using place = await opened()
  const plan = await place.get('/cache/clearing?what=orphans')
  place.write({ [`${BELOW}/lab/other/1/.orphaned_at`]: '1' })
  const answer = await place.post({ what: 'orphans', plan: fingerprintIn(plan.text) })
  const text = await answer.text()
  assert.equal(answer.status, 422)
  assert.equal(answer.headers.get('hx-push-url'), '/cache/clearing?what=orphans')
  assert.match(text, /role="alert">The cache changed since this plan was shown/)
  assert.match(text, /Clear 2 folders/)
  assert.notEqual(fingerprintIn(text), fingerprintIn(plan.text))
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.0.9`)), true)
})

test('what is installed is refused with what to do instead', async () => {
  using place = await opened()
  const plan = await place.get('/cache/clearing?what=voice@lab@0.1.0')
  assert.equal(plan.status, 422)
  assert.match(plan.text, /It is installed; Claude Code does not rebuild it by itself \(measured\)/)
  assert.match(plan.text, /<code>hotplug reinstall voice@lab<\/code>/)
  assert.equal(fingerprintIn(plan.text), '')
  assert.equal((await place.post({ what: 'voice@lab@0.1.0', plan: '' })).status, 422)
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.1.0`)), true)
})

test('paths and unknown names are not taken', async () => {
  using place = await opened()
  for (const what of ['../../x', `${place.at(BELOW)}/lab/voice/0.0.9`, 'lab/voice/0.0.9', '-rf', 'x'.repeat(2000)]) {
    const answer = await place.post({ what, plan: '0000000000000000' })
    assert.ok([404, 422].includes(answer.status), String(answer.status))
  }
  for (const form of [{}, { what: 'all' }, { plan: '1' }] as Record<string, string>[])
    assert.equal((await place.post(form)).status, 422)
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.0.9`)), true)
})

test('1,300 temporary clones make no huge page, and are counted', async () => {
  using place = await opened()
  for (let n = 0; n < 1300; n++) {
    const folder = place.at(`${BELOW}/temp_github_${1_700_000_000_000 + n}_ab12cd`)
    mkdirSync(folder)
    utimesSync(folder, LONG_AGO, LONG_AGO)
  }
  const { text } = await place.get('/cache')
  assert.match(text, /Review and clear 1,302 folders/)
  assert.match(text, /and 1,152 smaller ones; search finds them/)
  assert.ok(text.length < 200_000, String(text.length))
  const plan = await place.get('/cache/clearing?what=temp')
  assert.match(plan.text, /and 1,101 more/)
  assert.ok(plan.text.length < 200_000, String(plan.text.length))
  assert.equal((await place.post({ what: 'temp', plan: fingerprintIn(plan.text) })).status, 303)
  assert.match((await place.get('/cache')).text, /Cleared 1,301 folders/)
  assert.ok((await place.get('/history')).text.length < 200_000)
})

test('an empty cache says so', async () => {
  using place = testPanel()
  const cookie = await signIn(place)
  const answer = await place.request('/cache', { headers: { cookie } })
  assert.match(await answer.text(), /The cache is empty/)
})
