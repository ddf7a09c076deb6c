import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  cachedFolder,
  directoryMarketplace,
  gitMarketplace,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession, type Session } from '../../server/probe/drive/session.ts'
import { hotplug, hotplugJson } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const ID = 'voice@lab'

/** What makes an edit live in a running session, from the least on; each is taken after those before it. */
const LADDER = ['none', '/reload-skills', '/reload-plugins', '/clear'] as const

/** What is edited: the file, its new text, and the step of the ladder that makes it live. */
const EDITS = {
  skill: { file: 'skills/speak/SKILL.md', text: 'Read the text aloud in a hurry.', step: '/reload-skills' },
  command: { file: 'commands/shout.md', text: 'Repeat it backwards.', step: '/reload-skills' },
  hookScript: { file: 'hooks/remind.mjs', text: 'Answer as if it were sung.', step: 'none' },
  hookHelper: { file: 'hooks/lib/habits.mjs', text: 'Avoid lists.', step: 'none' },
  hookConfig: { file: 'hooks/hooks.json', text: 'at-length', step: '/reload-plugins' },
  agent: { file: 'agents/critic.md', text: 'You listen for rising pitch.', step: '/reload-plugins' },
  agentDescription: { file: 'agents/critic.md', text: 'Criticises how a song sounds.', step: '/clear' },
} as const

type Edit = keyof typeof EDITS
const ALL = Object.keys(EDITS) as Edit[]
const FILES = [...new Set(ALL.map((edit) => EDITS[edit].file))].sort()
const EDITED_PLUGIN = voicePlugin(Object.fromEntries(ALL.map((edit) => [edit, EDITS[edit].text])))

/** Longer than Claude Code takes to notice a file that it watches. */
const NOTICED_WITHIN = 4000

/** What the command line says drifts, and needs; then its sync. */
async function bringToCache(isolated: Isolated) {
  const status = await hotplugJson<StatusJson>(isolated, 'status', ID)
  assert.deepEqual(status.plugins[0]?.drift, { modified: FILES.length, added: 0, removed: 0, cacheEdited: 0 })
  assert.equal(status.plugins[0]?.remedy, 'sync, then /reload-plugins, then /clear')

  const { files } = await hotplugJson<DiffJson>(isolated, 'diff', ID)
  const drifting = files.filter(({ state }) => state !== 'same')
  assert.deepEqual(drifting.map(({ path }) => path).sort(), FILES)
  for (const { path, remedy } of drifting) assert.equal(remedy, `sync, then ${strongestStep(path)}`, path)

  const synced = await hotplug(isolated, 'sync', ID)
  assert.equal(synced.code, 0, synced.err)
  assert.match(synced.out, /Synced \d+ files/)
  assert.equal((await hotplug(isolated, 'status', ID)).code, 0)
}

type StatusJson = { plugins: { id: string; drift: unknown; remedy: string; loaded: { how: string; path: string } }[] }
type DiffJson = { files: { path: string; state: string; component: string; remedy: string }[] }

/** '/clear' comes after '/reload-plugins': the announced description needs both. */
const strongestStep = (path: string) => {
  const steps = ALL.filter((edit) => EDITS[edit].file === path).map((edit) => EDITS[edit].step)
  const last = LADDER.findLast((step) => steps.includes(step))
  return last === '/clear' ? '/reload-plugins, then /clear' : last
}

suite('an edit of a plugin', { concurrency: true }, () => {
  test('made in the checkout of a git marketplace is live after it came to the cache and its remedy, not before', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await using session = openSession(isolated, model)
    await session.say('hello')
    await session.watching()

    await link(isolated, lab.folder)
    assert.equal((await hotplug(isolated, 'status', ID)).code, 0)
    writePlugin(lab.pluginFolder('voice'), EDITED_PLUGIN)
    const before = cachedTexts(isolated)
    assert.match(await isolated.claude('plugin', 'update', ID), /already at the latest version/)
    assert.deepEqual(cachedTexts(isolated), before)
    await session.say('/reload-plugins')
    assert.deepEqual(await liveEdits(session, model), [])

    await bringToCache(isolated)
    await climb(session, model)
  })

  test('made in a directory marketplace is live after its remedy alone, not before', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await using session = openSession(isolated, model)
    await session.say('hello')
    await session.watching()

    const before = cachedTexts(isolated)
    writePlugin(lab.pluginFolder('voice'), EDITED_PLUGIN)
    await nothingToSync(isolated, lab.pluginFolder('voice'))
    await climb(session, model)
    assert.deepEqual(cachedTexts(isolated), before)
  })

  test('is live after /reload-plugins, which needs no /reload-skills before it', async () => {
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url })
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await using session = openSession(isolated, model)
    await session.say('hello')
    await link(isolated, lab.folder)
    writePlugin(lab.pluginFolder('voice'), EDITED_PLUGIN)
    await bringToCache(isolated)
    await session.say('/reload-plugins')
    assert.deepEqual(await liveEdits(session, model), liveAfter('/reload-plugins'))
  })
})

async function link(isolated: Isolated, checkout: string) {
  assert.equal((await hotplug(isolated, 'link', ID, checkout)).code, 0)
}

/** In place: no drift, no sync, and each file's own remedy. */
async function nothingToSync(isolated: Isolated, folder: string) {
  const status = await hotplugJson<StatusJson>(isolated, 'status', ID)
  assert.equal(status.plugins[0]?.loaded.how, 'in-place')
  assert.equal(status.plugins[0]?.loaded.path, folder)
  assert.deepEqual(status.plugins[0]?.drift, { modified: 0, added: 0, removed: 0, cacheEdited: 0 })
  const { files } = await hotplugJson<DiffJson>(isolated, 'diff', ID)
  for (const path of FILES.filter((file) => file !== 'agents/critic.md'))
    assert.equal(files.find((file) => file.path === path)?.remedy, strongestStep(path), path)
  const synced = await hotplug(isolated, 'sync', ID)
  assert.equal(synced.code, 0, synced.err)
  assert.match(synced.out, /nothing to sync/)
}

/** Goes up the ladder and sees that each step makes exactly its own edits live; waiting makes none. */
async function climb(session: Session, model: Model) {
  assert.deepEqual(await liveEdits(session, model), liveAfter('none'))
  await pause(NOTICED_WITHIN)
  for (const step of LADDER) {
    if (step !== 'none') await session.say(step)
    assert.deepEqual(await liveEdits(session, model), liveAfter(step))
  }
}

/** Uses every edited part of the plugin once; the edits whose new text reached the model. */
async function liveEdits(session: Session, model: Model): Promise<Edit[]> {
  const critic = { subagent_type: 'voice:critic', description: 'Listen', prompt: 'Listen.', run_in_background: false }
  model.answerNext({ tool: 'Agent', input: critic })
  const asked = await session.say('ask the critic')
  assert.ok(asked.requests.some(({ asker }) => asker === 'agent'))
  const turns = [asked, await session.say('/voice:speak'), await session.say('/voice:shout')]
  const received = turns.map((turn) => turn.received).join('\n')
  return ALL.filter((edit) => received.includes(EDITS[edit].text))
}

const liveAfter = (last: (typeof LADDER)[number]) =>
  ALL.filter((edit) => LADDER.indexOf(EDITS[edit].step) <= LADDER.indexOf(last))

const cachedTexts = (isolated: Isolated) =>
  Object.keys(EDITED_PLUGIN).map((file) => readFileSync(join(cachedFolder(isolated, ID), file), 'utf8'))
