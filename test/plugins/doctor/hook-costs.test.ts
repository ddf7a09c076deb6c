import assert from 'node:assert/strict'
import { test } from 'node:test'
import { only } from '../../../server/doctor/examine.ts'
import { hookCosts } from '../../../server/plugins/doctor/hook-traces.ts'
import { lab } from '../../support/lab.ts'

const RUN = { event: 'Stop', input: 'sample', fingerprint: 'f', amount: 3, ended: 'exit', code: 0, outcome: 'goes on' }

test('where no session recorded anything, the latest runs on the bench say what an event costs', async () => {
  using place = lab()
  const { panel } = place
  const { places } = await panel.doctor.diagnose()
  const [subject] = places.flatMap(({ subjects }) => only(subjects, 'hook'))
  assert.ok(subject)
  const { id } = subject.hook
  assert.deepEqual(hookCosts(panel, places).of(subject.hook), {
    measured: null,
    own: null,
    event: { event: 'Stop', measured: null, bench: null },
  })
  panel.store.bench.put({ ...RUN, hook: id, version: '', times: '[90,91,92]' })
  panel.store.bench.put({ ...RUN, hook: id, version: '', times: '[12,40,13]' })
  panel.store.bench.put({ ...RUN, hook: id, version: 'before', times: '[500]' })
  panel.store.bench.put({ ...RUN, hook: 'gone', version: '', times: 'no JSON' })
  assert.deepEqual(hookCosts(panel, places).events.get('Stop')?.bench, { hooks: 1, of: 1, slowest: 13 })
})

test('our own hook has a history of its own', async () => {
  using place = lab()
  const { panel } = place
  const { places } = await panel.doctor.diagnose()
  const [subject] = places.flatMap(({ subjects }) => only(subjects, 'hook'))
  assert.ok(subject?.place.kind === 'plugin')
  const ours = { ...subject, place: { ...subject.place, id: 'hotplug@hotplug' } }
  const { of } = hookCosts(panel, [{ subjects: [{ of: 'hook', value: ours }] }])
  assert.equal(of(ours.hook).own, null)
  const detection = {
    event: 'prompt' as const,
    session: null,
    project: null,
    matches: '[]',
    suppressed: '[]',
    prompt: null,
  }
  for (const duration_ms of [9, 3, 4]) panel.store.autoload.addDetection({ ...detection, at: Date.now(), duration_ms })
  assert.deepEqual(of(ours.hook).own, { times: 3, typical: 4, slowest: 9 })
})
