import assert from 'node:assert/strict'
import { test } from 'node:test'
import semver from 'semver'
import { hasAction, strongest } from '../../server/reload/actions.ts'
import { measuredRows } from '../../server/reload/measured.ts'
import { rules } from '../../server/reload/rules.ts'
import type { Change, Driver, Edit, Mode, Part, Situation } from '../../server/reload/types.ts'
import { COMPONENTS } from '../../server/reload/types.ts'
import { verdictOf } from '../../server/reload/verdict.ts'
import { measuredVersions } from '../../server/reload/versions.ts'

const CHANGES: Change[] = ['edited', 'description', 'added', 'removed']
const MODES: Mode[] = ['in-place', 'cached', 'plugin-dir', 'skills-dir', 'project']
const DRIVERS: Driver[] = ['interactive', 'headless']
const PARTS: (Part | undefined)[] = [undefined, 'Skill tool', 'read at start', 'enabledPlugins']

const situations: Situation[] = measuredVersions.flatMap((version) =>
  MODES.flatMap((mode) => DRIVERS.map((driver) => ({ version, mode, driver }))),
)
const edits: Edit[] = COMPONENTS.flatMap((component) =>
  CHANGES.flatMap((change) => PARTS.map((part) => (part ? { component, change, part } : { component, change }))),
)
const everything = situations.flatMap((situation) =>
  edits.map((edit) => ({ edit, situation, verdict: verdictOf(edit, situation) })),
)

test('the measured versions are those of the rows, oldest first', () => {
  assert.deepEqual([...new Set(measuredRows.map(({ version }) => version))].sort(semver.compare), [...measuredVersions])
})

test('every rule has an id of its own, a range between measured versions and sentences', () => {
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length)
  for (const { id, versions, remedy, instead, changes, modes, drivers, why, evidence } of rules) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    assert.ok(semver.validRange(versions), `${id}: ${versions}`)
    const bounds = [...versions.matchAll(/\d+\.\d+\.\d+/g)].map(String)
    for (const bound of bounds) assert.ok((measuredVersions as readonly string[]).includes(bound), `${id}: ${bound}`)
    for (const some of [remedy, changes, modes, drivers]) assert.ok(some.length > 0, id)
    assert.notEqual(instead?.length, 0, id)
    assert.match(why, /^[A-Z/].*\.$/, id)
    assert.ok(evidence.length > 10, id)
  }
})

test('every component, change, mode, driver and measured version has a rule of its own component', () => {
  for (const { edit, situation, verdict } of everything) {
    assert.equal(verdict.rule.component, edit.component, `${JSON.stringify(edit)} ${JSON.stringify(situation)}`)
    assert.equal(verdict.measured, true)
    assert.equal(verdict.basis, situation.version)
  }
})

test('every rule is the answer somewhere', () => {
  const used = new Set(everything.map(({ verdict }) => verdict.rule.id))
  assert.deepEqual(
    rules.map(({ id }) => id).filter((id) => !used.has(id)),
    [],
  )
})

test('no verdict asks for an action that its version does not have', () => {
  for (const { edit, situation, verdict } of everything) {
    for (const action of [...verdict.rule.remedy, ...(verdict.rule.instead ?? [])]) {
      const words = `${action} for ${JSON.stringify(edit)} in ${JSON.stringify(situation)}`
      assert.ok(hasAction(action, situation.version, situation.driver), words)
    }
  }
})

test('actions come with the versions that brought them', () => {
  const first: [Parameters<typeof hasAction>[0], Driver, string | null][] = [
    ['/reload-plugins', 'interactive', '2.1.100'],
    ['/reload-plugins', 'headless', '2.1.329'],
    ['/reload-skills', 'interactive', '2.1.197'],
    ['/reload-skills', 'headless', '2.1.197'],
    ['/clear', 'headless', '2.1.150'],
    ['/mcp reconnect', 'headless', null],
  ]
  for (const [action, driver, since] of first) {
    const found = measuredVersions.find((version) => hasAction(action, version, driver)) ?? null
    assert.equal(found, since, `${action} ${driver}`)
  }
})

test('a verdict is called measured only where its very combination has rows, and every measured rule has some', () => {
  const backed = new Set(
    everything.filter(({ verdict }) => verdict.rule.source === 'measured').map(({ verdict }) => verdict.rule.id),
  )
  const claimed = rules.filter(({ source }) => source === 'measured').map(({ id }) => id)
  assert.deepEqual(
    claimed.filter((id) => !backed.has(id)),
    [],
  )
})

test('a verdict that is not measured for its combination is less sure than its rule', () => {
  const order = ['low', 'medium', 'high']
  for (const { verdict } of everything) {
    const rule = rules.find(({ id }) => id === verdict.rule.id)
    assert.ok(rule)
    if (rule.source !== 'measured' || verdict.rule.source === 'measured') continue
    assert.equal(verdict.rule.source, 'inferred')
    assert.ok(rule.confidence === 'low' || order.indexOf(verdict.rule.confidence) < order.indexOf(rule.confidence))
    assert.match(verdict.rule.evidence, /Not tried for exactly this/)
  }
})

test('the stronger of two verdicts makes the other live as well', () => {
  for (const situation of situations) {
    for (const component of COMPONENTS) {
      const both = (['description', 'edited'] as const).map((change) => verdictOf({ component, change }, situation))
      const strong = strongest(both)?.rule.remedy ?? []
      for (const action of both.flatMap(({ rule }) => rule.remedy)) {
        const covered =
          strong.includes(action) ||
          strong.includes('new session') ||
          ['none', 'wait'].includes(action) ||
          (action === '/reload-skills' && strong.includes('/reload-plugins'))
        assert.ok(covered, `${component} ${JSON.stringify(situation)}: ${action} besides ${strong.join()}`)
      }
    }
  }
})

test('documented rules name a page', () => {
  for (const { id, source, evidence } of rules) {
    if (source === 'documented') assert.match(evidence, /^https:\/\/code\.claude\.com\/docs\//, id)
  }
})
