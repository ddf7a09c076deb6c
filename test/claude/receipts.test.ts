import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { directoryMarketplace, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { hasTmux } from '../../server/probe/drive/tmux.ts'
import { openTmuxSession } from '../../server/probe/drive/tmux-session.ts'
import { openStore } from '../../server/store.ts'
import { environmentOf, hotplug, startPanel } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const SKILL = 'skills/speak/SKILL.md'
const SCRIPT = 'hooks/remind.mjs'
const SERVER = 'mcp/server.mjs'
const AGENT = 'agents/critic.md'

/** The panel as people see it, and what it recorded of an edit. */
async function open(isolated: Isolated, id: string) {
  const panel = await startPanel(isolated, '--port', '0')
  const store = openStore(environmentOf(isolated).HOTPLUG_HOME ?? '')
  const entered = await fetch(panel.link, { redirect: 'manual' })
  const headers = { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
  const textOf = async (path: string) => {
    const page = await (await fetch(panel.origin + path, { headers })).text()
    return page.replaceAll(/<title>[^<]*<\/title>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  }
  return {
    edit: (path: string) => store.edits.latestOf(id, path),
    paneOf: async (path: string) =>
      (await textOf(`/plugins/${id}?file=${encodeURIComponent(path)}&state=all`)).match(
        /In the folder that Claude Code reads since .*?(?=\d+ lines|@@|This is|No difference|Files|$)/,
      )?.[0] ?? '',
    whyOf: (file: string) => textOf(`/why?file=${encodeURIComponent(file)}`),
    pageOf: () => textOf(`/plugins/${id}`),
    async [Symbol.asyncDispose]() {
      store.close()
      await panel.stop()
    },
  }
}

function replace(file: string, from: string, to: string) {
  const text = readFileSync(file, 'utf8')
  assert.ok(text.includes(from), `${file} holds ${from}`)
  writeFileSync(file, text.replace(from, to))
}

const skip =
  (!hasTmux(process.env.PATH ?? '') && 'tmux is not installed') || (!existsSync('/proc') && 'there is no /proc')

suite('a receipt', { concurrency: true }, () => {
  test('an edit is proven live by what the session then records, and not before', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await hotplug(isolated, 'link', 'voice@lab', lab.folder)
    const source = (path: string) => join(lab.pluginFolder('voice'), path)
    await using session = openSession(isolated, model)
    await session.say('hello')
    await using panel = await open(isolated, 'voice@lab')

    replace(source(SKILL), 'in a calm voice', 'in a hurry')
    replace(source(SCRIPT), 'as if it were heard', 'as if it were sung')
    replace(source(AGENT), 'You listen', 'You never listen')
    await until(() => panel.edit(SKILL) && panel.edit(SCRIPT) && panel.edit(AGENT), 'the edits are seen')
    assert.equal(panel.edit(SKILL)?.loaded_at, null)
    const saved = panel.edit(SKILL)?.saved_at ?? 0

    assert.equal((await hotplug(isolated, 'sync', 'voice@lab')).code, 0)
    await until(() => panel.edit(SKILL)?.loaded_by && panel.edit(SCRIPT)?.live_by, 'the sync is seen')
    const synced = panel.edit(SKILL)
    assert.deepEqual([synced?.saved_at, synced?.loaded_by, synced?.live_at], [saved, 'sync', null])
    assert.ok((synced?.loaded_at ?? 0) > saved)
    assert.equal(panel.edit(SCRIPT)?.live_by, 'use')
    assert.match(await panel.paneOf(SKILL), /Not yet .*Its transcript records no \/reload-skills since/)
    assert.match(await panel.paneOf(SCRIPT), /No proof .*None is recorded since/)

    await session.say('/reload-skills')
    await until(() => panel.edit(SKILL)?.live_by === 'command', 'the command is seen')
    assert.ok((panel.edit(SKILL)?.live_at ?? 0) >= (synced?.loaded_at ?? 0))
    assert.equal(panel.edit(AGENT)?.live_at, null, 'that command does not read agents')
    await until(async () => /Has it .*records \/reload-skills at/.test(await panel.paneOf(SKILL)))
    assert.match(await panel.whyOf(source(SKILL)), /Receipt .*Has it .*records \/reload-skills at/)
    assert.match(await panel.paneOf(AGENT), /Not yet .*no \/reload-plugins since/)
    await session.say('hello again')
    await until(async () => /Has it .*the script ran at/.test(await panel.paneOf(SCRIPT)), 'the run is seen')

    await using later = openSession(isolated, model)
    await later.say('hello')
    await until(async () => /Has it .*It began at/.test(await panel.paneOf(AGENT)), 'the new session is seen')
    await until(() => panel.edit(AGENT)?.live_by === 'start')
    assert.match(await panel.pageOf(), /Edit to live .*skill 1 [\d.]+ \w+ [\d.]+ \w+/)
  })

  test('an MCP server that was started anew shows that its code is live', { skip }, async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await using session = await openTmuxSession(isolated, model)
    await session.say('hello')
    await using panel = await open(isolated, 'voice@lab')
    await until(async () => (await panel.pageOf()).includes('in place'))

    replace(join(lab.pluginFolder('voice'), SERVER), "name: 'say'", "name: 'sing'")
    await until(() => panel.edit(SERVER)?.loaded_by === 'in place', 'the edit is seen')
    assert.equal(panel.edit(SERVER)?.live_at, null)
    await until(async () => /Not yet .*Its MCP server, process \d+, was started at/.test(await panel.paneOf(SERVER)))
    await session.say('/reload-plugins')
    assert.match(await panel.paneOf(SERVER), /Not yet .*Its MCP server, process \d+, was started at/)

    await session.say('/mcp reconnect plugin:voice:tts')
    await until(async () =>
      /Has it .*Its MCP server was started at .*, as process \d+/.test(await panel.paneOf(SERVER)),
    )
    await session.say('hello again')
    await until(() => panel.edit(SERVER)?.live_by === 'server', 'the server is seen')
  })
})
