import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { test } from 'node:test'
import type { HomeModel, PluginStatus } from '../../server/plugins/types.ts'
import { homePage } from '../../views/plugins.ts'
import * as samples from './samples.ts'

const home = (rows: readonly PluginStatus[], over: Partial<HomeModel> = {}) =>
  String(homePage(samples.homeModel(rows, over)))

/** What a row says, cell by cell. */
const cellsOf = (page: string) =>
  [...page.matchAll(/<tr id="[^"]*">(.*)/g)].map(([, row = '']) =>
    row
      .split(/<td[^>]*>/)
      .slice(1)
      .map((cell) => cell.replace(/<[^>]*>/g, '').trim()),
  )

test('200 plugins fit into 50 KB', () => {
  const rows = Array.from({ length: 200 }, (_, index) => {
    const id = `release-tools-${index}@acme-plugins`
    const source =
      index % 3 === 0 ? { ...samples.checkout('x'), path: `${homedir()}/dev/release-tools-${index}` } : null
    const plugin = samples.plugin(id, { source })
    return samples.status(id, index < 20 ? 'drifted' : 'live', { plugin, editedAt: samples.NOW - index * 1e7 })
  })
  const page = home(rows)
  assert.equal(cellsOf(page).length, 200)
  assert.ok(Buffer.byteLength(page) <= 50_000, `${Buffer.byteLength(page)} bytes`)
})

test('a row says what is true, where it is loaded from, and what to do', () => {
  const [drifted, , , , live] = cellsOf(home(samples.mixedRows()))
  assert.deepEqual(drifted?.slice(0, 5), ['Drifted 3', 'voice@lab', 'cache ← /home/ada/dev/voice', '0.1.0', 'user'])
  assert.equal(drifted?.at(-1), 'Sync 3 files then /reload-plugins')
  assert.deepEqual(live?.slice(0, 3), ['Live', 'formatter@tools', 'cache?'])
})

test('every status has its own class, and only live is live', () => {
  const page = home(samples.mixedRows())
  const runs = [...page.matchAll(/<tbody class="([a-z-]+)">/g)].map(([, status]) => status)
  assert.deepEqual(runs, ['drifted', 'cache-edited', 'needs-action', 'problem', 'live', 'not-loaded'])
})

test('one click sends the plan that was shown; without one, the plan is shown first', () => {
  const rows = [samples.status('voice@lab', 'drifted'), samples.status('edited@lab', 'drifted')]
  const page = home(rows, { plans: new Map([['voice@lab', 'abc']]) })
  assert.match(page, /<button formaction="\/plugins\/voice@lab\/sync" name="plan" value="abc">Sync 3 files<\/button>/)
  assert.match(page, /<a class="button" href="\/plugins\/edited@lab\/sync">Sync 3 files…<\/a>/)
  assert.match(page, /<input type="hidden" name="back" value="home">/)
})

test('filters and headings keep what else was asked for', () => {
  const page = home(samples.mixedRows(), { query: { q: 'a&b', show: 'drifted', sort: 'name' } })
  assert.match(page, /href="\/\?q=a%26b&amp;show=problems&amp;sort=name"/)
  assert.match(page, /href="\/\?q=a%26b&amp;show=drifted&amp;sort=edited"/)
  assert.match(page, /value="a&amp;b"/)
})

test('a search that finds nothing says so and leads back', () => {
  const counts = { all: 12, drifted: 0, problems: 0, disabled: 0 }
  const found = home([], { counts, query: { q: 'zzz', show: 'drifted', sort: 'status' } })
  assert.match(found, /Nothing matches “zzz” among the drifted/)
  assert.match(found, /<a href="\/">Show all 12 plugins<\/a>/)
})

test('the first run says what was found where, and what to do', () => {
  const page = home([], { shell: samples.shell({ program: 'unknown' }) })
  assert.match(page, /No plugin is installed yet/)
  assert.match(page, /Still looking for claude…/)
  assert.match(page, /\/plugin marketplace add OWNER\/REPO/)
  assert.doesNotMatch(page, /<table/)
})

test('a folder whose records cannot be read is not said to hold no plugin', () => {
  const problems = [{ file: '/home/ada/.claude/plugins/installed_plugins.json', message: 'It is cut off.' }]
  const page = home([], { shell: samples.shell({ problems }) })
  assert.doesNotMatch(page, /No plugin is installed yet|it records no plugin/)
  assert.match(page, /was read only in part/)
})

test('nothing is said of drift before everything has been compared', () => {
  const rows = [samples.status('voice@lab', 'not-loaded', { word: 'Checking…', drift: null })]
  assert.doesNotMatch(home(rows, { shell: samples.shell({ checking: 1 }) }), /No drift/)
  assert.match(home(rows), /No drift in 1 plugin/)
})

test('without a claude everything else is shown', () => {
  const page = home(samples.mixedRows(), { shell: samples.shell({ program: null }) })
  assert.match(page, /No <code>claude<\/code> was found on the PATH/)
  assert.equal(cellsOf(page).length, 8)
})

test('a broken file is named with its position, above everything that could be read', () => {
  const problems = [
    { file: '/home/ada/.claude/plugins/installed_plugins.json', line: 12, column: 3, message: 'Unexpected end.' },
  ]
  const page = home(samples.mixedRows(), { shell: samples.shell({ problems }) })
  assert.match(page, /installed_plugins\.json<\/code>.*line 12, column 3.*Unexpected end\./s)
  assert.equal(cellsOf(page).length, 8)
})

test('while folders are being compared the page says how many are left', () => {
  assert.match(home(samples.mixedRows(), { shell: samples.shell({ checking: 3 }) }), /Comparing 3 plugins…/)
})

test('an action is reported with its undo until it is dismissed; one that was undone has none', () => {
  const notices = [
    samples.action(7),
    samples.action(6, { undoneBy: 7 }),
    samples.action(5, { state: 'failed', error: 'EACCES.' }),
  ]
  const page = home(samples.mixedRows(), { shell: samples.shell({ notices }) })
  assert.match(page, /action="\/actions\/7\/undo"/)
  assert.doesNotMatch(page, /action="\/actions\/[56]\/undo"/)
  for (const id of [5, 6, 7]) assert.match(page, new RegExp(`action="/actions/${id}/dismissal"`))
  assert.match(page, /role="alert".*EACCES\./s)
})

test('a refusal is a sentence on the same page', () => {
  const page = String(homePage(samples.homeModel(samples.mixedRows()), 'The folder changed.'))
  assert.match(page, /<p class="alert" role="alert">The folder changed\.<\/p>/)
})
