import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { recoverActions } from '../../../server/plugins/recovery.ts'
import { undoAction } from '../../../server/plugins/undo.ts'
import { MAIN } from '../../support/hotplug.ts'
import { CACHE, ID, type Lab, lab, SOURCE, VOICE } from '../../support/lab.ts'

const KILLS = Number(process.env.HOTPLUG_TEST_KILLS ?? 6)

/** A program that says which version it is, and no more: the switch to a link asks for nothing else. */
const CLAUDE = '#!/bin/sh\nif [ "$1" = --version ]; then echo "2.1.329 (Claude Code)"; else echo "[]"; fi\n'

/** Starts a switch as a command does, and kills it some milliseconds after it stands in the history. */
async function killSwitch(place: Lab) {
  const env = { HOME: place.at('home'), CLAUDE_CONFIG_DIR: place.at('claude'), HOTPLUG_HOME: place.at('state') }
  const child = spawn(process.execPath, [MAIN, 'mode', ID, 'cached-link', '--yes'], {
    ...{ cwd: place.at('project'), stdio: 'ignore' },
    env: { ...env, PATH: process.env.PATH, HOTPLUG_CLAUDE: place.at('claude.sh') },
  })
  const ended = once(child, 'exit')
  const before = place.panel.store.actions(1)[0]?.id ?? 0
  while (child.exitCode === null && (place.panel.store.actions(1)[0]?.id ?? 0) === before) await pause(1)
  await pause(Math.random() * 12)
  child.kill('SIGKILL')
  await ended
}

const ready = async () => {
  const place = lab({ 'claude.sh': CLAUDE })
  chmodSync(place.at('claude.sh'), 0o755)
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  return place
}

test('a switch to a link that is killed: the copy is whole, your folder untouched, and it is told how it ended', async (t) => {
  using place = await ready()
  const texts = (folder: string) => Object.keys(VOICE).map((path) => place.read(`${folder}/${path}`))
  const [copy, source] = [texts(CACHE), texts(SOURCE)]
  const seen = { link: 0, folder: 0, told: 0 }
  for (let kill = 1; kill <= KILLS; kill++) {
    await killSwitch(place)
    seen.told += (await recoverActions(place.panel)).length
    assert.deepEqual(place.panel.store.runningActions(), [])
    if (lstatSync(place.at(CACHE)).isSymbolicLink()) {
      seen.link++
      assert.equal(readlinkSync(place.at(CACHE)), place.at(SOURCE))
      await undoAction(place.panel, null)
    } else seen.folder++
    assert.deepEqual([texts(CACHE), texts(SOURCE)], [copy, source])
    assert.deepEqual(existsSync(place.at('state/trash')) ? readdirSync(place.at('state/trash')) : [], [])
    assert.deepEqual(
      readdirSync(place.at('claude/plugins')).filter((name) => name.startsWith('.hotplug')),
      [],
    )
  }
  t.diagnostic(`killed ${KILLS} times, lost 0: ${JSON.stringify(seen)}`)
})
