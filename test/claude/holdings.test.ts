import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { openPanel, type Panel } from '../../server/panel.ts'
import { attend } from '../../server/plugins/attend.ts'
import { holdingsOf } from '../../server/plugins/sessions/sessions.ts'
import type { Holding } from '../../server/plugins/sessions/types.ts'
import {
  cachedFolder,
  directoryMarketplace,
  type GitMarketplace,
  gitMarketplace,
  type Marketplace,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession, type Session } from '../../server/probe/drive/session.ts'
import { remedyText } from '../../server/reload/sequence.ts'
import { comparePair } from '../../server/trees/pair.ts'
import { environmentOf } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate, packagedClaude } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const HURRY = 'Read the text aloud in a hurry.'
const named = (name: string, files: ReturnType<typeof voicePlugin>) => ({
  ...files,
  '.claude-plugin/plugin.json': JSON.stringify({ name, version: '0.1.0' }),
})

/** The panel as it runs, without its pages: told of every change on the disk. */
function openAttended(isolated: Isolated) {
  const config = readConfig({ env: environmentOf(isolated), cwd: isolated.project, platform: process.platform })
  const panel = openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  const attention = attend(panel)
  return {
    panel,
    async [Symbol.asyncDispose]() {
      await attention.close()
      panel.close()
    },
  }
}

/** 'stale: skills/speak/SKILL.md /reload-skills' of one plugin in one session. */
const toldOf = ({ state, files }: Holding) =>
  files.length === 0 ? state : `${state}: ${files.map(({ path, remedy }) => `${path} ${remedy}`).join(', ')}`

function told(panel: Panel, session: Session, plugin: string) {
  const found = holdingsOf(panel).find((one) => one.session.pid === session.pid && one.plugin === plugin)
  return found ? toldOf(found) : null
}

const shows = (panel: Panel, session: Session, plugin: string, expected: string | null) =>
  until(
    () => assert.equal(told(panel, session, plugin), expected) === undefined,
    `session ${session.pid} has ${plugin} as “${expected}”`,
  )

