import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homePage } from '../../views/plugins.ts'
import { sessionsPage } from '../../views/sessions.ts'
import { sessions as inTerminal } from '../../views/terminal-sessions.ts'
import * as samples from './samples.ts'
import { holding, session, sessionsModel } from './session-samples.ts'

const shown = (over: Parameters<typeof sessionsModel>[0] = {}) => String(sessionsPage(sessionsModel(over)))

test('a session is told by its folder, version, driver and process, with what is stale and what that takes', () => {
  const page = shown()
  assert.match(page, /<h1>1 of 2 sessions is stale<\/h1>/)
  for (const words of ['Claude Code 2.1.329', 'interactive', 'process 4242', 'It still has 2 files as of 11:02.'])
    assert.ok(page.includes(words), words)
  assert.match(page, /data-copy title="Copy">\/reload-skills</)
  assert.match(page, /<i>unless you have reloaded since<\/i>/)
  assert.match(page, /href="\/why\?file=[^"]*SKILL\.md&amp;session=4242"/)
})

test('what has the files of the disk is out of the way, unless it was asked about', () => {
  assert.match(shown(), /<details class="current"><summary>.*1 plugin.*<\/summary>/)
  const asked = shown({
    plugin: 'calm@tools',
    sessions: [{ session: session(), holdings: [holding({ state: 'current', files: [], steps: [] })] }],
  })
  assert.doesNotMatch(asked, /<details class="current">/)
  assert.match(asked, /Current/)
})

test('without a session the page says how one appears', () => {
  assert.match(shown({ sessions: [] }), /No session is running/)
  assert.match(shown({ sessions: [], plugin: 'voice@lab' }), /No running session has to do with voice@lab/)
})

test('a row tells of stale sessions, and is not live then', () => {
  const inSessions = { all: 3, stale: 2, sentence: '', steps: [], remedy: 'none' }
  const row = samples.status('voice@lab', 'drifted', { sessions: inSessions })
  assert.match(
    String(homePage(samples.homeModel([row]))),
    /Drifted 3 <small><a href="\/sessions\?plugin=voice%40lab">2 of 3 sessions stale<\/a><\/small>/,
  )
  const calm = samples.status('voice@lab', 'live', { sessions: { ...inSessions, stale: 0 } })
  assert.doesNotMatch(String(homePage(samples.homeModel([calm]))), /stale/)
})

test('the command line says the same in lines', () => {
  const text = inTerminal(sessionsModel().sessions)
  assert.match(text, /checkout {2}\(process 4242, Claude Code 2\.1\.329, interactive, idle, up 1 h\)/)
  assert.match(
    text,
    /▲ voice@lab: It still has 2 files as of 11:02\. Do: \/reload-skills, unless you have reloaded since\n {6}edited +skills\/speak\/SKILL\.md +skill +\/reload-skills/,
  )
  assert.match(text, /○ lint@tools: It began before/)
  assert.match(inTerminal([]), /No session of Claude Code is running\./)
})
