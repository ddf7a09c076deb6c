import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { directoryMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession, SessionFailed } from '../../server/probe/drive/session.ts'
import { isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

test('a skill edited in a directory marketplace reaches the model after /reload-skills, not before', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const lab = await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await using session = openSession(isolated, model)

  const first = await session.say('/voice:speak now')
  assert.match(first.received, /Read the text aloud in a calm voice/)
  await session.watching()
  writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: 'Read the text aloud in a hurry.' }))

  const second = await session.say('/voice:speak again')
  assert.match(second.received, /ARGUMENTS: again/)
  assert.doesNotMatch(second.received, /in a hurry/)
  const reload = await session.say('/reload-skills')
  assert.match(reload.result, /Reloaded skills/)
  assert.deepEqual(reload.requests, [])
  const third = await session.say('/voice:speak once more')
  assert.match(third.received, /in a hurry/)
})

test('every part of a plugin can be seen in what reaches the model', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await using session = openSession(isolated, model)

  const { received } = await session.say('hello')
  assert.match(received, /voice:speak: Say something aloud/)
  assert.match(received, /voice:critic: Criticises how a sentence sounds/)
  assert.match(received, /Voice: briefly Answer as if it were heard. Avoid tables/)
  assert.match(received, /mcp__plugin_voice_tts__say/)
  assert.match((await session.say('/voice:shout bravo')).received, /Repeat it in capital letters.\s+bravo/)

  model.answerNext({ tool: 'Skill', input: { skill: 'voice:speak' } })
  assert.match((await session.say('use the skill')).received, /Base directory for this skill/)
})

test('a subagent is told its body, in the turn that starts it, in the background too', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await using session = openSession(isolated, model)
  const critic = { subagent_type: 'voice:critic', description: 'Listen', prompt: 'Listen to this.' }

  for (const run_in_background of [false, true]) {
    model.answerNext({ tool: 'Agent', input: { ...critic, run_in_background } })
    const { requests } = await session.say('ask the critic')
    assert.equal(requests.filter(({ asker }) => asker === 'agent').length, 1)
    assert.match(model.textReceived('agent'), /You listen for hissing consonants/)
    assert.doesNotMatch(model.textReceived(), /You listen for hissing consonants/)
  }
  const after = await session.say('and now this')
  assert.match(after.received, /and now this/)
  assert.equal(after.result, 'ok')
})

test('a session that watches its files notices an edited skill of the project by itself', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  const skills = join(isolated.project, '.claude', 'skills')
  const greet = (body: string) => writePlugin(skills, { 'greet/SKILL.md': `---\ndescription: Greets.\n---\n${body}\n` })
  greet('Say good morning.')
  await using session = openSession(isolated, model)
  assert.match((await session.say('/greet')).received, /Say good morning/)
  await session.watching()

  greet('Say good night.')
  for (let attempt = 0; attempt < 60; attempt++) {
    if (/Say good night/.test((await session.say('/greet')).received)) return
    await pause(500)
  }
  assert.fail('the edit was never noticed')
})

test('a session that ends in the middle says why', async () => {
  await using model = await startModel()
  using isolated = isolate({ modelUrl: model.url })
  await using session = openSession(isolated, model, { args: ['--no-such-option'] })
  await assert.rejects(session.say('hello'), (error: Error) => {
    assert.ok(error instanceof SessionFailed)
    assert.match(error.message, /After "hello" claude ended \(exit code 1\)\n.*--no-such-option/)
    return true
  })
})
