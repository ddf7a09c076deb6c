import assert from 'node:assert/strict'
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withLock } from '../../server/locks.ts'
import { linkPlugin } from '../../server/plugins/links.ts'
import { statusReport } from '../../server/plugins/report.ts'
import { planFor, type SyncOptions, syncPlugin } from '../../server/plugins/sync.ts'
import { syncPlugins } from '../../server/plugins/sync-plugins.ts'
import { undoAction } from '../../server/plugins/undo.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'

const PLAIN: SyncOptions = { fromCache: false, overwrite: false, dryRun: false, shown: null }

/** Edited in the source: one file changed, one new, one gone. */
async function edited(more: Record<string, string> = {}) {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write({ [`${SOURCE}/commands/shout.md`]: 'Shout twice.\n', [`${SOURCE}/commands/new.md`]: 'New.\n' })
  rmSync(place.at(`${SOURCE}/agents/critic.md`))
  place.write(more)
  return place
}

const sync = ({ panel }: Lab, options: Partial<SyncOptions> = {}) => syncPlugin(panel, ID, { ...PLAIN, ...options })
const driftOf = async ({ panel }: Lab) => {
  panel.survey.lookAgain()
  panel.comparisons.forgetAll()
  const { rows } = await statusReport(panel, ID)
  return rows[0]?.drift
}
const NONE = { modified: 0, added: 0, removed: 0, cacheEdited: 0 }
const planOf = ({ panel }: Lab) => {
  const plugin = panel.survey.inventory().plugins[0]
  assert.ok(plugin)
  return planFor(panel, plugin, { fromCache: false, overwrite: false })?.plan ?? null
}
const texts = (place: Lab, folder: string) =>
  Object.fromEntries(
    readdirSync(place.at(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(place.at(folder).length + 1))
      .sort()
      .map((path) => [path, place.read(join(folder, path))]),
  )

test('a dry run says what a sync would do, and does nothing', async () => {
  using place = await edited()
  const before = texts(place, CACHE)
  const result = await sync(place, { dryRun: true })
  assert.deepEqual([result.done, result.action, result.message], [false, null, 'Would change 3 files (1 removed).'])
  assert.deepEqual(
    result.plan?.operations.map(({ path, do: what }) => `${what} ${path}`),
    ['remove agents/critic.md', 'write commands/new.md', 'write commands/shout.md'],
  )
  assert.deepEqual(texts(place, CACHE), before)
  assert.equal(place.panel.store.actions(9).filter(({ kind }) => kind === 'sync').length, 0)
})

test('a sync makes the copy equal, keeps modes, and says what is left to do', async () => {
  using place = await edited({ [`${CACHE}/node_modules/kept.js`]: 'kept' })
  chmodSync(place.at(`${SOURCE}/hooks/remind.mjs`), 0o755)
  const result = await sync(place)
  assert.equal(result.message, 'Synced 4 files (1 removed).')
  assert.match(result.remedy, /\/reload-plugins|new session|\/clear/)
  assert.doesNotMatch(result.remedy, /sync/)
  const { 'node_modules/kept.js': kept, ...copy } = texts(place, CACHE)
  assert.deepEqual([kept, copy], ['kept', texts(place, SOURCE)])
  assert.equal(statSync(place.at(`${CACHE}/hooks/remind.mjs`)).mode & 0o777, 0o755)
  assert.deepEqual(await driftOf(place), NONE)
  const again = await sync(place)
  assert.deepEqual([again.done, again.message], [false, 'The loaded copy is the same as its source.'])
})

test('a plan that was shown is refused when either folder changed since', async () => {
  for (const path of [`${SOURCE}/commands/shout.md`, `${CACHE}/commands/shout.md`, `${SOURCE}/commands/more.md`]) {
    using place = await edited()
    const shown = planOf(place)?.fingerprint ?? ''
    place.write({ [path]: 'Another text.\n' })
    const before = texts(place, CACHE)
    await assert.rejects(sync(place, { shown, overwrite: true }), { status: 409, message: /changed since this plan/ })
    assert.deepEqual(texts(place, CACHE), before)
    const now = planOf(place)?.fingerprint ?? ''
    assert.equal((await sync(place, { shown: now, overwrite: true })).done, true)
  }
})

test('a fingerprint that was never shown is refused', async () => {
  using place = await edited()
  for (const shown of ['', 'x', '0'.repeat(16)]) await assert.rejects(sync(place, { shown }), { status: 409 })
})

test('edits of the copy itself are named and never overwritten unasked', async () => {
  using place = await edited({ [`${CACHE}/hooks/remind.mjs`]: "console.log('in the cache')\n" })
  assert.deepEqual(await driftOf(place), { modified: 2, added: 1, removed: 1, cacheEdited: 1 })
  await assert.rejects(sync(place), { status: 409, message: /hooks\/remind\.mjs/, next: /--overwrite.*--from-cache/ })
  assert.equal(place.read(`${CACHE}/hooks/remind.mjs`), "console.log('in the cache')\n")
  const { action } = await sync(place, { overwrite: true })
  assert.deepEqual(texts(place, CACHE), texts(place, SOURCE))
  await undoAction(place.panel, action)
  assert.equal(place.read(`${CACHE}/hooks/remind.mjs`), "console.log('in the cache')\n")
})

test('--from-cache brings only those edits to the source', async () => {
  using place = await edited({ [`${CACHE}/hooks/remind.mjs`]: "console.log('in the cache')\n" })
  const { message, plan, action } = await sync(place, { fromCache: true })
  assert.equal(message, 'Brought back 1 file.')
  assert.deepEqual([plan?.direction, plan?.into], ['to-source', place.at(SOURCE)])
  assert.equal(place.read(`${SOURCE}/hooks/remind.mjs`), "console.log('in the cache')\n")
  assert.equal(place.read(`${SOURCE}/commands/shout.md`), 'Shout twice.\n')
  assert.deepEqual(await driftOf(place), { modified: 1, added: 1, removed: 1, cacheEdited: 0 })
  assert.equal((await sync(place, { fromCache: true })).message, 'No file was edited in the loaded copy alone.')
  await undoAction(place.panel, action)
  assert.equal(place.read(`${SOURCE}/hooks/remind.mjs`), "console.log('remember')\n")
  assert.equal((await driftOf(place))?.cacheEdited, 1)
})

test('undo puts every file back, once', async () => {
  using place = await edited()
  const before = texts(place, CACHE)
  const { action } = await sync(place)
  assert.ok(action)
  const undone = await undoAction(place.panel, action)
  assert.deepEqual([undone.done, undone.undid], [true, action])
  assert.deepEqual(texts(place, CACHE), before)
  await assert.rejects(undoAction(place.panel, action), { status: 422, message: /already undone, by action/ })
  const none = await undoAction(place.panel, null)
  assert.deepEqual([none.done, none.message], [false, 'There is nothing to undo.'])
  await assert.rejects(undoAction(place.panel, 999), { status: 404 })
  await assert.rejects(undoAction(place.panel, undone.action), { status: 422 })
})

test('undo is refused, with the names, when what the sync left was edited since', async () => {
  using place = await edited()
  const { action } = await sync(place)
  place.write({ [`${CACHE}/commands/shout.md`]: 'Edited since.\n', [`${CACHE}/agents/critic.md`]: 'Made since.\n' })
  const before = texts(place, CACHE)
  await assert.rejects(undoAction(place.panel, action), (error: Error) => {
    assert.match(error.message, /agents\/critic\.md, commands\/shout\.md/)
    assert.doesNotMatch(error.message, /new\.md/)
    return true
  })
  assert.deepEqual(texts(place, CACHE), before)
})

test('undo is refused when the trash was emptied, and changes nothing', async () => {
  using place = await edited()
  const { action } = await sync(place)
  const before = texts(place, CACHE)
  rmSync(place.at('state/trash'), { recursive: true })
  await assert.rejects(undoAction(place.panel, action))
  assert.deepEqual(texts(place, CACHE), before)
  assert.equal(place.panel.store.runningActions().length, 0)
})

test('after a sync an edit of the copy is known as such, and after undo what was known before is known again', async () => {
  using place = await edited()
  await sync(place)
  place.write({ [`${CACHE}/commands/shout.md`]: 'In the cache.\n' })
  assert.deepEqual(await driftOf(place), { modified: 1, added: 0, removed: 0, cacheEdited: 1 })
  await assert.rejects(sync(place), { status: 409 })
  place.write({ [`${CACHE}/commands/shout.md`]: 'Shout twice.\n', [`${SOURCE}/commands/shout.md`]: 'Thrice.\n' })
  assert.deepEqual(await driftOf(place), { modified: 1, added: 0, removed: 0, cacheEdited: 0 })
  place.write({ [`${CACHE}/commands/shout.md`]: 'In both.\n' })
  assert.equal((await driftOf(place))?.cacheEdited, 1)
  place.write({ [`${CACHE}/commands/shout.md`]: 'Shout twice.\n' })
  await undoAction(place.panel, null)
  assert.deepEqual(await driftOf(place), { modified: 1, added: 1, removed: 1, cacheEdited: 0 })
})

test('two syncs are taken back one after the other, and each knows what the one before had left', async () => {
  using place = await edited()
  await sync(place)
  place.write({ [`${SOURCE}/commands/shout.md`]: 'Thrice.\n' })
  const second = await sync(place)
  assert.equal(second.message, 'Synced 1 file.')
  await undoAction(place.panel, null)
  assert.equal(place.read(`${CACHE}/commands/shout.md`), 'Shout twice.\n')
  assert.deepEqual(await driftOf(place), { modified: 1, added: 0, removed: 0, cacheEdited: 0 })
  place.write({ [`${CACHE}/commands/shout.md`]: 'In the cache.\n' })
  assert.equal((await driftOf(place))?.cacheEdited, 1)
})

test('an install by Claude Code after the sync begins the knowledge anew', async () => {
  using place = await edited()
  await sync(place)
  const file = 'claude/plugins/installed_plugins.json'
  place.write({
    [file]: place
      .read(file)
      .replaceAll(/"lastUpdated": "[^"]*"/g, `"lastUpdated": "${new Date(Date.now() + 60_000).toISOString()}"`),
    [`${CACHE}/commands/shout.md`]: 'As installed.\n',
  })
  assert.deepEqual(await driftOf(place), { modified: 1, added: 0, removed: 0, cacheEdited: 0 })
})

test('while one change of a plugin is under way another is refused, not queued', async () => {
  using place = await edited()
  await withLock(place.panel.store, ID, () => assert.rejects(sync(place), { status: 409, message: /being changed by/ }))
  const [first, second] = await Promise.allSettled([sync(place), sync(place)])
  assert.deepEqual([first.status, second.status], ['fulfilled', 'rejected'])
  assert.deepEqual(texts(place, CACHE), texts(place, SOURCE))
})

test('several at once: what cannot be synced is said, and the rest is done', async () => {
  using place = await edited()
  const options = { fromCache: false, overwrite: false, dryRun: false }
  const named = await syncPlugins(place.panel, [ID, 'nobody'], options)
  assert.equal(named.failed, true)
  assert.deepEqual(
    named.results.map(({ done }) => done),
    [true, false],
  )
  assert.match(named.results[1]?.message ?? '', /No installed plugin is called nobody/)
  assert.deepEqual(await syncPlugins(place.panel, null, options), { results: [], failed: false })
  await assert.rejects(syncPlugins(place.panel, [], options), { status: 422 })
})

test('an emptied source empties nothing, and a source inside the copy is refused', async () => {
  using place = await edited()
  const before = texts(place, CACHE)
  rmSync(place.at(`${SOURCE}`), { recursive: true })
  place.write({ [`${SOURCE}/.git/HEAD`]: 'ref' })
  await assert.rejects(sync(place), /holds no files; nothing is removed/)
  assert.deepEqual(texts(place, CACHE), before)
  assert.ok(!existsSync(place.at('state/trash')) || readdirSync(place.at('state/trash')).length === 0)

  place.write({ [`${CACHE}/inner/skills/x/SKILL.md`]: 'x' })
  await linkPlugin(place.panel, ID, place.at(`${CACHE}/inner`)).catch(() => undefined)
  await assert.rejects(sync(place))
  assert.equal(place.read(`${CACHE}/commands/shout.md`), before['commands/shout.md'])
})

for (const recorded of ['precious', 'claude/plugins/cache', 'claude/plugins/cache/lab', 'claude']) {
  test(`a record that names ${recorded} as the loaded folder gets nothing written there`, async () => {
    using place = await edited({ 'precious/commands/shout.md': 'Mine.\n' })
    const file = 'claude/plugins/installed_plugins.json'
    place.write({ [file]: place.read(file).replaceAll(place.at(CACHE), place.at(recorded)) })
    place.panel.survey.lookAgain()
    const before = texts(place, 'precious')
    await assert.rejects(sync(place, { overwrite: true }), /not in Claude Code's cache/)
    assert.deepEqual(texts(place, 'precious'), before)
  })
}
