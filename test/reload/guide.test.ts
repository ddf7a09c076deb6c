import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidenceOf, guideOf } from '../../server/reload/guide.ts'
import { kinds } from '../../server/reload/kinds.ts'
import { driverOf, measuredRows, modeOf } from '../../server/reload/measured.ts'
import { COMPONENTS, type Driver } from '../../server/reload/types.ts'
import { verdictOf } from '../../server/reload/verdict.ts'
import { measuredVersions } from '../../server/reload/versions.ts'

const DRIVERS: Driver[] = ['interactive', 'headless']

const cell = (version: string, driver: Driver, id: string, column: number) =>
  guideOf(version, driver).rows.find((row) => row.id === id)?.cells[column]

test('the guide speaks of every component once, in words', () => {
  const { rows, columns } = guideOf('2.1.329', 'interactive')
  assert.deepEqual(new Set(rows.map(({ edit }) => edit.component)), new Set(COMPONENTS))
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  assert.equal(new Set(rows.map(({ words }) => words)).size, rows.length)
  for (const { id, cells } of rows) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    assert.equal(cells.length, columns.length)
  }
})

test("every measurement is some cell's evidence", () => {
  const shown = new Set<unknown>()
  for (const version of measuredVersions) {
    for (const driver of DRIVERS) {
      for (const { cells } of guideOf(version, driver).rows)
        for (const one of cells) for (const row of one?.rows ?? []) shown.add(row)
    }
  }
  const observed = measuredRows.filter((row) => modeOf(row) !== null)
  assert.deepEqual(
    observed.filter((row) => !shown.has(row)),
    [],
  )
  assert.ok(observed.length > 450)
})

test('a cell holds the remedy, its rule and what was measured', () => {
  const found = cell('2.1.329', 'headless', 'agent-description', 0)
  assert.equal(found?.remedy, '/reload-plugins, then /clear')
  assert.equal(found?.verdict.rule.id, 'plugin-agent-description')
  assert.deepEqual(
    found?.rows.map(({ kind, least_action }) => `${kind}: ${least_action}`),
    ['agent-desc: 4 /clear'],
  )
})

test('a file that cannot be there has no cell', () => {
  assert.equal(cell('2.1.329', 'interactive', 'manifest-edited', 4), null)
  assert.equal(cell('2.1.329', 'interactive', 'settings-edited', 0), null)
  assert.ok(cell('2.1.329', 'interactive', 'settings-edited', 4))
})

test('a version that was not measured says from which one its answers come', () => {
  const { basis, measured, directory } = guideOf('2.1.85', 'interactive')
  assert.deepEqual([basis, measured, directory.how], ['2.1.63', false, 'in-place'])
  const found = cell('2.1.400', 'interactive', 'skill-edited', 1)
  assert.equal(found?.verdict.measured, false)
  assert.equal(found?.rows[0]?.version, '2.1.329')
})

test('a row tells how it differs between the measured versions', () => {
  const row = guideOf('2.1.329', 'interactive').rows.find(({ id }) => id === 'skill-edited')
  assert.deepEqual(
    row?.history.map(({ from, to, remedies }) => `${from} to ${to}: ${remedies[1]} / ${remedies[4]}`),
    [
      '2.0.74 to 2.0.74: new session / new session',
      '2.1.0 to 2.1.63: new session / wait',
      '2.1.100 to 2.1.150: /reload-plugins / wait',
      '2.1.197 to 2.1.329: /reload-skills / wait',
    ],
  )
})

test('the evidence of a verdict is the rows of its own situation', () => {
  for (const row of measuredRows) {
    const [edit, mode] = [kinds[row.kind], modeOf(row)]
    if (!edit || !mode) continue
    const situation = { version: row.version, mode, driver: driverOf(row) }
    assert.ok(evidenceOf(verdictOf(edit, situation), situation).includes(row), row.kind)
  }
})
