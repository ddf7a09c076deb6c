import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStart } from '../../server/processes.ts'
import { lab } from '../support/lab.ts'
import { measurement, PROBE } from '../support/measurements.ts'
import { formFrom, signIn } from '../support/panel.ts'

async function opened() {
  const place = lab()
  const cookie = await signIn(place)
  const get = async (path: string) => {
    const answer = await place.request(path, { headers: { cookie } })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const post = async (path: string, form: Record<string, string> = {}) => {
    const answer = await place.request(path, formFrom(cookie, form))
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  return Object.assign(place, { get, post, store: place.panel.store })
}

test('without a claude it is said what to do, and nothing was measured yet', async () => {
  using place = await opened()
  assert.match((await place.get('/probe')).text, /Nothing was measured here yet/)
  const refused = await place.post('/probe')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /role="alert">No <code>claude<\/code> was found that could be measured/)
  assert.equal(place.store.lock('probe'), undefined)
})

test('a kind that there is not is refused with those that there are', async () => {
  using place = await opened()
  const { status, text } = await place.post('/probe', { only: 'hologram' })
  assert.equal(status, 422)
  assert.match(text, /There is no kind hologram to measure. The kinds are: skill-desc/)
})

test('one probe at a time, whichever Hotplug runs it', async () => {
  using place = await opened()
  place.store.putLock('probe', process.ppid, processStart(process.ppid) ?? '')
  const { status, text } = await place.post('/probe')
  assert.equal(status, 422)
  assert.match(text, new RegExp(`running already, in another Hotplug \\(process ${process.ppid}\\)`))
})

test('results stand beside the rules that ship, are exported as the tables are, and can be deleted', async () => {
  using place = await opened()
  const probe = place.store.probes.beginProbe(PROBE)
  place.store.probes.putMeasurement(measurement({ probe }))
  place.store.probes.putMeasurement(measurement({ probe, kind: 'command-body', least_action: '1b after 3s' }))
  place.store.probes.endProbe(probe, { state: 'done', failed: 'damaged', error: null })

  const page = await place.get('/probe')
  assert.match(page.text, /Measured here with 2\.1\.329: 2 results, 1 of 2 differs from the rules that ship/)
  assert.match(page.text, /some seconds<\/span> <span class="differs">differs/)
  assert.doesNotMatch((await place.get('/probe?show=differs')).text, /<tr[^>]*>\s*<td>[^<]*<code>skill-body/)

  const guide = await place.get('/guide?version=2.1.329')
  assert.match(guide.text, /2 answers were measured on this machine<\/b>; 1 differs/)

  const exported = await place.get('/probe/export?version=2.1.329')
  assert.match(exported.headers.get('content-disposition') ?? '', /filename="claude-code-2\.1\.329-measured\.json"/)
  const { rows } = JSON.parse(exported.text)
  assert.deepEqual(
    rows.map(({ version, driver, mode, kind, least_action }: Record<string, string>) =>
      [version, driver, mode, kind, least_action].join(' '),
    ),
    ['2.1.329 tui G command-body 1b after 3s', '2.1.329 tui G skill-body(/slash) 2 /reload-skills'],
  )
  assert.deepEqual(JSON.parse((await place.get('/probe/export?version=9.9.9')).text).rows, [])

  const deleted = await place.post('/probe/deletion', { version: '2.1.329' })
  assert.deepEqual([deleted.status, deleted.headers.get('location')], [303, '/probe'])
  assert.match((await place.get('/probe')).text, /Nothing was measured here yet/)
  assert.match((await place.post('/probe/deletion', { version: '2.1.329' })).text, /Nothing of 2\.1\.329 is kept here/)
})

test('a probe whose process is gone was interrupted, and what it measured is not measured again', async () => {
  using place = await opened()
  const probe = place.store.probes.beginProbe({ ...PROBE, pid: 2 ** 22 - 1, process_start: 'long gone' })
  place.store.probes.putMeasurement(measurement({ probe }))
  place.store.probes.setAsked(probe, 10)
  const { text } = await place.get('/probe')
  assert.match(text, /Interrupted: its process ended/)
  assert.match(text, /1 of 10 results came of it and is kept: the next run goes on from there/)
})
