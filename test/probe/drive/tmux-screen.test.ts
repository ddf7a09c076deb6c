import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerTo, readScreen } from '../../../server/probe/drive/tmux-screen.ts'

const RULE = '─'.repeat(80)
const ASIDE = `${' '.repeat(60)}◐ medium · /effort`

/** As it is drawn: what was said, the line where one types, and the line below. */
const drawn = (said: readonly string[], { prompt = '❯ ', below = '  ? for shortcuts' } = {}) =>
  [...said, '', ASIDE, RULE, prompt, RULE, below, '', ''].join('\n')

const TURN = ['❯ hello', '', '● ok', '', '✻ Brewed for 0s · done 6:57 PM', '']

test('the line where one types is found, with what stands in it', () => {
  assert.equal(readScreen(drawn([])).prompt, '')
  assert.equal(readScreen(drawn(TURN, { prompt: '❯ /reload-skills' })).prompt, '/reload-skills')
  assert.equal(readScreen(drawn(TURN, { prompt: '> hi' })).prompt, 'hi')
  assert.equal(readScreen('').prompt, null)
  assert.equal(readScreen('❯ a line that is said\n').prompt, null)
})

test('a session is busy as long as it can be interrupted', () => {
  assert.equal(readScreen(drawn(['❯ hello', '✢ Forming…'], { below: '  esc to interrupt · x' })).busy, true)
  assert.equal(readScreen(drawn(TURN)).busy, false)
  const waiting = ['❯ hello', '● ok', '✻ Waiting for 1 background agent to finish']
  assert.equal(readScreen(drawn(waiting)).busy, true)
  assert.equal(readScreen(drawn([...waiting, '● Agent "Ask" finished · 0s'])).busy, false)
})

test('a question instead of the line is told apart', () => {
  const question = [
    RULE,
    ' Do you trust this folder?',
    '',
    ' ❯ No, exit',
    '   Yes',
    '',
    ' Enter to confirm · Esc to cancel',
  ]
  assert.equal(readScreen(question.join('\n')).asks, true)
  assert.equal(readScreen(drawn([' Enter to confirm'])).asks, false)
})

const ANSWERS: [what: string, message: string, said: readonly string[], answer: string | null][] = [
  ['the answer of the model', 'hello', TURN, '● ok\n✻ Brewed for 0s · done 6:57 PM'],
  ['what a command printed', '/reload-skills', [...TURN, '❯ /reload-skills', '  ⎿  Reloaded.'], '  ⎿  Reloaded.'],
  ['nothing after the echo', '/clear', ['❯ /clear'], ''],
  ['the latest of two turns', 'hello', [...TURN, '❯ hello', '● again'], '● again'],
  ['no such message', 'goodbye', TURN, null],
  ['a command that is unknown', '/shout', [...TURN, '● Unknown command: /shout'], '● Unknown command: /shout'],
  ['an older refusal', '/voice:shout now', ['❯ Unknown skill: voice:shout'], '❯ Unknown skill: voice:shout'],
  ['the refusal of another', '/sing', ['● Unknown command: /shout'], null],
  ['a menu is no echo', '/clear', ['  ❯ /clear      Start a new session'], null],
]

for (const [what, message, said, answer] of ANSWERS) {
  test(`what was answered: ${what}`, () => assert.equal(answerTo(message, readScreen(drawn(said))), answer))
}
