import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { linkPlugin } from '../../server/plugins/links.ts'
import { recoverActions } from '../../server/plugins/recovery.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../support/lab.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 14)
const FILES = Array.from({ length: 60 }, (_, index) => `skills/s${index}/SKILL.md`)
const textOf = (generation: number, path: string) => `${path} of generation ${generation}\n`.repeat(400)

const optionsOf = ({ at }: Lab) => ({
  cwd: at('project'),
  env: { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' },
})

type Ran = { code: number; out: string; err: string }

const hotplug = (place: Lab, ...args: string[]) =>
  new Promise<Ran>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], optionsOf(place), (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })

/** Kills a sync of the command line some milliseconds after it came so far: 'begun' is when the journal has it. */
async function killSync(place: Lab, after: 'start' | 'begun' | 'swap') {
  const child = spawn(process.execPath, [MAIN, 'sync', ID, '--overwrite'], { ...optionsOf(place), stdio: 'ignore' })
  const ended = once(child, 'exit')
  const { store } = place.panel
  const cameSoFar = () => {
    const [row] = store.runningActions()
    return after === 'start' || (row && (after === 'begun' || row.phase === 'swap'))
  }
  while (child.exitCode === null && !cameSoFar()) await pause(1)
  await pause(Math.random() * { start: 500, begun: 60, swap: 5 }[after])
  child.kill('SIGKILL')
  await ended
}

function generationsIn(place: Lab, generations: readonly number[]) {
  return new Set(
    FILES.map((path) => {
      const text = place.read(`${CACHE}/${path}`)
      const generation = generations.find((one) => text === textOf(one, path))
      assert.notEqual(generation, undefined, `${path} is neither old nor new`)
      return generation
    }),
  )
}

test('killed anywhere: every file is whole, and the next command ends the sync and says how', async (t) => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  const generation = (n: number, folder: string) =>
    place.write(Object.fromEntries(FILES.map((path) => [`${folder}/${path}`, textOf(n, path)])))
  generation(0, CACHE)
  let now = 0
  const seen = { finished: 0, reverted: 0, 'before or after': 0 }
  for (let kill = 1; kill <= KILLS; kill++) {
    generation(kill, SOURCE)
    await killSync(place, (['begun', 'swap', 'start'] as const)[kill % 3] ?? 'start')
    generationsIn(place, [now, kill])
    const interrupted = place.panel.store.runningActions().length
    const { code, err } = await hotplug(place, 'history')
    assert.equal(code, 0, err)
    const [found, ...mixed] = generationsIn(place, [now, kill])
    assert.deepEqual(mixed, [], 'a mixture of both states')
    if (interrupted === 0) {
      assert.equal(err, '')
      seen['before or after']++
    } else {
      assert.match(
        err,
        found === kill
          ? /^An interrupted change of .* was finished\.\n$/
          : /^An interrupted change of .* was taken back: everything is as it was\.\n$/,
      )
      seen[found === kill ? 'finished' : 'reverted']++
    }
    assert.equal(place.panel.store.runningActions().length, 0)
    assert.deepEqual(
      readdirSync(place.at(CACHE)).filter((name) => name.startsWith('.hotplug')),
      [],
    )
    now = found ?? now
  }
  t.diagnostic(`killed ${KILLS} times: ${JSON.stringify(seen)}`)

  generation(KILLS + 1, SOURCE)
  for (const command of [['sync', ID, '--overwrite'], ['undo']])
    assert.deepEqual((await hotplug(place, ...command)).code, 0, command.join(' '))
  assert.deepEqual(generationsIn(place, [now, KILLS + 1]), new Set([now]))
})

test('an action of a living process is left alone', async () => {
  using place = lab()
  const { store } = place.panel
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  const id = store.beginAction({
    kind: 'sync',
    plugin: ID,
    summary: 'Synced',
    files: '[]',
    bytes: 0,
    work: 'null',
    base_before: '[]',
    undoes: null,
    after: '[]',
  })
  assert.deepEqual(await recoverActions(place.panel), [])
  assert.equal(store.action(id)?.state, 'running')
})

test('several at once after a kill: one of them ends the sync, the others let it', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write(Object.fromEntries(FILES.map((path) => [`${CACHE}/${path}`, textOf(0, path)])))
  for (let n = 1; place.panel.store.runningActions()[0]?.phase !== 'swap'; n++) {
    await recoverActions(place.panel)
    place.write(Object.fromEntries(FILES.map((path) => [`${SOURCE}/${path}`, textOf(n, path)])))
    await killSync(place, 'swap')
  }
  const said = await Promise.all(Array.from({ length: 4 }, () => recoverActions(place.panel)))
  assert.equal(said.flat().length, 1, said.join(' '))
  assert.match(said.flat()[0] ?? '', /was (finished|taken back)/)
  assert.equal(place.panel.store.runningActions().length, 0)
  const [first] = place.panel.store.actions(1)
  assert.ok(first?.state === 'done' || first?.state === 'reverted')
})

test('a state folder that was thrown away while a sync was under way stops nothing', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write(Object.fromEntries(FILES.map((path) => [`${SOURCE}/${path}`, textOf(1, path)])))
  await killSync(place, 'begun')
  rmSync(place.at('state/trash'), { recursive: true, force: true })
  const { code, err } = await hotplug(place, 'history')
  assert.equal(code, 0, err)
  assert.doesNotMatch(err, /\n\s+at /)
})
