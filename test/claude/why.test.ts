import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { openPanel } from '../../server/panel.ts'
import type { Why } from '../../server/plugins/why/types.ts'
import { whyFile } from '../../server/plugins/why/why.ts'
import {
  cachedFolder,
  directoryMarketplace,
  type Marketplace,
  type PluginFiles,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession, type Session } from '../../server/probe/drive/session.ts'
import { comparePair } from '../../server/trees/pair.ts'
import { environmentOf, hotplug, hotplugJson } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate, packagedClaude } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const AGENT = 'agents/critic.md'

/**
 * Each copy of the plugin says whose it is. The second marketplace has it under another name, but what counts is the
 * one in its plugin.json.
 */
const copyOf = (whose: string): PluginFiles =>
  voicePlugin({
    skill: `The skill of ${whose}.`,
    agentDescription: `The agent of ${whose}.`,
    hookScript: `The hook of ${whose}.`,
  })

/** As a command that is started anew: nothing is known from before. */
async function askIn(isolated: Isolated, file: string, session?: number): Promise<Why> {
  const config = readConfig({ env: environmentOf(isolated), cwd: isolated.project, platform: process.platform })
  const panel = openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  try {
    return await whyFile(panel, file, { session })
  } finally {
    panel.close()
  }
}

describe('why, beside running sessions', () => {
  let model: Model
  let isolated: Isolated
  let shed: Marketplace
  const why = (file: string, session?: number) => askIn(isolated, file, session)
  const broken = async (file: string, session?: number) => (await why(file, session)).broken
  const edit = (file: string) => writeFileSync(file, `${readFileSync(file, 'utf8')}\nMore.\n`)

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    shed = await directoryMarketplace(isolated, 'shed', { voice: voicePlugin() })
  })
  after(async () => {
    isolated[Symbol.dispose]()
    await model[Symbol.asyncDispose]()
  })

  test('an edit is stuck before the session that began earlier, and only until that reloads', async () => {
    const file = join(shed.pluginFolder('voice'), AGENT)
    let early: Session | null = openSession(isolated, model)
    try {
      await early.say('hello')
      edit(file)
      await using late = openSession(isolated, model)
      await late.say('hello')

      const all = await hotplugJson<Why>(isolated, 'why', file)
      assert.equal(all.broken, 'session')
      assert.deepEqual(
        new Map(all.sessions.map(({ pid, ok }) => [pid, ok])),
        new Map([
          [early.pid, false],
          [late.pid, true],
        ]),
      )
      const there = await why(file, early.pid)
      assert.deepEqual([there.broken, there.remedy, there.session], ['session', '/reload-plugins', early.pid])
      assert.equal(await broken(file, late.pid), null)

      const server = await why(join(shed.pluginFolder('voice'), 'mcp/server.mjs'), early.pid)
      assert.equal(server.broken, null)

      await early.say('/reload-plugins')
      await until(async () => (await broken(file)) === null)

      const { pid } = early
      process.kill(pid, 'SIGKILL')
      await early.close()
      early = null
      const gone = await hotplug(isolated, 'why', file, '--session', String(pid))
      assert.deepEqual([gone.code, gone.out], [2, ''])
      assert.match(gone.err, /^Process \d+ is no running session of Claude Code\. See `hotplug sessions`\.\n$/)
      assert.deepEqual(
        (await why(file)).sessions.map((session) => session.pid),
        [late.pid],
      )
    } finally {
      await early?.close()
    }
  })

  test('the same edit in a directory marketplace: 2.1.329 reads it in place, 2.1.100 its cached copy', async () => {
    const file = join(shed.pluginFolder('voice'), 'skills/speak/SKILL.md')
    const old = { ...isolated, program: packagedClaude('claude-code-2.1.100') }
    edit(file)
    await using young = openSession(isolated, model)
    await using elder = openSession(old, model)
    assert.match((await young.say('/voice:speak now')).received, /More\./)
    assert.doesNotMatch((await elder.say('/voice:speak now')).received, /More\./)

    assert.equal(await broken(file, young.pid), null)
    await until(async () => (await broken(file, elder.pid)) === 'cache', 'it says its version')
    const there = await why(file, elder.pid)
    assert.equal(there.remedy, 'reinstall, then new session')
    assert.ok(there.hops.find(({ hop }) => hop === 'cache')?.detail.includes(cachedFolder(isolated, 'voice@shed')))
    const both = await why(file)
    assert.deepEqual(both.sessions.map(({ pid, ok }) => [pid === young.pid, ok]).toSorted(), [
      [false, false],
      [true, true],
    ])
  })
})

