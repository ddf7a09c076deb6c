import assert from 'node:assert/strict'
import { rmSync, statSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { openInPlace } from '../../../server/plugins/edits/in-place.ts'
import { lookAtCopy, lookAtSync } from '../../../server/plugins/edits/look.ts'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { syncPlugin } from '../../../server/plugins/sync.ts'
import { CACHE, ID, type Lab, lab, SOURCE } from '../../support/lab.ts'

const SKILL = 'skills/speak/SKILL.md'
const SCRIPT = 'hooks/remind.mjs'
const OPTIONS = { fromCache: false, overwrite: false, dryRun: false, shown: null }

const pluginOf = ({ panel }: Lab) => panel.survey.inventory().plugins[0] ?? assert.fail('it is installed')

async function look(place: Lab) {
  const plugin = pluginOf(place)
  place.panel.comparisons.forget(plugin.id)
  await place.panel.comparisons.bring([plugin])
  const compared = place.panel.comparisons.of(plugin)
  if (compared === null || compared === 'nothing' || compared.error !== null) return assert.fail('it is compared')
  return lookAtCopy(place.panel, plugin, compared)
}

const editOf = (place: Lab, path: string) => place.panel.store.edits.latestOf(ID, path)
const edit = (place: Lab, path: string, text: string) => place.write({ [`${SOURCE}/${path}`]: text })

async function linked() {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  return place
}

test('a save is an edit on its way; saved again it is the same one, and taken back it is none', async () => {
  using place = await linked()
  await look(place)
  edit(place, SKILL, '---\nname: speak\ndescription: Say it.\n---\n\nNow.\n')
  assert.equal(await look(place), true)
  const first = editOf(place, SKILL)
  assert.deepEqual([first?.component, first?.loaded_at, first?.live_at], ['skill', null, null])
  assert.equal(first?.saved_at, statSync(place.at(`${SOURCE}/${SKILL}`)).mtimeMs)
  assert.equal(await look(place), false)

  const later = new Date(Date.now() + 2000)
  utimesSync(place.at(`${SOURCE}/${SKILL}`), later, later)
  assert.equal(await look(place), true)
  assert.equal(editOf(place, SKILL)?.id, first?.id)
  assert.equal(editOf(place, SKILL)?.saved_at, later.getTime())
  edit(place, SKILL, place.read(`${CACHE}/${SKILL}`))
  assert.equal(await look(place), true)
  assert.equal(editOf(place, SKILL), undefined)
})

test('what somebody else copied has got there too, and a script is live with that', async () => {
  using place = await linked()
  edit(place, SCRIPT, "console.log('remember well')\n")
  await look(place)
  place.write({ [`${CACHE}/${SCRIPT}`]: "console.log('remember well')\n" })
  await look(place)
  const found = editOf(place, SCRIPT)
  assert.deepEqual([found?.component, found?.loaded_by, found?.live_by], ['hook script', 'update', 'use'])
  assert.equal(found?.live_at, found?.loaded_at)
  assert.ok((found?.loaded_at ?? 0) >= (found?.saved_at ?? 0))
})

test('a sync that nobody saw coming is recorded with the time of the save, and one to the source is not', async () => {
  using place = await linked()
  edit(place, SKILL, '---\nname: speak\ndescription: Say it.\n---\n\nNow.\n')
  const saved = statSync(place.at(`${SOURCE}/${SKILL}`)).mtimeMs
  const span = { from: Date.now(), to: 0 }
  await syncPlugin(place.panel, ID, OPTIONS)
  span.to = Date.now()
  assert.equal(lookAtSync(place.panel, pluginOf(place), [SKILL, 'hooks/gone.mjs'], span), true)
  const found = editOf(place, SKILL)
  assert.deepEqual([found?.loaded_by, found?.loaded_at, found?.live_at], ['sync', span.to, null])
  assert.ok(Math.abs((found?.saved_at ?? 0) - saved) < 1, 'copying keeps the time of the save')
  assert.equal(editOf(place, 'hooks/gone.mjs'), undefined)

  const earlier = { from: span.from - 900_000, to: span.from - 800_000 }
  assert.equal(lookAtSync(place.panel, pluginOf(place), [SCRIPT], earlier), false, 'it wrote nothing there')
})

test('in place a save is what has another time than before', async () => {
  using place = await linked()
  const plugin = { ...pluginOf(place) }
  const inPlace = { ...plugin, loaded: { ...plugin.loaded, path: place.at(SOURCE) } }
  const saved = openInPlace(Date.now() + 60_000)
  assert.deepEqual(saved(inPlace), [])
  const later = new Date(Date.now() + 120_000)
  utimesSync(place.at(`${SOURCE}/${SKILL}`), later, later)
  rmSync(place.at(`${SOURCE}/${SCRIPT}`))
  assert.deepEqual(saved(inPlace), [{ path: SKILL, savedAt: later.getTime(), isAdded: false }])
  assert.deepEqual(saved(inPlace), [])
})
