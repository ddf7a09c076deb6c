import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lab } from '../support/lab.ts'
import { signIn } from '../support/panel.ts'

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

test('the page of skills shows the plugin’s, filters by kind and words, and refuses nothing that is asked', async () => {
  using place = lab()
  const cookie = await signIn(place)
  place.panel.doctor.attend()
  await place.panel.doctor.diagnose()
  const show = async (path: string) => textOf(await place.request(path, { headers: { cookie } }))
  const all = await show('/skills')
  for (const name of ['/voice:speak', 'voice:critic', '/voice:shout']) assert.match(all, new RegExp(name))
  assert.match(await show('/skills?kind=agent'), /1 agent · .* voice:critic agent voice@lab/)
  assert.doesNotMatch(await show('/skills?kind=agent'), /voice:shout/)
  assert.match(await show('/skills?q=aloud'), /1 definition · .*\/voice:speak/)
  assert.match(await show('/skills?plugin=user'), /Nothing is like that/)
  assert.match(await show('/skills?kind=nonsense&sort=nonsense&show=nonsense'), /3 definitions/)
  assert.match(await show('/skills?sort=cost'), /3 definitions/)
})
