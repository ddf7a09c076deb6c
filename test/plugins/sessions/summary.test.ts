import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSessions } from '../../../server/plugins/sessions/summary.ts'
import type { Holding } from '../../../server/plugins/sessions/types.ts'
import { hour } from '../../../server/plugins/sessions/words.ts'
import * as samples from '../../views/session-samples.ts'

const AT = Date.now() - 60_000
const held = (state: Holding['state'], asOf = AT) => samples.holding({ state, asOf })
const sentence = (...holdings: Holding[]) => inSessions('voice', holdings)?.sentence

test('how many are stale since when, and what of the others is not as it should be', () => {
  assert.equal(
    sentence(held('stale'), held('stale'), held('gone')),
    `2 of 3 sessions still have voice as of ${hour(AT)}; one runs a folder that is gone.`,
  )
  assert.equal(sentence(held('stale'), held('current')), `1 of 2 sessions still has voice as of ${hour(AT)}.`)
  assert.match(sentence(held('stale', AT - 7_200_000), held('stale')) ?? '', /as of .+ and .+\.$/)
})

test('without a stale one, whatever there is to tell', () => {
  assert.equal(sentence(held('current'), held('current')), 'All 2 sessions have voice as it is loaded now.')
  assert.equal(sentence(held('current')), '1 session has voice as it is loaded now.')
  assert.equal(sentence(held('absent'), held('current')), 'Of 2 sessions with voice, one began without it.')
  assert.equal(inSessions('voice', []), null)
})

test('a session that began without it is not stale; one with another version is', () => {
  assert.equal(inSessions('voice', [held('absent'), held('unknown')])?.stale, 0)
  assert.equal(inSessions('voice', [held('other'), held('gone'), held('stale')])?.stale, 3)
})

test('steps are told where they are the same in all', () => {
  const found = inSessions('voice', [samples.holding(), samples.holding(), held('current')])
  assert.equal(found?.remedy, '/reload-skills')
  const restart = { by: 'claude', text: 'new session', command: null, why: '' } as const
  const mixed = inSessions('voice', [samples.holding(), samples.holding({ steps: [restart] })])
  assert.equal(mixed?.remedy, 'see what each session needs')
})
