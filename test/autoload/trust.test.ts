import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import { detectIntent } from '../../server/autoload/intent.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'
import { judge } from '../../server/autoload/project/judge.ts'
import { trustAfter } from '../../server/autoload/trust.ts'

const LEXICON = makeLexicon(GROUPS)
const wrong = (group: string, ...signals: string[]) =>
  trustAfter(signals.map((signal) => ({ group, signal, times: 1 })))

test('what was called wrong asks for nothing alone any more, and says so', () => {
  const prompt = 'scale the kubernetes cluster'
  const { plugins, matches } = detectIntent(prompt, LEXICON)
  assert.deepEqual(plugins, ['k8s'])
  const after = detectIntent(prompt, LEXICON, wrong('k8s', ...matches.map(({ term }) => term)))
  assert.deepEqual(after.plugins, [])
  assert.ok(after.suppressed.every(({ why }) => why === 'called wrong'))
})

test('a shorter phrase of the same words does not take its place', () => {
  const prompt = 'make the dashboard of this react app faster'
  const { matches } = detectIntent(prompt, LEXICON)
  const after = detectIntent(prompt, LEXICON, wrong('frontend', ...matches.map(({ term }) => term)))
  assert.deepEqual(after.plugins, [])
})

test('another group, and another sign of the same one, are as strong as before', () => {
  const trust = wrong('k8s', 'kubernetes')
  assert.deepEqual(detectIntent('write vitest tests', LEXICON, trust).plugins, ['testing'])
  assert.deepEqual(detectIntent('install it with helm on the kubectl context', LEXICON, trust).plugins, ['k8s'])
})

test('nothing called wrong changes nothing at all', () => {
  for (const prompt of ['release it to npm', 'what is the capital of France?', 'fix the React component and its tests'])
    assert.deepEqual(detectIntent(prompt, LEXICON, trustAfter([])), detectIntent(prompt, LEXICON))
})

test('in a project a technology that was called wrong is not enough alone', () => {
  const signal = { kind: 'dependency', in: 'npm', names: ['react'], says: 'React', weight: 1 } as const
  const frontend = { ...(GROUPS[1] as (typeof GROUPS)[number]), project: [signal] }
  const sightings = new Map([
    [signal, { seen: 'depends on react', file: 'package.json', place: 'root' as const, more: 0 }],
  ])
  assert.deepEqual(judge([frontend], sightings).plugins, ['frontend'])
  const after = judge([frontend], sightings, wrong('frontend', 'React'))
  assert.deepEqual(after.plugins, [])
  assert.equal(after.suppressed[0]?.group, 'frontend')
})