describe('why, of plugins with the same name', () => {
  let model: Model
  let isolated: Isolated
  let markets: readonly Marketplace[]
  const why = (file: string, session?: number) => askIn(isolated, file, session)
  const folder = (at: number) => markets[at]?.pluginFolder(at === 0 ? 'voice' : 'drill') ?? ''
  const given = () => join(isolated.root, 'given', 'voice')
  /** What reaches the model of a skill, an agent and a hook, by whose they are. */
  const taken = async (...args: string[]) => {
    await using session = openSession(isolated, model, { args })
    const { received } = await session.say('/voice:speak')
    return ['skill', 'agent', 'hook'].map((part) =>
      [...new Set(received.match(new RegExp(`The ${part} of (\\w+)`, 'g')))].join(),
    )
  }

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    const all: Marketplace[] = []
    all.push(await directoryMarketplace(isolated, 'one', { voice: copyOf('one') }))
    all.push(await directoryMarketplace(isolated, 'two', { drill: copyOf('two') }))
    markets = all
    writePlugin(join(isolated.configDir, 'skills', 'voice'), copyOf('skills'))
    writePlugin(given(), copyOf('given'))
  })
  after(async () => {
    isolated[Symbol.dispose]()
    await model[Symbol.asyncDispose]()
  })

  test('it says of each file what Claude Code does: of two marketplaces the first gives the skill, the last the agent', async () => {
    assert.deepEqual(await taken(), ['The skill of one', 'The agent of two', 'The hook of one'])
    const stuck = async (path: string) =>
      Promise.all([0, 1].map(async (at) => (await why(join(folder(at), path))).broken))
    assert.deepEqual(await stuck('skills/speak/SKILL.md'), [null, 'loaded'])
    assert.deepEqual(await stuck(AGENT), ['loaded', null])
    assert.deepEqual(await stuck('hooks/hooks.json'), [null, 'loaded'])

    const inSkills = await why(join(isolated.configDir, 'skills', 'voice', AGENT))
    assert.equal(inSkills.broken, 'loaded')
    assert.match(inSkills.answer, /the installed plugin (voice@one|drill@two) has the same name/)
  })

  test('one that --plugin-dir gives takes the place of all of them, in that session', async () => {
    assert.deepEqual(await taken('--plugin-dir', given()), [
      'The skill of given',
      'The agent of given',
      'The hook of given',
    ])
    await using session = openSession(isolated, model, { args: ['--plugin-dir', given()] })
    await session.say('hello')
    const { pid } = session
    const own = await why(join(given(), AGENT), pid)
    assert.deepEqual([own.plugin, own.broken], ['voice', null])
    const file = join(folder(0), 'skills/speak/SKILL.md')
    const other = await why(file, pid)
    assert.equal(other.broken, 'session')
    assert.match(other.notes.join(), /--plugin-dir gives another voice instead/)
  })

  test('the commands of a remedy do what they are said to do', async () => {
    const file = join(folder(1), 'skills/speak/SKILL.md')
    for (const expected of [
      ['plugin', 'disable', 'voice@one'],
      ['plugin', 'enable', 'voice@one', '--scope', 'user'],
    ]) {
      const asked = expected[1] === 'disable' ? file : join(folder(0), AGENT)
      const [step] = (await why(asked)).steps
      assert.equal(step?.command, ['claude', ...expected].join(' '))
      await isolated.claude(...expected)
    }
    await isolated.claude('plugin', 'disable', 'voice@one')
    assert.equal((await why(file)).broken, null)
    assert.deepEqual(await taken(), ['The skill of two', 'The agent of two', 'The hook of two'])
  })
})
