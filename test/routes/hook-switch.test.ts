import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { only } from '../../server/doctor/examine.ts'
import { conditionModel } from '../../server/plugins/doctor/conditions/model.ts'
import { hookSwitch } from '../../views/urls.ts'
import { formFrom, signIn, testPanel } from '../support/panel.ts'

const FLAG = 'project/.enable-strict'

async function open() {
  const hooks = { Stop: [{ hooks: [{ type: 'command', command: '[ -f .enable-strict ] && echo strict' }] }] }
  const place = testPanel({ 'project/.claude/settings.json': JSON.stringify({ hooks }) })
  const { places } = await place.panel.doctor.diagnose()
  const [subject] = places.flatMap(({ subjects }) => only(subjects, 'hook'))
  assert.ok(subject)
  const [project] = conditionModel(place.panel, subject)?.projects ?? []
  const wanted = { project: project?.project.id ?? '', condition: project?.conditions[0]?.id ?? '' }
  const cookie = await signIn(place)
  const address = hookSwitch(subject.hook.id, wanted)
  const get = async (path: string) => (await place.request(path, { headers: { cookie } })).text()
  return { ...place, [Symbol.dispose]: place[Symbol.dispose], id: subject.hook.id, wanted, cookie, address, get }
}

const planIn = (page: string) => /name="plan" value="([^"]+)"/.exec(page)?.[1] ?? ''

test('a switch is shown, then carried out, and the page of the hook says so', async () => {
  using place = await open()
  const page = await place.get(place.address)
  assert.match(page, /<code>\.enable-strict<\/code> is created/)
  const form = { ...place.wanted, plan: planIn(page) }
  const answer = await place.request(hookSwitch(place.id), formFrom(place.cookie, form))
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/hooks/${place.id}`])
  assert.ok(existsSync(place.at(FLAG)))
  assert.match(await place.get(`/hooks/${place.id}`), /class="mark live">Active</)
})

test('what was not read first, or is something else now, is refused with a sentence, and nothing is written', async () => {
  using place = await open()
  const post = async (form: Record<string, string>, id = place.id) => {
    const answer = await place.request(hookSwitch(id), formFrom(place.cookie, form))
    return `${answer.status} ${/role="alert">(.*?)<\/p>/.exec(await answer.text())?.[1]}`
  }
  assert.match(await post(place.wanted), /^422 Look first at what the switch would change/)
  assert.match(
    await post({ ...place.wanted, plan: 'another' }),
    /^422 What switches this hook changed since it was shown/,
  )
  assert.match(
    await post({ ...place.wanted, plan: 'x', condition: '../../etc' }),
    /^422 This hook is not switched by that any more/,
  )
  assert.match(await post({ ...place.wanted, plan: 'x', project: '/etc' }), /^422 No project here/)
  assert.equal(existsSync(place.at(FLAG)), false)
  const unknown = await place.request(
    hookSwitch('000000000000'),
    formFrom(place.cookie, { ...place.wanted, plan: 'x' }),
  )
  assert.equal(unknown.status, 404)
})
