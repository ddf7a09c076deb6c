import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { offerOf } from '../../../server/plugins/probe/offer.ts'
import { resultOf } from '../../../server/plugins/probe/results.ts'
import { statusReport } from '../../../server/plugins/report.ts'
import { whyFile } from '../../../server/plugins/why/why.ts'
import { CHECKOUT, ID, lab, SOURCE } from '../../support/lab.ts'
import { measurement, PROBE, PROGRAM } from '../../support/measurements.ts'

const SKILL = 'skills/speak/SKILL.md'
const edited = '---\nname: speak\ndescription: Reads aloud.\n---\n\nRead it slowly.\n'

async function drifted() {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(CHECKOUT))
  place.write({ [`${SOURCE}/${SKILL}`]: edited })
  await place.panel.checkAll()
  const { probes } = place.panel.store
  return Object.assign(place, { probes, probe: probes.beginProbe(PROBE) })
}

const remedyNow = async ({ panel }: Awaited<ReturnType<typeof drifted>>) =>
  (await statusReport(panel, ID)).rows[0]?.remedy

test('what was measured here decides what a sync and a file need, everywhere, as soon as it is known', async () => {
  using place = await drifted()
  assert.equal(await remedyNow(place), 'sync, then /reload-skills')
  place.probes.putMeasurement(measurement({ least_action: '6 new session' }))
  assert.equal(await remedyNow(place), 'sync, then new session')

  const why = await whyFile(place.panel, place.at(`${SOURCE}/${SKILL}`))
  assert.equal(why.remedy, 'sync, then new session')
  assert.equal(why.rule?.source, 'measured')
  assert.match(why.rule?.evidence ?? '', /^Measured here on \d{4}-\d\d-\d\d with 2\.1\.329\.$/)

  place.probes.dropMeasurements('2.1.329')
  assert.equal(await remedyNow(place), 'sync, then /reload-skills')
})

test('a result that tells nothing changes nothing', async () => {
  using place = await drifted()
  for (const least_action of ['n/a (baseline not seen)', 'none of the steps', '7b uninstall+install + new session']) {
    place.probes.putMeasurement(measurement({ least_action }))
    assert.equal(await remedyNow(place), 'sync, then /reload-skills', least_action)
  }
  place.probes.putMeasurement(measurement({ least_action: '6 new session', note: 'The machine was slow.' }))
  assert.equal(await remedyNow(place), 'sync, then /reload-skills')
})

test('a cell that is measured again has one result, the newer one', async () => {
  using place = await drifted()
  place.probes.putMeasurement(measurement({ least_action: '6 new session', at: 1 }))
  place.probes.putMeasurement(measurement({ least_action: '1b after 3s', at: 2, alone: '{"/clear":"no"}' }))
  const rows = place.panel.results.rows()
  assert.deepEqual(
    rows.map(({ least_action, alone }) => [least_action, alone]),
    [['1b after 3s', { '/clear': 'no' }]],
  )
  assert.equal(place.panel.results.rows(), rows)
})

test('a run goes on from those of the same program that were not finished', async () => {
  using place = await drifted()
  const { probes, probe } = place
  const about = { version: '2.1.329', program: PROGRAM, driver: 'tui', quick: 0 }
  const kindsLeft = () =>
    probes
      .unfinished(about)
      .map(({ kind }) => kind)
      .sort()
  probes.putMeasurement(measurement({ probe }))
  probes.endProbe(probe, { state: 'cancelled', failed: '[]', error: null })
  assert.deepEqual(kindsLeft(), ['skill-body(/slash)'])
  for (const other of [{ program: '/elsewhere' }, { version: '2.1.330' }, { driver: 'stream' }])
    assert.deepEqual(probes.unfinished({ ...about, ...other }), [])

  const second = probes.beginProbe(PROBE)
  probes.putMeasurement(measurement({ probe: second, kind: 'command-body' }))
  assert.deepEqual(kindsLeft(), ['command-body', 'skill-body(/slash)'])
  probes.adopt({ id: second, ...about }, kindsLeft())
  probes.endProbe(second, { state: 'done', failed: '[]', error: null })
  assert.deepEqual(kindsLeft(), [])
  assert.equal(probes.resultsOf(second), 2)
})

test('whatever stands in the database, a row is either understood or left out', () => {
  const damaged = [
    { driver: 'telepathy' },
    { mode: 'Z' },
    { kind: '' },
    { version: 'x'.repeat(500) },
    { kind: 'k'.repeat(1e6) },
  ]
  for (const over of damaged) assert.deepEqual(resultOf(measurement(over)), [], JSON.stringify(over).slice(0, 60))
  for (const alone of ['{', '[]', '{"/clear":7}', 'null', '"yes"', `{"a":"${'x'.repeat(5000)}"}`])
    assert.equal(resultOf(measurement({ alone }))[0]?.alone, undefined, alone.slice(0, 20))
  assert.equal(resultOf(measurement({ kind: 'hologram' })).length, 1)
})

const OFFERS: [installed: string, here: readonly string[], dismissed: string | null, newest: string | null][] = [
  ['2.1.400', [], null, '2.1.329'],
  ['2.1.400 (Claude Code)', ['2.1.330'], null, '2.1.330'],
  ['2.1.400', ['2.1.330', '2.1.400'], null, null],
  ['2.1.400', ['2.2.0'], null, null],
  ['2.1.400', [], '2.1.400', null],
  ['2.1.401', [], '2.1.400', '2.1.329'],
  ['2.1.329', [], null, null],
  ['2.1.328', [], null, null],
  ['unheard of', [], null, null],
  ['2.1.400', ['not a version'], null, '2.1.329'],
]

for (const [installed, here, dismissed, newest] of OFFERS) {
  test(`${installed} with ${here.join(' and ') || 'nothing'} measured here${dismissed ? `, ${dismissed} dismissed` : ''}: ${newest ? 'a probe is offered' : 'no offer'}`, () => {
    assert.equal(offerOf(installed, here, dismissed)?.newest ?? null, newest)
  })
}
