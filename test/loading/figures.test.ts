import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf, pointsOf, quantile } from '../../server/loading/figures.ts'
import { testPanel } from '../support/panel.ts'

test('a quantile is the smallest value that so many do not exceed', () => {
  assert.equal(quantile([], 0.5), null)
  assert.equal(quantile([7], 0.95), 7)
  assert.equal(quantile([3, 1, 2, 4], 0.5), 2)
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.deepEqual([quantile(hundred, 0.5), quantile(hundred, 0.95)], [50, 95])
})

test('a curve has at most forty points, of equal shares, and loses no detection', () => {
  for (const amount of [0, 1, 39, 40, 41, 1_999]) {
    const points = pointsOf(Array.from({ length: amount }, (_, at) => ({ at, ms: at })))
    assert.ok(points.length <= 40, String(amount))
    assert.equal(
      points.reduce((sum, point) => sum + point.amount, 0),
      amount,
    )
  }
})

test('days are counted as decisions are made, judged and forgotten', () => {
  using place = testPanel()
  const { store } = place.panel
  const { autoload, past } = store
  const common = {
    session: 's',
    project: '/p',
    group_name: 'ml',
    plugin: 'a@b',
    why: '',
    evidence: '{}',
    detection: null,
  }
  const now = Date.now()
  const ids = Array.from({ length: 10 }, (_, index) =>
    autoload.addDecision({ ...common, at: now - index * 1000, outcome: index < 4 ? 'loaded' : 'off' }),
  )
  past.judge(ids[0] as number, true, null, now)
  assert.deepEqual(figuresOf(place.panel).groups, [{ group: 'ml', loaded: 4, suggested: 0, wrong: 1 }])
  const { asked, wrong, total } = figuresOf(place.panel)
  assert.deepEqual({ asked, wrong, total }, { asked: 4, wrong: 1, total: 10 })
  past.judge(ids[0] as number, true, null, now)
  past.judge(ids[0] as number, false, null, now)
  assert.equal(figuresOf(place.panel).wrong, 0)
  autoload.forget({ before: 0, rows: 3 })
  assert.equal(figuresOf(place.panel).total, 3)
})
