import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Task } from '../../server/trees/apply.ts'
import { ActionError, RefusedError } from '../../server/trees/errors.ts'
import type { Journal } from '../../server/trees/journal.ts'
import { openPool } from '../../server/trees/pool.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'
import { placeIn } from './support/sync.ts'

const NEW = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`d${n % 4}/f${n}`, `new ${n}`]))
const OLD = {
  ...Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`d${n % 4}/f${n}`, `old ${n}`])),
  gone: 'old',
}

function laid(t: TestContext) {
  const place = placeIn(temporary(t))
  lay(place.source, NEW)
  lay(place.loaded, OLD)
  const pool = openPool(1)
  t.after(() => pool.close())
  const apply = (journal: Partial<Journal> = {}, task?: Task, plan = place.plan()) =>
    pool.apply(plan, { ...place.journal, ...journal }, task ? { ...place.settings, task } : place.settings)
  return { place, pool, apply, old: contentsOf(place.loaded), wanted: contentsOf(place.source) }
}

const trashed = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

test('a plan that another thread carries out is journaled here, and undone like any other', async (t) => {
  const { place, apply, old, wanted } = laid(t)
  const told: number[] = []
  let committed = 0
  const task = {
    signal: new AbortController().signal,
    progress: (done: number) => told.push(done),
    commit: () => committed++,
  }
  const { action, token, after } = await apply({}, task)
  assert.deepEqual(contentsOf(place.loaded), wanted)
  const [row] = place.journal.rows()
  assert.deepEqual([row?.action, row?.state, row?.work.token], [action, 'done', token])
  assert.deepEqual(new Map(row?.after), after)
  assert.deepEqual([after.size, after.get('gone'), committed, told.at(-1)], [31, '', 1, 31])
  await place.undo(token)
  assert.deepEqual(contentsOf(place.loaded), old)
})

test('a refusal comes back as one, with its file and what to do', async (t) => {
  const { place, apply, old } = laid(t)
  const plan = place.plan()
  lay(place.source, { 'd0/f0': 'newer' })
  await assert.rejects(apply({}, undefined, plan), (error) => {
    assert.ok(error instanceof RefusedError)
    assert.equal(error.file, join(place.source, 'd0/f0'))
    assert.match(error.next, /Look at the new plan/)
    return true
  })
  assert.deepEqual([contentsOf(place.loaded), place.journal.rows()], [old, []])
})

test('what is cancelled once it had begun is taken back', async (t) => {
  const { place, apply, old } = laid(t)
  const abort = new AbortController()
  const task = { signal: abort.signal, progress() {}, commit() {} }
  const begin: Journal['begin'] = (work) => {
    abort.abort()
    return place.journal.begin(work)
  }
  await assert.rejects(apply({ begin }, task), {
    name: 'ActionError',
    outcome: 'reverted',
    message: /^It was cancelled/,
  })
  assert.deepEqual(contentsOf(place.loaded), old)
  assert.deepEqual(trashed(place.settings.trashDir), [])
  await assert.rejects(apply({}, task), 'what was cancelled before does not begin')
  assert.equal(place.journal.rows().length, 1)
})

test('a journal that cannot be written takes the change back', async (t) => {
  for (const call of ['begin', 'phase', 'finish'] as const) {
    const { place, apply, old, wanted } = laid(t)
    const failing = async () => {
      throw new Error('The disk is full.')
    }
    await assert.rejects(apply({ [call]: failing }), /The disk is full/)
    assert.deepEqual(contentsOf(place.loaded), call === 'finish' ? wanted : old, call)
  }
})

/** Each entry comes late by itself, and the threads are gone by then. */
for (const [call, expected] of [
  ['begin', 'old'],
  ['phase', 'wanted'],
] as const)
  test(`threads that end while the journal writes its ${call}: the change is brought to an end here`, async (t) => {
    const { place, pool, apply, old, wanted } = laid(t)
    const journal: Partial<Journal> = {
      begin: async (work) => {
        if (call === 'begin') await pool.close()
        return place.journal.begin(work)
      },
      phase: async (action, phase) => {
        if (call === 'phase') await pool.close()
        return place.journal.phase(action, phase)
      },
    }
    const ended = await apply(journal).catch((error: unknown) => error)
    assert.deepEqual(contentsOf(place.loaded), expected === 'old' ? old : wanted)
    assert.deepEqual(place.journal.unfinished(), [])
    if (expected === 'old') assert.ok(ended instanceof ActionError && ended.outcome === 'reverted', String(ended))
    else assert.equal((ended as { action?: number }).action, 1)
    assert.deepEqual(trashed(place.settings.trashDir).length, expected === 'old' ? 0 : 1)
  })

test('many plans at once do not get into each other’s way', async (t) => {
  const folder = temporary(t)
  const pool = openPool(2)
  t.after(() => pool.close())
  const places = Array.from({ length: 12 }, (_, n) => {
    const place = placeIn(join(folder, String(n)))
    lay(place.source, { ...NEW, own: String(n) })
    lay(place.loaded, OLD)
    return place
  })
  await Promise.all(places.map((place) => pool.apply(place.plan(), place.journal, place.settings)))
  for (const place of places) assert.deepEqual(contentsOf(place.loaded), contentsOf(place.source))
})
