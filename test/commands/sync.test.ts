import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cancellable } from '../../server/commands/progress.ts'
import { cacheOf, type Many, many } from '../support/many.ts'
import { until } from '../support/until.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

function start({ at }: Many, ...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: at('project'),
    env: { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })) }
}

test('sync --all says of each plugin what was done, and of none when nothing drifts', async () => {
  using place = many(4, 3)
  place.edit(1)
  const first = await start(place, 'sync', '--all').ended
  assert.deepEqual([first.code, first.err], [0, ''], first.err)
  for (const id of place.ids) assert.match(first.out, new RegExp(`^${id}: Synced 3 files\\.$`, 'm'))
  for (const name of place.names) assert.equal(place.generationOf(name), 1)
  const again = await start(place, 'sync', '--all', '--json').ended
  assert.deepEqual([again.code, JSON.parse(again.out)], [0, { results: [] }])
})

test('sync --all leaves what a person has to decide, says so, and answers 1', async () => {
  using place = many(3, 2)
  place.edit(1)
  place.write({ [`${cacheOf('plugin-1')}/skills/skill-0/SKILL.md`]: 'Edited in the cache.\n' })
  const { code, out } = await start(place, 'sync', '--all').ended
  assert.equal(code, 1)
  assert.match(out, /plugin-1@many: 1 file of plugin-1@many was edited in the loaded copy itself/)
  assert.deepEqual([place.generationOf('plugin-0'), place.generationOf('plugin-2')], [1, 1])
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`${signal} ends sync --all between two files: it says what was done, answers 1, and nothing is half done`, async (t) => {
    using place = many(20, 30)
    place.edit(1)
    const { child, ended } = start(place, 'sync', '--all', '--json')
    while (place.panel.store.actions(1).length === 0) await pause(1)
    child.kill(signal)
    const { code, out, err } = await ended
    const { results } = JSON.parse(out) as { results: { id: string; done: boolean; message: string }[] }
    const done = results.filter((result) => result.done)
    t.diagnostic(`${done.length} of ${results.length} were done`)
    assert.deepEqual([code, err], [done.length === 20 ? 0 : 1, ''])
    assert.equal(results.length, 20)
    for (const { id, done, message } of results) {
      assert.equal(place.generationOf(id.replace('@many', '')), done ? 1 : 0, id)
      assert.equal(message, done ? 'Synced 30 files.' : 'Not synced: it was cancelled.')
    }
    assert.deepEqual(place.panel.store.runningActions(), [])
  })

test('a terminal is shown how far long work is, and the line is taken away at its end', async () => {
  using place = many(1, 1)
  const { panel } = place
  const lines: string[] = []
  const around = {
    config: panel.config,
    out() {},
    err() {},
    confirm: null,
    progress: (line: string) => lines.push(line),
    stopped: () => new Promise<void>(() => {}),
  }
  const answer = await cancellable(around, panel, () =>
    panel.activities.run('Syncing 14 plugins', async (task) => {
      task.progress(812, 5098)
      await until(() => lines.length > 0)
      return { json: {}, text: 'done' }
    }),
  )
  assert.equal(answer.text, 'done')
  assert.deepEqual([lines[0], lines.at(-1)], ['Syncing 14 plugins: 812 of 5,098 files', ''])
})

test('work that throws since it was ended is an answer; any other error stays one', async () => {
  using place = many(1, 1)
  const { panel } = place
  let stop = () => {}
  const around = {
    config: panel.config,
    out() {},
    err() {},
    confirm: null,
    progress: null,
    stopped: () => new Promise<void>((resolve) => (stop = resolve)),
  }
  const ended = await cancellable(around, panel, () =>
    panel.activities.run('Syncing', async ({ signal }) => {
      stop()
      await once(signal, 'abort')
      throw signal.reason
    }),
  )
  assert.deepEqual([ended.exitCode, ended.text], [1, 'It was cancelled.\n'])
  await assert.rejects(
    cancellable(around, panel, async () => {
      throw new Error('broken')
    }),
    /broken/,
  )
})
