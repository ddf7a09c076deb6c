import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cacheOf, type Many, many } from '../support/many.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 9)

const optionsOf = ({ at }: Many) => ({
  cwd: at('project'),
  env: { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' },
})

/** How far the whole of it has come when the panel is killed. */
const MOMENTS: ((place: Many, before: number) => boolean)[] = [
  ({ panel }, before) => (panel.store.actions(1)[0]?.id ?? 0) > before,
  ({ panel }) => panel.store.runningActions().some(({ phase }) => phase === 'swap'),
  ({ panel }, before) => panel.store.actions(20).filter(({ id, state }) => id > before && state === 'done').length > 2,
]

/** Starts a panel, clicks on “Sync all” as a browser would, and kills it some milliseconds after that moment. */
async function killWhileSyncing(place: Many, moment: (typeof MOMENTS)[number]) {
  const child = spawn(process.execPath, [MAIN, 'serve', '--no-open', '--port', '0'], optionsOf(place))
  const ended = once(child, 'exit')
  const [line] = await once(child.stdout, 'data')
  const link = String(line).trim()
  const { origin } = new URL(link)
  const cookie = (await fetch(link, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const review = await (await fetch(`${origin}/syncs/new`, { headers: { cookie } })).text()
  const plans = /name="plans" value="([0-9a-f]{16})"/.exec(review)?.[1] ?? ''
  const before = place.panel.store.actions(1)[0]?.id ?? 0
  const clicked = fetch(`${origin}/syncs`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: `plans=${plans}`,
  }).catch(() => null)
  let answer: Response | null = null
  void clicked.then((answered) => {
    answer = answered
  })
  while (answer === null && !moment(place, before)) await pause(1)
  await pause(Math.random() * 10)
  child.kill('SIGKILL')
  await Promise.all([ended, clicked])
}

const hotplug = (place: Many, ...args: string[]) =>
  new Promise<{ code: number; err: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], optionsOf(place), (error, _, err) =>
      resolve({ code: Number(error?.code ?? 0), err }),
    )
  })

test('a panel that is killed while it syncs many plugins in threads: each plugin is whole, old or new', async (t) => {
  using place = many(10, 40)
  let state = place.names.map(() => 0)
  const seen = { interrupted: 0, old: 0, new: 0 }
  for (let kill = 1; kill <= KILLS; kill++) {
    place.edit(kill)
    await killWhileSyncing(place, MOMENTS[kill % MOMENTS.length] ?? (() => true))
    seen.interrupted += place.panel.store.runningActions().length
    const { code, err } = await hotplug(place, 'history')
    assert.equal(code, 0, err)
    const now = place.names.map((name) => place.generationOf(name))
    for (const [index, generation] of now.entries()) {
      assert.ok(generation === kill || generation === state[index], `${generation} is neither old nor new`)
      seen[generation === kill ? 'new' : 'old']++
    }
    assert.deepEqual(place.panel.store.runningActions(), [])
    for (const name of place.names)
      assert.deepEqual(
        readdirSync(place.at(cacheOf(name))).filter((one) => one.startsWith('.hotplug')),
        [],
      )
    state = now
  }
  t.diagnostic(`killed ${KILLS} times, lost 0: ${JSON.stringify(seen)}`)
  assert.equal((await hotplug(place, 'sync', '--all')).code, 0)
  for (const name of place.names) assert.equal(place.generationOf(name), KILLS)
})
