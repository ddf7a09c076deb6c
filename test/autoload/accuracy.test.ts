import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MATCHERS, measure, ours, prompts } from './accuracy.ts'

/** Reached on the half that nothing was tuned on: see `node test/autoload/accuracy.ts`. */
const FLOOR = { f1: 0.94, precision: 0.93, recall: 0.94, firedOnNothing: 0.03 }

test('the held-out half: right groups, and little for those who want nothing', () => {
  const figures = measure(prompts('held-out'), ours)
  assert.ok(figures.prompts >= 150 && figures.wantNothing * 2 >= figures.prompts)
  assert.ok(figures.f1 >= FLOOR.f1, `F1 ${figures.f1}`)
  assert.ok(figures.precision >= FLOOR.precision, `precision ${figures.precision}`)
  assert.ok(figures.recall >= FLOOR.recall, `recall ${figures.recall}`)
  const share = figures.firedOnNothing / figures.wantNothing
  assert.ok(
    share <= FLOOR.firedOnNothing,
    `fired on ${figures.firedOnNothing} of ${figures.wantNothing} that want nothing`,
  )
})

test('no prompt is in both halves', () => {
  const tuned = new Set(prompts('tune').map(({ prompt }) => prompt))
  assert.deepEqual(
    prompts('held-out').filter(({ prompt }) => tuned.has(prompt)),
    [],
  )
})

test('looking keywords up is far behind on the same prompts', () => {
  const held = prompts('held-out')
  const best = measure(held, ours)
  for (const matcher of ['word boundary', 'substring'] as const) {
    const naive = measure(held, MATCHERS[matcher])
    assert.ok(naive.f1 < best.f1 - 0.2, `${matcher}: F1 ${naive.f1}`)
    assert.ok(naive.firedOnNothing > best.firedOnNothing * 3)
  }
})
