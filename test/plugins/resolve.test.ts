import assert from 'node:assert/strict'
import { chmodSync, lstatSync, readlinkSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { filesOf } from '../../server/plugins/files.ts'
import { linkPlugin } from '../../server/plugins/links.ts'
import { statusReport } from '../../server/plugins/report.ts'
import { choicesFor, resolveFile } from '../../server/plugins/resolve.ts'
import { type SyncOptions, syncPlugin } from '../../server/plugins/sync.ts'
import { undoAction } from '../../server/plugins/undo.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'

const PLAIN: SyncOptions = { fromCache: false, overwrite: false, dryRun: false, shown: null }
const FILE = 'commands/shout.md'
const OTHER = 'agents/critic.md'

/** Everything synced once, so that it is known what both sides were: `FILE` as 'Base.', not executable. */
async function synced() {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write({ [`${SOURCE}/${FILE}`]: 'Base.\n', [`${SOURCE}/${OTHER}`]: 'Base too.\n' })
  await syncPlugin(place.panel, ID, PLAIN)
  return place
}

/** How a side was left: a text, a link ('-> target'), executable ('*' in front), or null: it is not there. */
type State = string | null

function put(place: Lab, folder: string, state: State, path = FILE) {
  const file = place.at(`${folder}/${path}`)
  rmSync(file, { force: true })
  if (state === null) return
  if (state.startsWith('-> ')) return symlinkSync(state.slice(3), file)
  place.write({ [`${folder}/${path}`]: state.replace(/^\*/, '') })
  chmodSync(file, state.startsWith('*') ? 0o755 : 0o644)
}

function stateOf(place: Lab, folder: string, path = FILE): State {
  const stats = lstatSync(place.at(`${folder}/${path}`), { throwIfNoEntry: false })
  if (!stats) return null
  if (stats.isSymbolicLink()) return `-> ${readlinkSync(place.at(`${folder}/${path}`))}`
  return (stats.mode & 0o111 ? '*' : '') + place.read(`${folder}/${path}`)
}

const plugin = ({ panel }: Lab) => panel.survey.inventory().plugins[0] ?? assert.fail()
const rowOf = (place: Lab, path = FILE) => {
  place.panel.survey.lookAgain()
  return filesOf(place.panel, plugin(place)).find((row) => row.path === path)
}
const choices = (place: Lab, path = FILE) => {
  const row = rowOf(place, path)
  return row ? choicesFor(place.panel, plugin(place), row) : []
}
const settle = (place: Lab, keep: 'source' | 'cache', path = FILE) => {
  const choice = choices(place, path).find((one) => one.keep === keep)
  return resolveFile(place.panel, ID, { file: path, keep, plan: choice?.plan ?? 'none' })
}

const BASE = 'Base.\n'
const BINARY = 'a\0b'

/** Both sides since the sync, on which they count as edited, and what either choice is called in the history. */
const CASES: [what: string, source: State, cache: State, edited: string, back: string, discarded: string][] = [
  [
    'edited in the copy',
    BASE,
    'Cache.\n',
    'cache',
    `Brought ${FILE} back to the source`,
    `Discarded the edit of ${FILE} in the loaded copy`,
  ],
  [
    'removed from the copy',
    BASE,
    null,
    'cache',
    `Removed ${FILE} from the source too`,
    `Discarded the edit of ${FILE} in the loaded copy`,
  ],
  [
    'made a link in the copy',
    BASE,
    '-> ../hooks/remind.mjs',
    'cache',
    `Brought ${FILE} back to the source`,
    `Discarded the edit of ${FILE} in the loaded copy`,
  ],
  [
    'made executable in the copy',
    BASE,
    `*${BASE}`,
    'cache',
    `Brought ${FILE} back to the source`,
    `Discarded the edit of ${FILE} in the loaded copy`,
  ],
  [
    'made binary in the copy',
    BASE,
    BINARY,
    'cache',
    `Brought ${FILE} back to the source`,
    `Discarded the edit of ${FILE} in the loaded copy`,
  ],
  [
    'edited on both sides',
    'Source.\n',
    'Cache.\n',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'removed from the source, edited in the copy',
    null,
    'Cache.\n',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'edited in the source, removed from the copy',
    'Source.\n',
    null,
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'a link in the source, edited in the copy',
    '-> ../hooks/remind.mjs',
    'Cache.\n',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'edited in the source, a link in the copy',
    'Source.\n',
    '-> ../hooks/remind.mjs',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'links that lead elsewhere on both sides',
    '-> ../agents/critic.md',
    '-> ../hooks/remind.mjs',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'edited in the source, made executable in the copy',
    'Source.\n',
    `*${BASE}`,
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'binary on both sides',
    `${BINARY}1`,
    `${BINARY}2`,
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
  [
    'emptied in the source, edited in the copy',
    '',
    'Cache.\n',
    'both',
    `Kept the loaded copy’s ${FILE}`,
    `Kept the source’s ${FILE}`,
  ],
]
for (const [what, source, cache, edited, back, discarded] of CASES)
  for (const keep of ['cache', 'source'] as const)
    test(`${what}: keeping the ${keep === 'cache' ? 'loaded copy' : 'source'}’s makes both equal, and is undone`, async () => {
      using place = await synced()
      put(place, SOURCE, source)
      put(place, CACHE, cache)
      put(place, SOURCE, 'Edited besides.\n', OTHER)
      assert.equal(rowOf(place)?.edited, edited)
      assert.deepEqual(
        choices(place)
          .map((choice) => choice.keep)
          .sort(),
        ['cache', 'source'],
      )
      const { message, action } = await settle(place, keep)
      assert.equal(message, `${keep === 'cache' ? back : discarded}.`)
      const kept = keep === 'cache' ? cache : source
      assert.deepEqual([stateOf(place, SOURCE), stateOf(place, CACHE)], [kept, kept])
      assert.equal(stateOf(place, CACHE, OTHER), 'Base too.\n', 'nothing else is touched')
      await undoAction(place.panel, action)
      assert.deepEqual([stateOf(place, SOURCE), stateOf(place, CACHE)], [source, cache])
      assert.equal(rowOf(place)?.edited, edited, 'and counts as edited where it was before')
    })

test('after it was settled the next edit is told from what both sides were then', async () => {
  for (const keep of ['cache', 'source'] as const) {
    using place = await synced()
    put(place, SOURCE, 'Source.\n')
    put(place, CACHE, 'Cache.\n')
    await settle(place, keep)
    assert.equal(rowOf(place)?.state, 'same')
    put(place, CACHE, 'Cache again.\n')
    assert.equal(rowOf(place)?.edited, 'cache')
    put(place, SOURCE, 'Source again.\n')
    assert.equal(rowOf(place)?.edited, 'both')
    put(place, CACHE, keep === 'cache' ? 'Cache.\n' : 'Source.\n')
    assert.equal(rowOf(place)?.edited, 'source')
  }
})

test('a file that only the copy has, made there, is brought to the source or goes', async () => {
  for (const keep of ['cache', 'source'] as const) {
    using place = await synced()
    const made = 'skills/new/SKILL.md'
    put(place, CACHE, 'New.\n', made)
    assert.equal(rowOf(place, made)?.edited, 'cache')
    assert.deepEqual(
      choices(place, made).map(({ keep, removes }) => [keep, removes]),
      [
        ['cache', false],
        ['source', true],
      ],
    )
    await settle(place, keep, made)
    const text = keep === 'cache' ? 'New.\n' : null
    assert.deepEqual([stateOf(place, SOURCE, made), stateOf(place, CACHE, made)], [text, text])
    await undoAction(place.panel, null)
    assert.deepEqual([stateOf(place, SOURCE, made), stateOf(place, CACHE, made)], [null, 'New.\n'])
  }
})

test('what was edited in the source alone offers no choice, and is refused', async () => {
  using place = await synced()
  put(place, SOURCE, 'Source.\n')
  assert.deepEqual(choices(place), [])
  await assert.rejects(settle(place, 'cache'), { status: 422, message: /was not edited in the loaded copy/ })
  await assert.rejects(settle(place, 'source'), { status: 409, message: /changed since this plan was shown/ })
})

test('what was shown is what is done: a change of either side since is refused', async () => {
  for (const side of [SOURCE, CACHE])
    for (const keep of ['cache', 'source'] as const) {
      using place = await synced()
      put(place, SOURCE, 'Source.\n')
      put(place, CACHE, 'Cache.\n')
      const plan = choices(place).find((one) => one.keep === keep)?.plan ?? ''
      put(place, side, 'Later.\n')
      const before = [stateOf(place, SOURCE), stateOf(place, CACHE)]
      await assert.rejects(resolveFile(place.panel, ID, { file: FILE, keep, plan }), { status: 409 })
      assert.deepEqual([stateOf(place, SOURCE), stateOf(place, CACHE)], before)
    }
})

test('a change of another file does not matter', async () => {
  using place = await synced()
  put(place, SOURCE, 'Source.\n')
  put(place, CACHE, 'Cache.\n')
  const [choice] = choices(place)
  put(place, SOURCE, 'Later.\n', OTHER)
  assert.equal(
    (await resolveFile(place.panel, ID, { file: FILE, keep: choice?.keep ?? '', plan: choice?.plan ?? '' })).done,
    true,
  )
})

test('the plan of one way is refused for the other, and so is a word that is neither', async () => {
  using place = await synced()
  put(place, SOURCE, 'Source.\n')
  put(place, CACHE, 'Cache.\n')
  const [one, other] = choices(place)
  assert.ok(one && other)
  await assert.rejects(resolveFile(place.panel, ID, { file: FILE, keep: one.keep, plan: other.plan }), { status: 409 })
  for (const keep of ['', 'both', '<img>'])
    await assert.rejects(resolveFile(place.panel, ID, { file: FILE, keep, plan: one.plan }), { status: 422 })
  for (const file of ['', '/etc/passwd', '../../../etc/passwd', 'nothing.md', 'x\0y'])
    await assert.rejects(resolveFile(place.panel, ID, { file, keep: one.keep, plan: one.plan }), {
      status: 422,
      message: /does not differ/,
    })
})

test('a name with a line break comes back from a form with two characters in it, and is found', async () => {
  using place = await synced()
  const odd = 'commands/odd\nname.md'
  put(place, CACHE, 'Odd.\n', odd)
  const [choice] = choices(place, odd)
  await resolveFile(place.panel, ID, { file: 'commands/odd\r\nname.md', keep: 'cache', plan: choice?.plan ?? '' })
  assert.equal(stateOf(place, SOURCE, odd), 'Odd.\n')
})

test('several named files are brought back together, and only they', async () => {
  using place = await synced()
  put(place, CACHE, 'Cache.\n')
  put(place, CACHE, 'Cache too.\n', OTHER)
  put(place, CACHE, 'And this.\n', 'README.md')
  const { message } = await syncPlugin(place.panel, ID, {
    ...PLAIN,
    fromCache: true,
    only: [FILE, place.at(`${CACHE}/${OTHER}`)],
  })
  assert.equal(message, 'Brought 2 files back to the source.')
  assert.deepEqual(
    [FILE, OTHER, 'README.md'].map((path) => stateOf(place, SOURCE, path)),
    ['Cache.\n', 'Cache too.\n', null],
  )
})

test('a conflict is never decided without a word: neither way, neither by a whole sync', async () => {
  using place = await synced()
  put(place, SOURCE, 'Source.\n')
  put(place, CACHE, 'Cache.\n')
  for (const options of [PLAIN, { ...PLAIN, only: [FILE] }])
    await assert.rejects(syncPlugin(place.panel, ID, options), { status: 409, message: /edited in the loaded copy/ })
  await assert.rejects(syncPlugin(place.panel, ID, { ...PLAIN, fromCache: true, only: [FILE] }), {
    status: 409,
    message: /on both sides/,
  })
  assert.equal((await syncPlugin(place.panel, ID, { ...PLAIN, fromCache: true })).done, false)
  assert.deepEqual([stateOf(place, SOURCE), stateOf(place, CACHE)], ['Source.\n', 'Cache.\n'])
})

test('status says on which side files were edited', async () => {
  using place = await synced()
  put(place, SOURCE, 'Source.\n')
  put(place, CACHE, 'Cache.\n')
  put(place, CACHE, 'Cache.\n', OTHER)
  put(place, SOURCE, 'Made.\n', 'README.md')
  utimesSync(place.at(`${SOURCE}/README.md`), 1, 1)
  place.panel.comparisons.forgetAll()
  const { json } = await statusReport(place.panel, ID)
  assert.deepEqual(json.plugins[0]?.edited, { source: 1, cache: 1, both: 1 })
})
