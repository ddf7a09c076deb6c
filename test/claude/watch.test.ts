import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cachedFolder, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const SKILL = 'skills/speak/SKILL.md'
const HURRY = 'Read the text aloud in a hurry.'

test('a save in the linked checkout of a watched plugin is live in a running session after the command it is told', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  assert.equal((await hotplug(isolated, 'link', 'voice@lab', lab.folder)).code, 0)
  await using session = openSession(isolated, model)
  assert.match((await session.say('/voice:speak now')).received, /in a calm voice/)

  const panel = await startPanel(isolated, '--port', '0')
  try {
    const entered = await fetch(panel.link, { redirect: 'manual' })
    const headers = { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '', origin: panel.origin }
    const pageOf = async (path: string) => (await fetch(panel.origin + path, { headers })).text()
    const switched = await fetch(`${panel.origin}/plugins/voice@lab/watch`, {
      method: 'POST',
      headers,
      redirect: 'manual',
    })
    assert.equal(switched.status, 303)
    await until(async () => (await pageOf('/')).includes('<tbody class="live watched">'), 'the row is up to date')

    const source = join(lab.pluginFolder('voice'), SKILL)
    const text = readFileSync(source, 'utf8').replace('Read the text aloud in a calm voice.', HURRY)
    writeFileSync(source, text)
    await until(() => readFileSync(join(cachedFolder(isolated, 'voice@lab'), SKILL), 'utf8') === text, 'it is copied')

    const told = new RegExp(`In [^<]*project \\(process ${session.pid}\\): <button[^>]*>(/[a-z-]+)</button>`)
    await until(async () => told.test(await pageOf('/')), 'the session that has it loaded is named')
    const [, command = ''] = told.exec(await pageOf('/')) ?? []
    assert.doesNotMatch((await session.say('/voice:speak again')).received, /in a hurry/)
    await session.say(command)
    assert.match((await session.say('/voice:speak once more')).received, /in a hurry/)
    assert.match((await hotplug(isolated, 'status')).out, /voice@lab .*on save: up to date/)
  } finally {
    assert.equal((await panel.stop()).code, 0)
  }
})
