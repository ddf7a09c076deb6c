import assert from 'node:assert/strict'
import { realpathSync, symlinkSync } from 'node:fs'
import { test } from 'node:test'
import type { Place } from '../../../server/doctor/types.ts'
import { many } from '../../support/many.ts'

const nameOf = (place: Place) => (place.kind === 'plugin' ? place.id : place.kind)

const brokenServers = JSON.stringify({
  mcpServers: { tts: { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/gone.mjs`] } },
})

/** Three plugins, of which one has a server whose file is missing. */
function three() {
  const place = many(3, 1)
  const { doctor } = place.panel
  const leave = doctor.attend()
  const found = async () => {
    const { findings } = await doctor.diagnose()
    return findings.filter(({ check }) => check === 'server-path-missing').map(({ plugin }) => plugin)
  }
  /** Which places were examined by `work`, and not before. */
  async function examinedBy(work: () => unknown) {
    const before = (await doctor.diagnose()).places
    await work()
    return (await doctor.diagnose()).places.filter((one) => !before.includes(one)).map((one) => nameOf(one.place))
  }
  const rootOf = (id: string) => {
    const plugin = place.panel.survey.inventory().plugins.find((one) => one.id === id)
    return realpathSync(plugin?.source?.path ?? plugin?.loaded.path ?? '')
  }
  return { ...place, doctor, found, examinedBy, rootOf, leave, [Symbol.dispose]: place[Symbol.dispose] }
}

test('while it is told what changes, only that is examined again', async () => {
  using place = three()
  const { doctor, rootOf } = place
  assert.deepEqual(await place.examinedBy(() => {}), [])
  const root = rootOf('plugin-1@many')
  assert.deepEqual(
    await place.examinedBy(() => {
      place.write({ [`${root.slice(place.path.length + 1)}/.mcp.json`]: brokenServers })
      doctor.stirred(root)
    }),
    ['plugin-1@many'],
  )
  assert.deepEqual(await place.found(), ['plugin-1@many'])
})

test('a setting concerns everything, an installation one plugin, and what is gone is forgotten', async () => {
  using place = three()
  const { panel } = place
  const settings = JSON.parse(place.read('claude/settings.json'))
  const everything = await place.examinedBy(() => {
    place.write({ 'claude/settings.json': JSON.stringify({ ...settings, disableAllHooks: true }) })
    panel.survey.lookAgain()
  })
  assert.deepEqual(everything, ['plugin-0@many', 'plugin-1@many', 'plugin-2@many', 'user', 'project'])

  const installed = JSON.parse(place.read('claude/plugins/installed_plugins.json'))
  installed.plugins['plugin-2@many'][0].version = '1.0.1'
  const { 'plugin-0@many': _, ...plugins } = installed.plugins
  const changed = await place.examinedBy(() => {
    place.write({ 'claude/plugins/installed_plugins.json': JSON.stringify({ ...installed, plugins }) })
    panel.survey.lookAgain()
  })
  assert.deepEqual(changed, ['plugin-2@many'])
  const { places } = await place.doctor.diagnose()
  assert.deepEqual(
    places.map((one) => nameOf(one.place)),
    ['plugin-1@many', 'plugin-2@many', 'user', 'project'],
  )
})

test('what nobody watches is noticed when it is looked at: a file of the project, and what a link leads to', async () => {
  using place = three()
  const skill = 'dev/far/SKILL.md'
  place.write({ [skill]: '---\nname: far\ndescription: Away.\n---\nOne.\n', 'claude/skills/near/SKILL.md': 'x' })
  symlinkSync(place.at('dev/far'), place.at('claude/skills/far'))
  await place.doctor.diagnose()
  assert.equal(place.doctor.lookOutside(), false)
  const look = () => assert.equal(place.doctor.lookOutside(), true)
  const byServers = place.examinedBy(() => {
    place.write({ 'project/.mcp.json': brokenServers })
    look()
  })
  assert.deepEqual(await byServers, ['project'])
  const bySkill = place.examinedBy(() => {
    place.write({ [skill]: '---\nname: far\ndescription: Away.\n---\nOne and two.\n' })
    look()
  })
  assert.deepEqual(await bySkill, ['user'])
})

test('when nobody tells, everything is looked at each time', async () => {
  using place = three()
  place.leave()
  assert.equal((await place.examinedBy(() => {})).length, 5)
})

test('what changes while it is examined is examined once more', async () => {
  using place = three()
  const root = place.rootOf('plugin-1@many')
  const under = place.doctor.diagnose()
  place.doctor.stirred(root)
  place.write({ [`${root.slice(place.path.length + 1)}/.mcp.json`]: brokenServers })
  place.doctor.stirred(root)
  await under
  assert.deepEqual(await place.found(), ['plugin-1@many'])
})
