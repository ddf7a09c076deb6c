import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds } from '../../server/reload/kinds.ts'
import { driverOf, measuredRows, modeOf } from '../../server/reload/measured.ts'
import { type OwnRow, ownResults } from '../../server/reload/own.ts'
import type { Driver, Mode } from '../../server/reload/types.ts'
import { verdictOf } from '../../server/reload/verdict.ts'

const AT = new Date(2026, 10, 20, 12).getTime()

const row = (least_action: string, over: Partial<OwnRow> = {}): OwnRow => ({
  version: '2.1.400',
  driver: 'tui',
  mode: 'G',
  kind: 'skill-body(/slash)',
  least_action,
  at: AT,
  ...over,
})

const situation = { version: '2.1.400', mode: 'cached', driver: 'interactive' } as const

const verdict = (rows: readonly OwnRow[], over: Partial<{ version: string; mode: Mode; driver: Driver }> = {}) =>
  verdictOf({ component: 'skill', change: 'edited' }, { ...situation, ...over, own: ownResults(rows) })

test('what was measured here is the rule, with its day, its version and what it stands in for', () => {
  const { rule, measured, basis, shipped } = verdict([row('1b after 3s')])
  assert.deepEqual(rule.remedy, ['wait'])
  assert.deepEqual([rule.source, rule.confidence, rule.id], ['measured', 'high', 'measured-here'])
  assert.equal(rule.evidence, 'Measured here on 2026-11-20 with 2.1.400.')
  assert.match(rule.why, /rule that Hotplug ships says “\/reload-skills”/)
  assert.deepEqual([measured, basis], [true, '2.1.400'])
  assert.deepEqual(shipped?.remedy, ['/reload-skills'])
})

test('a measurement that agrees keeps the rule and its reason, and makes it certain', () => {
  const { rule, shipped } = verdict([row('2 /reload-skills')])
  assert.equal(rule.id, 'plugin-skill')
  assert.equal(rule.why, shipped?.why)
  assert.deepEqual([rule.source, rule.confidence], ['measured', 'high'])
  assert.equal(rule.evidence, 'Measured here on 2026-11-20 with 2.1.400.')
})

const ELSEWHERE: [what: string, over: Partial<{ version: string; mode: Mode; driver: Driver }>][] = [
  ['another version', { version: '2.1.401' }],
  ['the version that ships', { version: '2.1.329' }],
  ['a version that cannot be read', { version: 'latest' }],
  ['another driver', { driver: 'headless' }],
  ['another mode', { mode: 'in-place' }],
]

for (const [what, over] of ELSEWHERE) {
  test(`a measurement says nothing about ${what}`, () => {
    assert.equal(verdict([row('1b after 3s')], over).shipped, undefined)
  })
}

test('a version is the same however it is written', () => {
  assert.deepEqual(verdict([row('1b after 3s')], { version: '2.1.400 (Claude Code)' }).rule.remedy, ['wait'])
  assert.deepEqual(verdict([row('1b after 3s', { version: 'v2.1.400' })]).rule.remedy, ['wait'])
})

const STEPS: [least: string, remedy: string | null, alone?: Record<string, string>][] = [
  ['1 next turn', 'none'],
  ['1b after 3s', 'wait'],
  ['2 /reload-skills', '/reload-skills'],
  ['3 /reload-plugins', '/reload-plugins'],
  ['3 /reload-plugins', '/reload-plugins', { '/reload-plugins': 'yes', '/clear': 'no' }],
  ['3 /reload-plugins', null, { '/reload-plugins': 'no', '/clear': 'no' }],
  ['3f /reload-plugins --force', '/reload-plugins'],
  ['4 /clear', '/clear', { '/clear': 'yes' }],
  ['4 /clear', '/reload-skills, /clear', { '/clear': 'no', '/reload-skills then /clear': 'yes' }],
  ['4 /clear', '/reload-plugins, /clear', { '/clear': 'no', '/reload-plugins then /clear': 'yes' }],
  ['4 /clear', '/reload-plugins, /clear'],
  ['4 /clear', null, { '/clear': 'no', '/reload-plugins then /clear': 'no', '/reload-skills then /clear': 'no' }],
  ['5 /compact', 'new session'],
  ['6 new session', 'new session'],
  ['6 new session (+1.5s)', 'new session'],
  ['7 plugin update + new session', null],
  ['7b uninstall+install + new session', null],
  ['n/a (baseline not seen)', null],
  ['none of the steps', null],
  ['', null],
  ['1', 'none'],
  ['1bc', null],
  ['constructor', null],
  ['999999999999 /rm -rf', null],
  ['__proto__', null],
]

for (const [least, remedy, alone] of STEPS) {
  test(`“${least}”${alone ? ` with ${JSON.stringify(alone)}` : ''} means ${remedy ?? 'that the rule stays'}`, () => {
    const { rule, shipped } = verdict([row(least, alone ? { alone } : {})])
    if (remedy === null) assert.equal(shipped, undefined)
    else assert.equal(rule.remedy.join(', '), remedy)
  })
}

test('where a rule needs /clear, how it is reached is taken from the rule that ships', () => {
  const own = ownResults([row('4 /clear', { driver: 'stream', mode: 'J', kind: 'project agent-desc' })])
  const edit = { component: 'agent', change: 'description' } as const
  const { rule } = verdictOf(edit, { version: '2.1.400', mode: 'project', driver: 'headless', own })
  assert.deepEqual(rule.remedy, ['/reload-skills', '/clear'])
})

test('a row in doubt teaches nothing', () => {
  assert.equal(verdict([row('1 next turn', { note: 'The machine was too slow.' })]).shipped, undefined)
})

test('a kind or a mode of a newer Hotplug is left alone', () => {
  for (const over of [{ kind: 'hologram' }, { kind: 'toString' }, { mode: 'Z' }, { mode: '__proto__' }])
    assert.equal(verdict([row('1b after 3s', over)]).shipped, undefined)
})

test('of several kinds of the same edit the one that needs most decides', () => {
  const hooks = ['hooks.json(new event)', 'hooks.json(command changed)', 'hooks.json(hook removed)']
  const own = ownResults(
    ['1b after 3s', '6 new session', '3 /reload-plugins'].map((least, at) => row(least, { kind: hooks[at] ?? '', at })),
  )
  const { rule } = verdictOf({ component: 'hook config', change: 'edited' }, { ...situation, own })
  assert.deepEqual(rule.remedy, ['new session'])
})

test('the measured table itself, taken as measured here, gives the remedies of the rules', () => {
  const rows = measuredRows.filter(({ version }) => version === '2.1.329')
  const own = ownResults(rows.map((one) => ({ ...one, at: AT })))
  let compared = 0
  for (const one of rows) {
    const [edit, mode] = [kinds[one.kind], modeOf(one)]
    assert.ok(edit && mode)
    const { rule, shipped } = verdictOf(edit, { version: '2.1.329', mode, driver: driverOf(one), own })
    assert.deepEqual(rule.remedy, shipped?.remedy, `${one.driver} ${one.mode} ${one.kind}`)
    compared++
  }
  assert.ok(compared > 150, `${compared} rows`)
})
