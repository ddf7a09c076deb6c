import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as breathe } from 'node:timers/promises'
import { withLock } from '../../../server/locks.ts'
import { openPanel } from '../../../server/panel.ts'
import { actionOf } from '../../../server/plugins/journal.ts'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { syncPlugin } from '../../../server/plugins/sync.ts'
import { changeLimits, emptyTrash, planEmptying } from '../../../server/plugins/trash/empty.ts'
import { keepTrash } from '../../../server/plugins/trash/keeper.ts'
import { limitsFrom, limitsOf } from '../../../server/plugins/trash/limits.ts'
import { trashLineModel, trashModel } from '../../../server/plugins/trash/model.ts'
import { trashReport } from '../../../server/plugins/trash/report.ts'
import { restoreFromTrash } from '../../../server/plugins/trash/restore.ts'
import { tidyTrash } from '../../../server/plugins/trash/tidy.ts'
import { trashOf } from '../../../server/plugins/trash/trash.ts'
import { undoAction } from '../../../server/plugins/undo.ts'
import { comparePair } from '../../../server/trees/pair.ts'
import { trashPage } from '../../../views/trash.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../../support/lab.ts'

const A_DAY = 24 * 60 * 60 * 1000
const SHOUT = 'commands/shout.md'
const CRITIC = 'agents/critic.md'

async function linked() {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  return place
}

/** Each text is synced over the one before; the numbers of the actions come back, oldest first. */
async function syncs(place: Lab, ...texts: string[]) {
  const actions: number[] = []
  for (const text of texts) {
    place.write({ [`${SOURCE}/${SHOUT}`]: text })
    const { action } = await syncPlugin(place.panel, ID, {
      fromCache: false,
      overwrite: true,
      dryRun: false,
      shown: null,
    })
    assert.ok(action)
    actions.push(action)
  }
  return actions
}

const restore = ({ panel }: Lab, name: unknown, more: Partial<Parameters<typeof restoreFromTrash>[1]> = {}) =>
  restoreFromTrash(panel, { name: String(name), files: null, overwrite: false, shown: null, ...more })
const tokenOf = ({ panel }: Lab, action = 0) => panel.store.action(action)?.token ?? ''
const trashFolder = (place: Lab, action = 0) => place.at(`state/trash/${tokenOf(place, action)}`)
const numbers = ({ panel }: Lab) => trashOf(panel).items.map(({ row }) => row?.id)

test('the trash lists what each action replaced or removed, newest first, with sizes', async () => {
  using place = await linked()
  rmSync(place.at(`${SOURCE}/${CRITIC}`))
  const [first, second] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  const { actions, bytes, count, limits } = trashReport(place.panel, null)
  assert.deepEqual(
    actions.map(({ action, plugin, files, bytes, problem, folder }) => [action, plugin, files, bytes, problem, folder]),
    [
      [second, ID, 1, 'Twice.\n'.length, null, place.at(CACHE)],
      [
        first,
        ID,
        2,
        'Shout it.\n'.length + place.read(`claude/plugins/marketplaces/lab/plugins/voice/${CRITIC}`).length,
        null,
        place.at(CACHE),
      ],
    ],
  )
  assert.deepEqual(
    [count, bytes, limits],
    [2, actions.reduce((sum, one) => sum + one.bytes, 0), { days: 30, bytes: 1024 ** 3 }],
  )
  assert.deepEqual(
    actions[1]?.kept.map(({ path, what }) => [path, what]),
    [
      [CRITIC, 'removed'],
      [SHOUT, 'replaced'],
    ],
  )
})

test('one file of an action is restored, as an action of its own that undo takes back', async () => {
  using place = await linked()
  rmSync(place.at(`${SOURCE}/${CRITIC}`))
  const [action] = await syncs(place, 'Twice.\n')
  const restored = await restore(place, action, { files: [CRITIC] })
  assert.equal(restored.message, `Restored ${CRITIC} from before “Synced 2 files (1 removed)”.`)
  assert.equal(existsSync(place.at(`${CACHE}/${CRITIC}`)), true)
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Twice.\n')
  const row = place.panel.store.action(restored.action ?? 0)
  assert.deepEqual([row?.kind, row?.state, row && actionOf(row).undoable], ['restore', 'done', true])
  await undoAction(place.panel, restored.action)
  assert.equal(existsSync(place.at(`${CACHE}/${CRITIC}`)), false)
})

