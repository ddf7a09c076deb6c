import assert from 'node:assert/strict'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { directoryMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { SessionFailed } from '../../server/probe/drive/session.ts'
import { hasTmux } from '../../server/probe/drive/tmux.ts'
import { openTmuxSession } from '../../server/probe/drive/tmux-session.ts'
import { isAlive, processStart } from '../../server/processes.ts'
import { until } from '../support/until.ts'
import { isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const skip = !hasTmux(process.env.PATH ?? '') && 'tmux is not installed'

test('an interactive session is typed into, and differs from a headless one where it should', { skip }, async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const lab = await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const instructions = join(isolated.project, 'CLAUDE.md')
  writeFileSync(instructions, 'Answer in prose.\n')
  await using session = await openTmuxSession(isolated, model)
  const start = processStart(session.pid) ?? ''
  assert.ok(existsSync(join(isolated.configDir, 'sessions', `${session.pid}.json`)))

  const first = await session.say('/voice:speak now')
  assert.match(first.received, /in a calm voice[\s\S]*ARGUMENTS: now/)
  assert.match(first.result, /● ok/)
  await session.watching()
  writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: 'Read the text aloud in a hurry.', tool: 'sing' }))
  writeFileSync(instructions, 'Answer in verse.\n')

  const second = await session.say('/voice:speak again; and once more;')
  assert.match(second.received, /ARGUMENTS: again; and once more;/)
  assert.match(second.received, /Answer in verse/)
  assert.doesNotMatch(second.received, /in a hurry|tts__sing/)

  const reload = await session.say('/reload-skills')
  assert.match(reload.result, /Reloaded skills/)
  assert.deepEqual(reload.requests, [])
  assert.match((await session.say('/voice:speak faster')).received, /in a hurry/)
  assert.match((await session.say('/mcp reconnect plugin:voice:tts')).result, /Reconnected/)
  assert.match((await session.say('which tools?')).received, /tts__sing/)
  assert.match((await session.say('/voice:whistle')).result, /Unknown/)

  await session.say('/clear')
  assert.doesNotMatch((await session.say('what was that?')).received, /ARGUMENTS: again/)
  await session.close()
  await until(() => !isAlive(session.pid, start))
})

test('a program that ends at once is told with what it printed last', { skip }, async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const program = join(isolated.root, 'not-claude')
  // What a terminal has not read yet is lost with the program, so this one waits until it is answered.
  writeFileSync(
    program,
    '#!/bin/sh\nstty -icanon -echo\nprintf "Not today.\\n\\033[6n"\nhead -c 1 >/dev/null\nexit 3\n',
  )
  chmodSync(program, 0o755)
  await assert.rejects(
    openTmuxSession({ ...isolated, program }, model),
    (error) => error instanceof SessionFailed && /claude ended[\s\S]*Not today\./.test(error.message),
  )
})

test('without tmux it is said what to install', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const empty = { ...isolated, env: { ...isolated.env, PATH: isolated.home } }
  await assert.rejects(openTmuxSession(empty, model), /driven in tmux, which is not on the PATH/)
})
