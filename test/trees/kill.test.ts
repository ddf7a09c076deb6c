import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { recover } from '../../server/trees/recover.ts'
import { type Content, contentsOf, lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

/** How many processes are killed: a third at a chance moment, two thirds just before a given call. */
const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 72)

const KEPT = { 'node_modules/x.js': 'kept', '.in_use/1': '{}', '.env': 'SECRET' }

/** Two states of a plugin that differ in contents, names, kinds, links and modes. */
const GENERATIONS: Record<string, Content>[] = ['one', 'two'].map((word, which) => ({
  ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`d${n % 3}/f${n}`, `${word} ${n}\n`.repeat(50 * n)])),
  [`only/${word}/x`]: word,
  big: Buffer.alloc(400_000, word),
  run: { text: 'same', mode: which ? 0o755 : 0o644 },
  link: `-> d${which}/f${which}`,
  ...(which ? { turns: 'a file', 'other/way': 'a folder' } : { 'turns/into': 'a folder', other: '-> run' }),
}))

function laid(t: TestContext) {
  const place = placeIn(temporary(t))
  const states = GENERATIONS.map((files, which) => contentsOf(lay(join(place.folder, `generation-${which}`), files)))
  lay(place.loaded, { ...GENERATIONS[0], ...KEPT })
  return { place, states: states.map((state) => ({ ...state, ...KEPT })) }
}

async function run(folder: string, killAfter: number | null, ...words: string[]) {
  const victim = join(import.meta.dirname, 'support', 'victim.ts')
  const child = spawn(process.execPath, [victim, folder, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (data) => {
    complaint += data
  })
  if (killAfter !== null) {
    await once(child.stdout, 'data')
    await wait(killAfter)
    child.kill('SIGKILL')
  }
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL', complaint)
}

type Laid = ReturnType<typeof laid>

/** Every file is whole, old or new, the moment the process is gone; a file may be missing only while kinds change. */
function checkWhole({ place, states }: Laid) {
  for (const [path, text] of Object.entries(contentsOf(place.loaded)))
    if (!path.startsWith('.hotplug-stage-'))
      assert.ok(
        states.some((state) => (state as Record<string, string>)[path] === text),
        `${path} is neither old nor new`,
      )
}

/** What the next start does: afterwards the folder is one of the two states, and nothing lies about. */
async function checkRecovered({ place, states }: Laid, seen: Record<string, number>) {
  const [unfinished, ...more] = place.journal.unfinished()
  assert.deepEqual(more, [])
  const moment = unfinished?.phase ?? 'between actions'
  seen[moment] = (seen[moment] ?? 0) + 1
  if (unfinished) {
    const { outcome, message } = await recover(unfinished, place.journal, place.settings)
    assert.equal(outcome, unfinished.phase === 'swap' ? 'finished' : 'reverted', message)
  }
  const now = contentsOf(place.loaded)
  const which = states.findIndex(
    (state) => JSON.stringify(Object.entries(state).sort()) === JSON.stringify(Object.entries(now).sort()),
  )
  assert.notEqual(which, -1, `a mixture of both states: ${Object.keys(now).join(', ')}`)
  const done = place.journal.rows().filter(({ state }) => state === 'done')
  const trash = existsSync(place.settings.trashDir) ? readdirSync(place.settings.trashDir) : []
  assert.deepEqual(trash.sort(), done.map(({ work }) => work.token).sort())
  return { which, last: place.journal.rows().at(-1) }
}

test('killed at chance moments, again and again on the same folder: every file is whole and nothing is lost', async (t) => {
  const seen: Record<string, number> = {}
  const one = laid(t)
  for (let kill = 0; kill < KILLS / 3; kill++) {
    await run(one.place.folder, Math.random() * 40)
    checkWhole(one)
    await checkRecovered(one, seen)
  }
  t.diagnostic(`tried ${Math.ceil(KILLS / 3)}, lost 0 (${describe(seen)})`)
})

/** What a sync of these files and its undo take together, and what taking back a failed one takes. */
const CALLS = { sync: 1200, rollback: 110 }

for (const [what, calls, words] of [
  ['a whole sync and its undo', CALLS.sync, []],
  ['a sync that fails half-way and is taken back', CALLS.rollback, ['big']],
] as const)
  test(`killed just before its nth call, for n spread over ${what}: nothing is lost, and undo works`, async (t) => {
    const seen: Record<string, number> = {}
    const tries = Math.floor(KILLS / 3)
    for (let kill = 0; kill < tries; kill++) {
      const one = laid(t)
      await run(one.place.folder, null, String(1 + Math.floor((kill * calls) / tries)), ...words)
      checkWhole(one)
      const { which, last } = await checkRecovered(one, seen)
      if (last?.state !== 'done') continue
      await one.place.undo(last.work.token)
      assert.deepEqual(contentsOf(one.place.loaded), one.states[1 - which])
    }
    t.diagnostic(`tried ${tries}, lost 0 (${describe(seen)})`)
  })

const describe = (seen: Record<string, number>) =>
  Object.entries(seen)
    .map(([moment, times]) => `${moment} ${times}`)
    .join(', ')
