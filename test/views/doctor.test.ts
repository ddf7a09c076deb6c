import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctorPage } from '../../views/doctor.ts'
import { checkPage, checksPage } from '../../views/doctor-check.ts'
import { findingList } from '../../views/findings.ts'
import { homePage } from '../../views/plugins.ts'
import { doctor as inTerminal } from '../../views/terminal-doctor.ts'
import * as doctor from './doctor-samples.ts'
import * as samples from './samples.ts'

const NONE = { error: 0, warning: 0, note: 0, muted: 0 }

const words = (page: unknown) =>
  String(page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('a finding says where it is, what is wrong, what that does and what to do, and how it is known', () => {
  const list = String(findingList([doctor.finding()]))
  assert.match(words(list), /Error Stop hook hooks\/hooks\.json:7/)
  assert.match(words(list), /Its script hooks\/gone\.sh is missing\. Claude Code says that .* Do Write the script/)
  assert.match(list, /href="\/plugins\/voice@lab\?file=hooks%2Fhooks\.json"/)
  assert.match(list, /data-copy="\/home\/ada\/dev\/voice\/hooks\/hooks\.json:7"/)
  assert.match(list, /href="\/hooks\/a1b2c3d4e5f6">Stop hook/)
  assert.match(list, /href="\/doctor\/checks\/hook-script-missing"/)
  assert.match(list, /action="\/doctor\/findings\/hook-script-missing-0a1b2c3d\/mute"/)
  assert.equal(String(findingList([])), 'false')
})

test('a muted one says why and since when, and can count again', () => {
  const [, , , muted] = doctor.findings()
  const list = String(findingList(muted ? [muted] : []))
  assert.match(words(list), /Muted 1 d ago: It is made by the build\. Unmute/)
  assert.doesNotMatch(list, /<form/)
  assert.match(list, /hx-delete="\/doctor\/findings\/d\/mute"/)
})

test('the page counts what is wrong, and shows it by plugin', () => {
  const page = words(doctorPage(doctor.doctorModel()))
  assert.match(page, /1 error, 1 warning .* All 3 Errors 1 Warnings 1 Notes 1 Muted 1/)
  assert.match(page, /voice@lab 3 only these .* Outside of plugins 1/)
  assert.match(page, /Examined: 12 plugins, .* 34 hooks , 56 skills, commands, agents and styles \. 50 checks/)
})

test('nothing wrong is not said before everything was examined', () => {
  const nothing = { findings: [], tally: NONE }
  assert.match(words(doctorPage(doctor.doctorModel(nothing))), /Nothing is wrong .* Nothing was found\./)
  const page = words(doctorPage(doctor.doctorModel({ ...nothing, looking: { done: 3, total: 12 } })))
  assert.match(page, /Nothing wrong so far .*Examining 12 places… .* Nothing was found so far\./)
  const filtered = words(doctorPage(doctor.doctorModel({ ...nothing, query: { show: 'all', plugin: null, q: 'x' } })))
  assert.match(filtered, /Nothing is found that is like that\. Show everything/)
})

test('what is muted and gone can be forgotten', () => {
  const page = String(doctorPage(doctor.mutedModel()))
  assert.match(words(page), /Muted, and not found any more 1 .*hooks\/old\.sh is missing\. Muted 1 d ago: .* Forget/)
})

test('a check says how its rule is known and what it finds', () => {
  const page = words(checkPage(doctor.checkModel()))
  assert.match(page, /The shell says not found , and Claude Code goes on\./)
  assert.match(page, /measured with the real program, Claude Code 2\.1\.329 .* test\/claude\/doctor-hooks\.test\.ts/)
  assert.match(page, /Found now 4/)
  assert.match(
    words(checksPage(doctor.checksModel())),
    /2 checks .* A hook’s script is missing measured 2\.1\.329 3 findings/,
  )
})

test('the home page says in each row what was found, for one byte or three', () => {
  const rows = ['a@x', 'b@x', 'c@x', 'd@x'].map((id) => samples.status(id, 'live'))
  const found = new Map([
    ['b@x', { ...NONE, error: 12, warning: 1 }],
    ['c@x', { ...NONE, warning: 2 }],
    ['d@x', { ...NONE, note: 5 }],
  ])
  const page = String(homePage(samples.homeModel(rows, { found })))
  assert.match(page, /<table class="plugins" data-found=",e12,w2">/)
  assert.match(page, /href="\/doctor\?show=errors">12 errors found/)
  assert.doesNotMatch(String(homePage(samples.homeModel(rows))), /data-found/)
})

test('the terminal says the same by plugin and file', () => {
  const [error, warning, note, muted] = doctor.findings() as [never, never, never, never]
  const tally = { error: 1, warning: 1, note: 1, muted: 1 }
  assert.equal(
    inTerminal([error, warning, note, muted], tally, []),
    `voice@lab
  hooks/hooks.json
    ✕ line 7, Stop hook: Its script \`hooks/gone.sh\` is missing.
      Claude Code says that the hook failed, and goes on.
      Do: Write the script, or correct its path.  (hook-script-missing-0a1b2c3d)
    ▲ skill say: Its script \`hooks/gone.sh\` is missing.
      Claude Code says that the hook failed, and goes on.
      Do: Write the script, or correct its path.  (b)

Outside of plugins
  /home/ada/.claude/settings.json
    ○ line 7, Stop hook: Its script \`hooks/gone.sh\` is missing.
      Claude Code says that the hook failed, and goes on.
      Do: Write the script, or correct its path.  (c)

1 error, 1 warning, 1 note. 1 finding is muted.
`,
  )
  assert.equal(inTerminal([], NONE, []), 'Nothing is wrong.\n')
  assert.equal(
    inTerminal([], NONE, [{ file: '/srv/voice', message: 'This could not be examined.' }]),
    'Could not be read\n  /srv/voice: This could not be examined.\n\n1 problem with what was to be read.\n',
  )
})
