import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { cacheOf, type Many, many, sourceOf } from '../support/many.ts'
import { formFrom, signIn } from '../support/panel.ts'
import { until } from '../support/until.ts'

async function browse(place: Many) {
  const cookie = await signIn(place)
  return {
    get: async (path: string) => {
      const answer = await place.request(path, { headers: { cookie } })
      return { status: answer.status, html: await answer.text() }
    },
    post: (path: string, form: Record<string, string> = {}) => place.request(path, formFrom(cookie, form, '/')),
  }
}

const fingerprintIn = (html: string) => /name="plans" value="([0-9a-f]{16})"/.exec(html)?.[1] ?? ''

test('the home page offers to sync all when two drift, and not when one does', async () => {
  using place = many(4, 2)
  const { get } = await browse(place)
  place.edit(1, ['plugin-0'])
  await place.panel.checkAll()
  assert.doesNotMatch((await get('/')).html, /Sync all \d/)
  place.edit(1)
  place.write({ [`${cacheOf('plugin-3')}/skills/skill-0/SKILL.md`]: 'Edited in the cache.\n' })
  await place.panel.checkAll()
  assert.match((await get('/')).html, /<a class="button primary" href="\/syncs\/new">Sync all 3…<\/a>/)
})

test('the review says per plugin what will be done, and what is left for a person, with the way there', async () => {
  using place = many(3, 2)
  const { get } = await browse(place)
  place.edit(1)
  place.write({
    [`${cacheOf('plugin-1')}/old.md`]: 'Only here.\n',
    [`${cacheOf('plugin-2')}/skills/skill-0/SKILL.md`]: 'Edited in the cache.\n',
  })
  const { status, html } = await get('/syncs/new')
  assert.equal(status, 200)
  assert.match(html, /<button class="primary" data-primary>Sync \d plugins?<\/button>/)
  assert.match(html, /href="\/plugins\/plugin-0@many\/sync">plugin-0@many<\/a>\s*<span>2 replaced, then /)
  assert.match(
    html,
    /Left for you to decide.*href="\/plugins\/plugin-2@many">.*edited in the loaded copy itself.*skills\/skill-0/s,
  )
  assert.match(html, /Review \d files?…/)
  assert.match(fingerprintIn(html), /^[0-9a-f]{16}$/)
})

test('what was shown is synced; the line about it leads to a page with an undo for each plugin', async () => {
  using place = many(3, 2)
  const { get, post } = await browse(place)
  place.edit(1)
  const answer = await post('/syncs', { plans: fingerprintIn((await get('/syncs/new')).html) })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/'])
  await until(() => place.panel.activities.list().length === 0)
  for (const name of place.names) assert.equal(place.generationOf(name), 1)
  const home = (await get('/')).html
  assert.match(home, /Synced 6 files of 3 plugins/)
  assert.doesNotMatch(home, /Sync all \d/)
  const path = /href="(\/syncs\/\d+)">Each plugin, with its undo/.exec(home)?.[1] ?? ''
  const page = (await get(path)).html
  const undos = [...page.matchAll(/action="(\/actions\/\d+\/undo)"/g)].map(([, action]) => action)
  assert.equal(new Set(undos).size, 3)
  assert.equal((await post(undos[0] ?? '')).status, 303)
  assert.equal(place.names.filter((name) => place.generationOf(name) === 0).length, 1)
  assert.match((await get(path)).html, /It was undone/)
  assert.match((await get('/history')).html, /Synced 6 files of 3 plugins/)
})

test('a plugin that changed between the review and the click: 422 with the new review, and nothing was done', async () => {
  using place = many(3, 2)
  const { get, post } = await browse(place)
  place.edit(1)
  const shown = fingerprintIn((await get('/syncs/new')).html)
  writeFileSync(place.at(`${sourceOf('plugin-1')}/skills/skill-0/SKILL.md`), 'Edited since.\n')
  const answer = await post('/syncs', { plans: shown })
  const html = await answer.text()
  assert.deepEqual([answer.status, answer.headers.get('hx-push-url')], [422, '/syncs/new'])
  assert.match(html, /role="alert">The files changed since this list was shown\./)
  assert.notEqual(fingerprintIn(html), shown)
  for (const name of place.names) assert.equal(place.generationOf(name), 0)
  assert.equal((await post('/syncs', { plans: fingerprintIn(html) })).status, 303)
  await until(() => place.panel.activities.list().length === 0)
  assert.equal(place.generationOf('plugin-2'), 1)
})

test('nonsense is refused with the review, and with nothing to sync too', async () => {
  using place = many(2, 1)
  const { get, post } = await browse(place)
  assert.match((await get('/syncs/new')).html, /Nothing to sync together/)
  assert.equal((await post('/syncs', { plans: '0'.repeat(16) })).status, 422)
  place.edit(1)
  for (const plans of ['', 'x', '<img>', '0'.repeat(16)]) {
    const answer = await post('/syncs', { plans })
    assert.equal(answer.status, 422)
    assert.doesNotMatch(await answer.text(), /<img>/)
  }
  assert.equal((await post('/syncs')).status, 422)
  for (const path of ['/syncs/999', '/syncs/x', '/syncs/99999999999999999999'])
    assert.equal((await get(path)).status, 404, path)
})

test('a line about one plugin is no page about several', async () => {
  using place = many(2, 1)
  const { get, post } = await browse(place)
  place.edit(1, ['plugin-0'])
  assert.equal((await post('/syncs', { plans: fingerprintIn((await get('/syncs/new')).html) })).status, 303)
  await until(() => place.panel.activities.list().length === 0)
  const [only, ...more] = place.panel.store.actions(9)
  assert.deepEqual([only?.plugin, more], ['plugin-0@many', []])
  assert.equal((await get(`/syncs/${only?.id}`)).status, 404)
})