test('what was restored is shown as an edit of the loaded copy, and the next sync does not take it away', async () => {
  using place = await linked()
  const [action] = await syncs(place, 'Twice.\n')
  await restore(place, action)
  const again = { fromCache: false, overwrite: false, dryRun: false, shown: null }
  await assert.rejects(syncPlugin(place.panel, ID, again), { status: 409, message: /edited in the loaded copy/ })
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
})

test('an undo after one of its files was restored takes back the rest', async () => {
  using place = await linked()
  rmSync(place.at(`${SOURCE}/${CRITIC}`))
  const [action = 0] = await syncs(place, 'Twice.\n')
  await restore(place, action, { files: [CRITIC] })
  await undoAction(place.panel, action)
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
  await assert.rejects(restore(place, action, { files: ['nothing.md'] }), /neither replaced nor removed nothing\.md/)
  assert.match((await restore(place, action)).message, /Nothing was restored: all 2 files are as before already/)
})

test('newer work is replaced only when that was said, and then lies in the trash itself', async () => {
  using place = await linked()
  const [action] = await syncs(place, 'Twice.\n')
  place.write({ [`${CACHE}/${SHOUT}`]: 'Newer work.\n' })
  await assert.rejects(restore(place, action), {
    status: 409,
    message: `${SHOUT} was edited since: restoring replaces it; what is there now goes to the trash.`,
    next: `\`hotplug trash restore ${action} --overwrite\` does so.`,
  })
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Newer work.\n')
  const restored = await restore(place, action, { overwrite: true })
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
  await restore(place, restored.action)
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Newer work.\n')
})

test('what was shown is what is restored: another list, or another plan, is refused', async () => {
  using place = await linked()
  const [action] = await syncs(place, 'Twice.\n')
  for (const overwrite of [false, true])
    for (const shown of ['', 'x', '0'.repeat(16)])
      await assert.rejects(restore(place, action, { shown, overwrite }), { status: 409, message: /changed since/ })
  const { summary } = trashModel(place.panel, 1).lines[0] ?? assert.fail()
  assert.equal((await restore(place, action, { shown: summary?.fingerprint ?? null })).done, true)
})

test('a source that was brought back to is restored too, and only while it is known', async () => {
  using place = await linked()
  await syncs(place, 'Twice.\n')
  place.write({ [`${CACHE}/${SHOUT}`]: 'In the cache.\n' })
  const options = { fromCache: true, overwrite: false, dryRun: false, shown: null }
  const { action } = await syncPlugin(place.panel, ID, options)
  assert.equal(place.read(`${SOURCE}/${SHOUT}`), 'In the cache.\n')
  await restore(place, action)
  assert.equal(place.read(`${SOURCE}/${SHOUT}`), 'Twice.\n')
})

test('a version that is gone is made again below its plugin, and not below nothing', async () => {
  using place = await linked()
  const [action] = await syncs(place, 'Twice.\n')
  rmSync(place.at(CACHE), { recursive: true })
  place.panel.survey.lookAgain()
  await restore(place, action)
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
  rmSync(place.at('claude/plugins/cache/lab/voice'), { recursive: true })
  place.panel.survey.lookAgain()
  await assert.rejects(restore(place, action), /is gone, and so is the folder it lay in/)
})

test('while its plugin is being changed nothing is restored, and nothing of it leaves the trash', async () => {
  using place = await linked()
  const [action] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  await withLock(place.panel.store, ID, async () => {
    await assert.rejects(restore(place, action), { status: 409, message: /is being changed by/ })
    const { actions, left } = await emptyTrash(place.panel, { names: null, shown: null })
    assert.deepEqual([actions, left.length], [0, 2])
    assert.match(left[0]?.message ?? '', /is being changed by/)
  })
  assert.equal(numbers(place).length, 2)
})