describe('three sessions of 2.1.329 while files change', () => {
  let [model, isolated, shed, lab] = [] as unknown as [Model, Isolated, Marketplace, GitMarketplace]
  let attended: ReturnType<typeof openAttended>
  let sessions: Session[]
  const speak = (skill?: string) => named('drill', voicePlugin(skill === undefined ? {} : { skill }))

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    shed = await directoryMarketplace(isolated, 'shed', { drill: speak() })
    lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const elsewhere = { ...isolated, project: join(isolated.root, 'elsewhere') }
    mkdirSync(elsewhere.project)
    attended = openAttended(isolated)
    sessions = [isolated, elsewhere, isolated].map((place) => openSession(place, model))
    for (const session of sessions) await session.say('hello')
  })

  after(async () => {
    await Promise.all(sessions.map((session) => session.close()))
    await attended[Symbol.asyncDispose]()
    isolated[Symbol.dispose]()
    await model[Symbol.asyncDispose]()
  })

  test('an edit is stale in each of them, until it is applied there or set back', async () => {
    const { panel } = attended
    const [one, other, third] = sessions as [Session, Session, Session]
    for (const session of sessions)
      for (const plugin of ['drill@shed', 'voice@lab']) await shows(panel, session, plugin, 'current')
    assert.deepEqual(new Set(holdingsOf(panel).map(({ session }) => session.cwd)).size, 2)

    writePlugin(shed.pluginFolder('drill'), speak(HURRY))
    const hurry = 'stale: skills/speak/SKILL.md /reload-skills'
    for (const session of sessions) await shows(panel, session, 'drill@shed', hurry)
    for (const session of sessions) await shows(panel, session, 'voice@lab', 'current')

    const cached = cachedFolder(isolated, 'voice@lab')
    writePlugin(cached, voicePlugin({ hookConfig: 'loudly', hookScript: 'Sing.', agentDescription: 'Hears.' }))
    const several = 'stale: agents/critic.md /reload-plugins, then /clear, hooks/hooks.json /reload-plugins'
    for (const session of sessions) await shows(panel, session, 'voice@lab', several)
    writePlugin(cached, voicePlugin({ hookScript: 'Sing.' }))
    for (const session of sessions) await shows(panel, session, 'voice@lab', 'current')

    assert.doesNotMatch((await one.say('/drill:speak now')).received, /in a hurry/)
    assert.match((await one.say('/reload-skills')).result, /Reloaded/)
    await shows(panel, one, 'drill@shed', 'current')
    await shows(panel, other, 'drill@shed', hurry)
    assert.match((await one.say('/drill:speak now')).received, /in a hurry/)
    assert.doesNotMatch((await other.say('/drill:speak now')).received, /in a hurry/)

    assert.match((await other.say('/reload-plugins')).result, /Reloaded/)
    await shows(panel, other, 'drill@shed', 'current')
    assert.match((await other.say('/drill:speak now')).received, /in a hurry/)
    await shows(panel, third, 'drill@shed', hurry)
    writePlugin(shed.pluginFolder('drill'), speak())
    await shows(panel, third, 'drill@shed', 'current')
    await shows(panel, one, 'drill@shed', hurry)
  })

  test('a session that was killed is gone, although its file stays', async () => {
    const { panel } = attended
    const third = sessions[2] as Session
    process.kill(third.pid, 'SIGKILL')
    await until(() => !panel.sessions.isLiving(third.pid))
    assert.equal(told(panel, third, 'drill@shed'), null)
    assert.ok(panel.survey.inventory().sessions.some(({ pid }) => pid === third.pid))
  })

  test('after an update a session goes on with its own version, until it reloads', async () => {
    const { panel } = attended
    const [one, other] = sessions as [Session, Session]
    writePlugin(lab.pluginFolder('voice'), voicePlugin({ version: '0.2.0', skill: 'Read it like the news.' }))
    await lab.push('A new version')
    await isolated.claude('plugin', 'marketplace', 'update', 'lab')
    await isolated.claude('plugin', 'update', 'voice@lab')
    const next = cachedFolder(isolated, 'voice@lab')
    const inBoth = () => holdingsOf(panel).filter(({ plugin }) => plugin === 'voice@lab')
    const sentence = 'It still runs 0.1.0; a new session would run 0.2.0.'
    await until(() => {
      const held = inBoth().map((one) => [one.state, remedyText(one.steps), one.sentence])
      assert.deepEqual(
        held,
        [one, other].map(() => ['other', '/reload-plugins', sentence]),
      )
      return inBoth().every(({ files }) => files.some(({ path }) => path === 'skills/speak/SKILL.md'))
    }, 'both sessions have the version before')

    assert.doesNotMatch((await one.say('/voice:speak now')).received, /like the news/)
    await one.say('/reload-plugins')
    await shows(panel, one, 'voice@lab', 'current')
    assert.equal(
      holdingsOf(panel).find(({ session, plugin }) => session.pid === one.pid && plugin === 'voice@lab')?.folder,
      next,
    )
    assert.match((await one.say('/voice:speak now')).received, /like the news/)
    assert.match(told(panel, other, 'voice@lab') ?? '', /^other: /)

    await isolated.claude('plugin', 'uninstall', 'voice@lab')
    await shows(panel, one, 'voice@lab', 'gone')
  })
})

test('the same edit in a directory marketplace is stale in 2.1.329 and nothing to 2.1.100, which reads its copy', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const shed = await directoryMarketplace(isolated, 'shed', { drill: named('drill', voicePlugin()) })
  const older = { ...isolated, program: packagedClaude('claude-code-2.1.100') }
  const cached = cachedFolder(isolated, 'drill@shed')
  await using attended = openAttended(isolated)
  const { panel } = attended
  await using recent = openSession(isolated, model)
  await using old = openSession(older, model)
  await Promise.all([recent.say('hello'), old.say('hello')])
  await shows(panel, recent, 'drill@shed', 'current')
  await shows(panel, old, 'drill@shed', 'current')

  writePlugin(shed.pluginFolder('drill'), named('drill', voicePlugin({ skill: HURRY })))
  await shows(panel, recent, 'drill@shed', 'stale: skills/speak/SKILL.md /reload-skills')
  assert.equal(told(panel, old, 'drill@shed'), 'current')
  {
    await using next = openSession(isolated, model)
    assert.match((await next.say('/drill:speak now')).received, /in a hurry/)
    await using nextOld = openSession(older, model)
    assert.doesNotMatch((await nextOld.say('/drill:speak now')).received, /in a hurry/)
  }

  writePlugin(cached, named('drill', voicePlugin({ skill: 'Whisper the text.' })))
  await shows(panel, old, 'drill@shed', 'stale: skills/speak/SKILL.md new session')
  assert.equal(told(panel, recent, 'drill@shed'), 'stale: skills/speak/SKILL.md /reload-skills')
  assert.doesNotMatch((await old.say('/drill:speak now')).received, /Whisper/)
  await using nextOld = openSession(older, model)
  assert.match((await nextOld.say('/drill:speak now')).received, /Whisper the text/)
  await shows(panel, nextOld, 'drill@shed', 'current')
})
