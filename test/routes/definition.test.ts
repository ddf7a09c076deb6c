import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { lab, SOURCE, VOICE } from '../support/lab.ts'
import { formFrom, signIn } from '../support/panel.ts'

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

/** The plugin `voice`, linked to the checkout that its author edits, and the ids of its definitions by their paths. */
async function definitions() {
  const place = lab({
    [`${SOURCE}/skills/speak/voices.md`]: 'calm\n',
    [`${SOURCE}/skills/speak/SKILL.md`]: `${VOICE['skills/speak/SKILL.md']}Now: !\`touch x\`\n<b>$ARGUMENTS</b>\n`,
  })
  place.panel.store.link('voice@lab', place.at(SOURCE))
  place.panel.survey.lookAgain()
  const cookie = await signIn(place)
  const { places } = await place.panel.doctor.diagnose()
  const ids = new Map(
    places.flatMap(({ subjects }) =>
      subjects.flatMap((one) =>
        one.of === 'definition' ? [[one.value.definition.path, one.value.definition.id]] : [],
      ),
    ) as [string, string][],
  )
  const addressOf = (path: string) => `/skills/${ids.get(path)}`
  const show = async (path: string) => textOf(await place.request(path, { headers: { cookie } }))
  return { ...place, cookie, addressOf, show, [Symbol.dispose]: place[Symbol.dispose] }
}

test('a skill’s page shows its text, its files, its commands, what an edit needs and what it costs', async () => {
  using place = await definitions()
  const text = await place.show(place.addressOf('skills/speak/SKILL.md'))
  assert.match(text, /voice:speak Used Skill of voice@lab ?\. A new session knows it\./)
  assert.match(text, /Try it No claude was found to try it with\./)
  assert.match(text, /&lt; b &gt;\$ARGUMENTS&lt;\/ b &gt;/)
  assert.match(text, /2 files SKILL\.md \S+ B voices\.md 5 B/)
  assert.match(text, /Of its text Sync, then \/reload-skills/)
  assert.match(text, /In every session \d+ tokens/)
  assert.match(text, /No edit of it was seen yet/)
})

test('one of every kind has a page', async () => {
  using place = await definitions()
  assert.match(await place.show(place.addressOf('agents/critic.md')), /voice:critic Used Agent of voice@lab/)
  assert.match(await place.show(place.addressOf('commands/shout.md')), /voice:shout Used Command of voice@lab/)
})

test('what is not there any more is said so', async () => {
  using place = await definitions()
  const { cookie } = place
  const answer = await place.request('/skills/0123456789ab', { headers: { cookie } })
  assert.equal(answer.status, 404)
  assert.match(await textOf(answer), /There is no such skill, command, agent or output style any more\./)
  const address = place.addressOf('agents/critic.md')
  rmSync(place.at(`${SOURCE}/agents/critic.md`))
  assert.equal((await place.request(address, { headers: { cookie } })).status, 404)
})

test('without a program nothing is tried', async () => {
  using place = await definitions()
  const address = `${place.addressOf('agents/critic.md')}/trial`
  const answer = await place.request(address, formFrom(place.cookie, { hash: 'x' }))
  assert.equal(answer.status, 422)
  assert.match(await textOf(answer), /No claude was found to try it with\./)
  assert.equal((await place.request('/skills/0123456789ab/trial', formFrom(place.cookie))).status, 404)
})