test('only one Hotplug at a time empties the trash', async () => {
  using place = await linked()
  await syncs(place, 'Twice.\n')
  await withLock(place.panel.store, 'The trash', async () => {
    await assert.rejects(emptyTrash(place.panel, { names: null, shown: null }), {
      status: 409,
      message: /^The trash is being changed by/,
    })
    assert.deepEqual(await tidyTrash(place.panel, Date.now() + 90 * A_DAY), { actions: 0, bytes: 0, left: [] })
  })
})

test('emptying removes what was shown, for good; the history says why there is no undo', async () => {
  using place = await linked()
  const [first = 0, second = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  const shown = planEmptying(place.panel, null).fingerprint
  await syncs(place, 'Four times.\n')
  await assert.rejects(emptyTrash(place.panel, { names: null, shown }), { status: 409, message: /trash changed since/ })
  const { message } = await emptyTrash(place.panel, { names: [String(first)], shown: null })
  assert.equal(message, 'Removed the trash of 1 action.')
  assert.deepEqual(numbers(place).includes(first), false)
  assert.equal(existsSync(trashFolder(place, first)), false)
  const row = place.panel.store.action(first)
  assert.deepEqual(row && [actionOf(row).undoable, actionOf(row).emptied], [false, 'its trash was emptied'])
  await assert.rejects(undoAction(place.panel, first), {
    status: 422,
    message: /cannot be undone: its trash was emptied/,
  })
  await assert.rejects(restore(place, first), { status: 404, message: /its trash was emptied/ })
  assert.equal(numbers(place).includes(second), true)
})

test('what is old goes, but never the newest action', async () => {
  using place = await linked()
  const [first = 0, second = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  assert.equal((await tidyTrash(place.panel, Date.now() + 29 * A_DAY)).actions, 0)
  assert.equal((await tidyTrash(place.panel, Date.now() + 31 * A_DAY)).actions, 1)
  assert.deepEqual(numbers(place), [second])
  assert.equal(place.panel.store.action(first)?.emptied, 'its trash was removed after 30 days')
})

test('what is too much goes, oldest first; fewer days and less room remove only what was shown', async () => {
  using place = await linked()
  const large = `${'x'.repeat(700_000)}\n`
  const [first, second, third] = await syncs(place, large, `${large}1`, `${large}2`)
  const limits = { days: 30, bytes: 1024 ** 2 }
  const plan = await changeLimits(place.panel, limits, null)
  assert.deepEqual(
    plan?.items.map(({ row }) => row?.id),
    [second, first],
  )
  assert.deepEqual(limitsOf(place.panel.store).bytes, 1024 ** 3)
  await assert.rejects(changeLimits(place.panel, limits, 'x'), { status: 409 })
  assert.equal(await changeLimits(place.panel, limits, plan?.fingerprint ?? ''), null)
  assert.deepEqual([numbers(place), limitsOf(place.panel.store)], [[third], limits])
  assert.match(place.panel.store.action(second ?? 0)?.emptied ?? '', /the trash had reached its size/)
})

test('an action under way keeps its trash, whatever its age', async () => {
  using place = await linked()
  const [first = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  const running = place.panel.store.beginAction({
    kind: 'undo',
    plugin: ID,
    summary: 'Undid',
    files: '[]',
    bytes: 0,
    work: JSON.stringify({ token: 'abc-00000000', plan: { from: trashFolder(place, first) } }),
    base_before: '[]',
    undoes: first,
    after: '[]',
  })
  assert.equal((await tidyTrash(place.panel, Date.now() + 90 * A_DAY)).actions, 0)
  await assert.rejects(restore(place, first), { status: 409, message: /not come to its end/ })
  assert.deepEqual(planEmptying(place.panel, [String(first)]).items, [])
  place.panel.store.endAction(running, { state: 'reverted', error: null })
  assert.equal((await tidyTrash(place.panel, Date.now() + 90 * A_DAY)).actions, 1)
})

test('a removal that was interrupted is ended next time, and is not offered meanwhile', async () => {
  using place = await linked()
  const [first = 0, second = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  place.panel.store.dropKept(first, 'its trash was emptied')
  rmSync(join(trashFolder(place, second), 'manifest.json'))
  const lines = trashModel(place.panel, 1).lines
  assert.deepEqual(
    lines.map(({ state }) => state),
    ['kept', 'emptied'],
  )
  assert.match(lines[0]?.problem ?? '', /being removed/)
  for (const action of [first, second]) await assert.rejects(restore(place, action), /is being removed/)
  await tidyTrash(place.panel)
  assert.deepEqual(numbers(place), [second])
  await emptyTrash(place.panel, { names: null, shown: null })
  assert.deepEqual(readdirSync(place.at('state/trash')), [])
})

test('what somebody else removed from the trash is not offered any more', async () => {
  using place = await linked()
  const [first = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  rmSync(trashFolder(place, first), { recursive: true })
  await tidyTrash(place.panel)
  assert.equal(place.panel.store.action(first)?.emptied, 'its trash is gone')
})

test('when the history was lost, the trash is listed from its lists, and restored', async () => {
  using place = await linked()
  const [first = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  const [token, into] = [tokenOf(place, first), place.at(CACHE)]
  place.panel.close()
  renameSync(place.at('state/history.db'), place.at('state/history.db.damaged'))
  for (const suffix of ['-wal', '-shm']) rmSync(place.at(`state/history.db${suffix}`), { force: true })
  using anew = reopened(place)
  const lines = trashModel(anew.panel, 1).lines
  assert.equal(lines.length, 2)
  assert.deepEqual(
    lines.map(({ action, plugin, summary, problem }) => [action, plugin, summary?.into, problem]),
    lines.map(() => [null, ID, into, null]),
  )
  await assert.rejects(
    restoreFromTrash(anew.panel, { name: token, files: null, overwrite: false, shown: null }),
    /edited since/,
  )
  const restored = await restoreFromTrash(anew.panel, { name: token, files: null, overwrite: true, shown: null })
  assert.equal(restored.message, `Restored ${SHOUT}.`)
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Shout it.\n')
  assert.equal(anew.panel.store.action(restored.action ?? 0)?.plugin, ID)
})

/** The same folders, opened by another process as it were. */
function reopened(place: Lab) {
  const panel = openPanel(place.panel.config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  return { panel, [Symbol.dispose]: () => panel.close() }
}

test('nothing strange in the trash makes it fail, is followed, or is removed', async () => {
  using place = await linked()
  const [action = 0] = await syncs(place, 'Twice.\n')
  place.write({ 'precious/a.txt': 'Mine.', 'state/trash/notes.txt': 'Hm.', 'state/trash/folder/x': 'x' })
  const old = `${(Date.now() - 40 * A_DAY).toString(36)}`
  symlinkSync(place.at('precious'), place.at('state/trash/link'))
  symlinkSync(place.at('precious'), place.at(`state/trash/${old}-00000001`))
  mkdirSync(place.at(`state/trash/${old}-00000002`))
  writeFileSync(place.at(`state/trash/${old}-00000002/manifest.json`), '{"version":1,"items":[{')
  mkdirSync(place.at(`state/trash/${old}-00000003/manifest.json`), { recursive: true })
  mkdirSync(place.at(`state/trash/${old}-00000004`))
  symlinkSync(place.at('precious'), place.at(`state/trash/${old}-00000004/inside`))
  const model = trashModel(place.panel, 1)
  assert.deepEqual(
    model.strangers.map(({ name, message }) => `${name}: ${message.split('.')[0]}`).sort(),
    [
      'folder: A folder',
      'link: A link, which is never followed',
      'notes.txt: A file',
      `${old}-00000001: A link, which is never followed`,
    ].sort(),
  )
  assert.deepEqual(
    model.lines.map(({ action, state }) => [action?.id ?? null, state]),
    [
      [action, 'kept'],
      [null, 'emptied'],
      [null, 'damaged'],
      [null, 'damaged'],
    ],
  )
  await tidyTrash(place.panel)
  assert.deepEqual(
    readdirSync(place.at('state/trash')).includes(`${old}-00000004`),
    false,
    'an interrupted removal is ended',
  )
  await emptyTrash(place.panel, { names: null, shown: null })
  assert.deepEqual(
    readdirSync(place.at('state/trash')).sort(),
    ['folder', 'link', 'notes.txt', `${old}-00000001`].sort(),
  )
  assert.equal(place.read('precious/a.txt'), 'Mine.')
})

test('a list that was tampered with leads nowhere', async () => {
  using place = await linked()
  const [action = 0] = await syncs(place, 'Twice.\n')
  const list = `state/trash/${tokenOf(place, action)}/manifest.json`
  const whole = JSON.parse(place.read(list))
  place.write({ 'precious/commands/shout.md': 'Mine.' })
  const tampered: [string, (manifest: typeof whole) => void, RegExp][] = [
    [
      'another folder',
      (m) => {
        m.into = place.at('precious')
      },
      /belongs to no plugin/,
    ],
    [
      'a path that leaves the folder',
      (m) => {
        m.items[0].path = '../../../../../../precious/a'
      },
      /\.\. in it|damaged|could not/,
    ],
    [
      'a stored name that leaves the trash',
      (m) => {
        m.items[0].before.stored = '../../../../project'
      },
      /no longer holds/,
    ],
    [
      'a wrong type',
      (m) => {
        m.items[0].before.size = 'much'
      },
      /damaged/,
    ],
  ]
  for (const [what, change, message] of tampered) {
    const manifest = structuredClone(whole)
    change(manifest)
    place.write({ [list]: JSON.stringify(manifest) })
    utimesSync(place.at(list), new Date(), new Date())
    const refused = await restore(place, action, { overwrite: true }).then(
      ({ message }) => message,
      ({ message }) => message,
    )
    assert.match(refused, message, what)
    assert.equal(trashModel(place.panel, 1).lines.length, 1)
  }
  assert.equal(place.read('precious/commands/shout.md'), 'Mine.')
  assert.equal(place.read(`${CACHE}/${SHOUT}`), 'Twice.\n')
})

test('a trash that is no folder is said so, and nothing fails', async () => {
  using place = await linked()
  place.write({ 'state/trash': 'a file' })
  assert.match(trashModel(place.panel, 1).problem ?? '', /is no folder/)
  await tidyTrash(place.panel)
  await assert.rejects(emptyTrash(place.panel, { names: null, shown: null }), { status: 422, message: /is no folder/ })
})

test('thousands of actions are drawn by the page, with the size of all', async () => {
  using place = await linked()
  const { store } = place.panel
  const MANY = 3000
  store.exclusively(() => {
    for (let n = 0; n < MANY; n++) {
      const token = `${(Date.now() - n * 60_000).toString(36)}-${n.toString(16).padStart(8, '0')}`
      const id = store.beginAction({
        kind: 'sync',
        plugin: ID,
        summary: `Synced ${n}`,
        files: '[]',
        bytes: 1,
        trashed: 10,
        undoes: null,
        after: '[]',
        work: JSON.stringify({ token, plan: { into: place.at(CACHE) } }),
        base_before: '[]',
      })
      store.endAction(id, { state: 'done', error: null })
      mkdirSync(place.at(`state/trash/${token}`), { recursive: true })
    }
  })
  const items = Array.from({ length: 5000 }, (_, n) => ({
    path: `skills/some-skill/file-${n}.md`,
    before: { kind: 'file', stored: String(n), mode: 0o644, size: 4000, mtimeMs: 1, ino: 1 },
    after: null,
  }))
  const manifest = { version: 1, at: 1, direction: 'to-loaded', from: '/x', into: place.at(CACHE), items }
  for (const { token } of trashOf(place.panel).items.slice(0, 40))
    place.write({ [`state/trash/${token}/manifest.json`]: JSON.stringify(manifest) })
  const first = trashModel(place.panel, 1)
  const page = String(trashPage(first))
  assert.ok(page.length < 150_000, `the page has ${page.length} characters`)
  assert.match(page, /All 5,000 files/)
  assert.deepEqual([first.actions, first.bytes, first.pages], [MANY, 10 * MANY, 75])
  assert.equal(first.lines.length, 40)
  assert.equal(trashModel(place.panel, 99).page, 75)
})

test('an action of many files is found by name', async () => {
  using place = await linked()
  const files = Array.from({ length: 1500 }, (_, n) => [`${CACHE}/more/file-${n}.md`, 'x'] as const)
  place.write(Object.fromEntries(files))
  const { action } = await syncPlugin(place.panel, ID, {
    fromCache: false,
    overwrite: true,
    dryRun: false,
    shown: null,
  })
  const { line, found } = trashLineModel(place.panel, String(action), '')
  assert.deepEqual([line.kept.length, found], [1000, 1500])
  assert.deepEqual(
    trashLineModel(place.panel, String(action), 'FILE-1499').line.kept.map(({ path }) => path),
    ['more/file-1499.md'],
  )
})

const SIZES: [string, number][] = [
  ['1 GiB', 1024 ** 3],
  ['500 MB', 500 * 1024 ** 2],
  ['1.5g', 1.5 * 1024 ** 3],
  ['2,5 GiB', 2.5 * 1024 ** 3],
  [' 1048576 ', 1024 ** 2],
]
for (const [text, bytes] of SIZES)
  test(`${text} is a size`, () => assert.deepEqual(limitsFrom('30', text), { days: 30, bytes }))

const REFUSED: [string, string, RegExp][] = [
  ['', '1 GiB', /is no number of days/],
  ['0', '1 GiB', /at least 1 day/],
  ['-1', '1 GiB', /no number/],
  ['1.5', '1 GiB', /no number/],
  ['4000', '1 GiB', /at most 3650 days/],
  ['30', '', /is no size/],
  ['30', 'a lot', /is no size/],
  ['30', '1 KiB', /at least 1 MiB/],
  ['30', '999 TiB', /at most 64 TiB/],
  ['30', '1e9 GiB', /is no size/],
  ['30', '<img>', /is no size/],
]
for (const [days, size, message] of REFUSED)
  test(`${JSON.stringify(days)} days and ${JSON.stringify(size)} are refused with a sentence`, () => {
    assert.throws(() => limitsFrom(days, size), { status: 422, message })
  })

test('after an action the oldest goes when there is too much, without anybody asking', async () => {
  using place = await linked()
  const large = `${'x'.repeat(700_000)}\n`
  place.panel.store.putSetting('trashBytes', String(1024 ** 2))
  const keeper = keepTrash(place.panel, { thorough: false })
  const [, , third] = await syncs(place, large, `${large}1`, `${large}2`)
  await keeper.close()
  assert.deepEqual(numbers(place), [third])
})

test('emptying is cancelled between actions: what is left can still be restored', async () => {
  using place = await linked()
  await syncs(place, ...Array.from({ length: 40 }, (_, n) => `${n}\n`))
  const emptied = emptyTrash(place.panel, { names: null, shown: null })
  while (!place.panel.activities.list().some(({ id }) => place.panel.activities.cancel(id))) await breathe()
  const { actions, left } = await emptied
  assert.equal(actions + left.length, 40)
  assert.ok(left.length > 0 && left.every(({ message }) => message === 'It was cancelled.'))
  assert.deepEqual(
    trashOf(place.panel)
      .items.map(({ token, state }) => [token, state])
      .sort(),
    left.map(({ token }) => [token, 'kept']).sort(),
  )
})

test('an undo is not offered for what the trash no longer holds, and the next older one is taken', async () => {
  using place = await linked()
  const [first = 0, second = 0] = await syncs(place, 'Twice.\n', 'Thrice.\n')
  await emptyTrash(place.panel, { names: [String(second)], shown: null })
  place.write({ [`${CACHE}/${SHOUT}`]: 'Twice.\n' })
  assert.equal((await undoAction(place.panel, null)).undid, first)
})
