import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tryAlone } from '../../server/probe/alone.ts'
import { climb, type Found, type Ground } from '../../server/probe/climb.ts'
import type { Step } from '../../server/probe/steps.ts'

/** When an edit of a kind is live: after so many milliseconds, or after one of these steps; never, for an empty list. */
type Live = number | readonly Step[]

type World = Readonly<Record<string, Live>>

/** A Claude Code on paper: a turn takes `turn` milliseconds, and it knows no step that is in `unknown`. */
function paper(world: World, { turn = 100, unknown = [] as Step[], unseen = [] as string[] } = {}) {
  let now = 0
  const edits = new Map<string, { at: number; take: number; done: Set<Step> }>()
  const acts: Step[] = []
  const ground: Ground = {
    now: () => now,
    async pause(nominal) {
      now += nominal
    },
    watching: () => ground.pause(5000),
    async edit(kinds, take) {
      for (const kind of kinds) edits.set(kind, { at: now, take, done: new Set() })
      return now
    },
    async act(step) {
      if (unknown.includes(step)) return false
      acts.push(step)
      for (const { done } of edits.values()) done.add(step)
      return true
    },
    async look(kinds, take) {
      const seen = new Map<string, number>()
      for (const kind of kinds) {
        now += turn
        if (take === 0 ? !unseen.includes(kind) : isLive(kind)) seen.set(kind, now)
      }
      return seen
    },
  }
  function isLive(kind: string) {
    const [edit, live] = [edits.get(kind), world[kind]]
    if (!edit || live === undefined) return false
    return typeof live === 'number' ? now - edit.at > live : live.some((step) => edit.done.has(step))
  }
  return { ground, acts, edits }
}

const climbers = (world: World, once: readonly string[] = []) =>
  Object.keys(world).map((kind) => ({ kind, isThere: true, once: once.includes(kind) }))

async function found(world: World, options: Parameters<typeof paper>[1] & { once?: string[] } = {}) {
  const made = paper(world, options)
  const all: Found[] = []
  for await (const one of climb(climbers(world, options.once), made.ground)) all.push(one)
  return { ...made, least: Object.fromEntries(all.map(({ kind, least }) => [kind, least])), all }
}

test('each kind is told with the first step that was enough, and the ladder ends when all are', async () => {
  const { least, acts } = await found({ a: 0, b: 1500, c: ['skills'], d: ['plugins'] })
  assert.deepEqual(least, { a: '1 next turn', b: '1b after 3s', c: '2 /reload-skills', d: '3 /reload-plugins' })
  assert.deepEqual(acts, ['skills', 'plugins'])
})

test('a step that the program does not know is left out', async () => {
  const { least, acts } = await found({ a: ['skills', 'restart'] }, { unknown: ['skills', 'plugins', 'force'] })
  assert.deepEqual(least, { a: '6 new session' })
  assert.deepEqual(acts, ['clear', 'compact', 'restart'])
})

test('what no step makes live is told so, and what was never seen is not edited', async () => {
  const { least, edits } = await found({ a: [], b: ['skills'] }, { unseen: ['b'] })
  assert.deepEqual(least, { a: 'none of the steps', b: 'n/a (baseline not seen)' })
  assert.equal(edits.has('b'), false)
})

test('nothing is waited for when nothing can be seen', async () => {
  const { least, ground } = await found({ a: 0 }, { unseen: ['a'] })
  assert.deepEqual(least, { a: 'n/a (baseline not seen)' })
  assert.ok(ground.now() < 5000)
})

test('a kind that comes out late in the first look is edited again alone, to tell at once from after seconds', async () => {
  const { least, edits } = await found({ a: 1200, b: 1200, c: 0, d: 0 }, { turn: 400 })
  assert.deepEqual(least, { a: '1b after 3s', b: '1b after 3s', c: '1 next turn', d: '1 next turn' })
  assert.equal(edits.get('c')?.take, 2)
})

test('on a machine that is too slow to tell, it says so', async () => {
  const { all } = await found({ a: 0, b: 0 }, { turn: 5000, once: ['b'] })
  assert.deepEqual(
    all.map(({ kind, least, note }) => [kind, least, note?.includes('too slow')]),
    [
      ['a', '1 next turn', true],
      ['b', '1 next turn', true],
    ],
  )
})

test('a watcher that needs more than three seconds is still a watcher', async () => {
  const { least } = await found({ a: 5500 })
  assert.deepEqual(least, { a: '1b after 3s' })
})

test('actions are tried alone, each on new ground, and with /clear only where that alone made no difference', async () => {
  const world = { a: ['clear'], b: ['plugins'], c: [] } as const
  const acted: string[] = []
  const answers = await tryAlone(climbers(world), async (work) => {
    const { ground, acts } = paper(world, { unknown: ['compact'] })
    const answer = await work(ground)
    acted.push(acts.join())
    return answer
  })
  assert.deepEqual(answers.get('a'), { '/reload-plugins': 'no', '/clear': 'yes' })
  assert.deepEqual(answers.get('b'), {
    '/reload-plugins': 'yes',
    '/clear': 'no',
    '/reload-plugins then /clear': 'yes',
    '/reload-skills then /clear': 'no',
  })
  assert.equal(answers.get('c')?.['/reload-plugins then /clear'], 'no')
  assert.deepEqual(acted, ['plugins', 'clear', '', 'plugins,clear', 'skills,clear'])
})

test('what shows only the first edit of a session is not taken for watched because the machine was slow', async () => {
  const made = paper({ a: 0 }, { turn: 1200 })
  const look = made.ground.look
  const onlyFirst: Ground = { ...made.ground, look: (kinds, take) => look(take > 1 ? [] : kinds, take) }
  const all: Found[] = []
  for await (const one of climb(climbers({ a: 0 }), onlyFirst)) all.push(one)
  assert.equal(all[0]?.least, '1 next turn')
  assert.match(all[0]?.note ?? '', /too slow/)
})
