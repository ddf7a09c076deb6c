import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { json, type Lab, lab, SOURCE } from '../support/lab.ts'
import { formFrom, signIn } from '../support/panel.ts'

const SERVERS = json({ mcpServers: { tts: { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/mcp/gone.mjs`] } } })
const CHECK = 'server-path-missing'

/** The plugin with a server whose program is not there, linked to the checkout that its author edits. */
async function brokenLab() {
  const place = lab({ [`${SOURCE}/.mcp.json`]: SERVERS })
  place.panel.store.link('voice@lab', place.at(SOURCE))
  place.panel.survey.lookAgain()
  return { ...place, cookie: await signIn(place), [Symbol.dispose]: place[Symbol.dispose] }
}

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

async function show(place: Lab & { cookie: string }, path: string) {
  const answer = await place.request(path, { headers: { cookie: place.cookie } })
  return { status: answer.status, html: await answer.clone().text(), text: await textOf(answer) }
}

const idIn = (page: string) => new RegExp(`id="(${CHECK}-[0-9a-f]{8})"`).exec(page)?.[1] ?? ''

test('a finding is on the page of the doctor, at its plugin, at its file, and on the page of its check', async () => {
  using place = await brokenLab()
  const { html, text } = await show(place, '/doctor?q=mcp/gone.mjs')
  assert.match(text, /voice@lab 1 only these Error MCP server tts \.mcp\.json:\d+ MCP server tts names/)
  assert.match(idIn(html), /./)
  assert.match((await show(place, '/doctor?plugin=other@lab')).text, /Nothing is found that is like that/)
  assert.match((await show(place, `/doctor/checks/${CHECK}`)).text, /measured .* Found now 1/)
  assert.match((await show(place, '/doctor/checks')).text, /1 finding /)
  assert.equal((await show(place, '/doctor/checks/nothing')).status, 404)
  assert.match((await show(place, '/')).html, /data-found="e\d+"/)
  assert.match((await show(place, '/plugins/voice@lab?file=README.md')).text, /Found Error MCP server tts/)
  const { text: pane } = await show(place, '/plugins/voice@lab?file=.mcp.json')
  assert.match(pane, /MCP server tts names .* How this is known/)
})

test('it is muted with a reason, where it stands, and counts again when that is taken back', async () => {
  using place = await brokenLab()
  const { cookie } = place
  const id = idIn((await show(place, '/doctor')).html)
  const from = '/plugins/voice@lab?file=.mcp.json'
  const refused = await place.request(`/doctor/findings/${id}/mute`, formFrom(cookie, { reason: ' ' }, from))
  assert.equal(refused.status, 422)
  assert.match(await textOf(refused), /A finding is muted with a reason\. Say in a few words why it is fine here\./)
  const long = await place.request(`/doctor/findings/${id}/mute`, formFrom(cookie, { reason: 'x'.repeat(301) }, from))
  assert.equal(long.status, 422)
  const muted = await place.request(`/doctor/findings/${id}/mute`, formFrom(cookie, { reason: 'Built later.' }, from))
  assert.deepEqual([muted.status, muted.headers.get('location')], [303, from])
  assert.equal(idIn((await show(place, '/doctor')).html), '')
  assert.match((await show(place, '/doctor?show=muted')).text, /Muted now ago: Built later\. Unmute|Built later\./)
  assert.match((await show(place, '/doctor?show=muted')).text, /Muted 1/)

  const again = { ...formFrom(cookie), method: 'DELETE' }
  assert.equal((await place.request(`/doctor/findings/${id}/mute`, again)).status, 303)
  assert.equal(idIn((await show(place, '/doctor')).html), id)
  assert.equal((await place.request(`/doctor/findings/${id}/mute`, again)).status, 422)
  const unknown = await place.request('/doctor/findings/made-up/mute', formFrom(cookie, { reason: 'No.' }))
  assert.equal(unknown.status, 422)
})

test('a mute outlives its finding, which is the same when it comes back', async () => {
  using place = await brokenLab()
  const id = idIn((await show(place, '/doctor')).html)
  await place.request(`/doctor/findings/${id}/mute`, formFrom(place.cookie, { reason: 'Built later.' }))
  rmSync(place.at(`${SOURCE}/.mcp.json`))
  const { text } = await show(place, '/doctor?show=muted')
  assert.match(text, /Muted, and not found any more 1 voice@lab MCP server tts .* Built later\. Forget/)
  place.write({ [`${SOURCE}/.mcp.json`]: `\n\n${SERVERS}` })
  const { html } = await show(place, '/doctor?show=muted')
  assert.equal(idIn(html), id)
  assert.doesNotMatch(html, /not found any more/)
})
