import assert from 'node:assert/strict'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { test } from 'node:test'
import { linkPlugin, unlinkPlugin } from '../../server/plugins/links.ts'
import { CHECKOUT, CLONE, ID, lab, SOURCE } from '../support/lab.ts'

const sourceOf = ({ panel }: ReturnType<typeof lab>) => panel.survey.inventory().plugins[0]?.source

for (const directory of [SOURCE, CHECKOUT])
  test(`a link to ${directory} makes it the source, and the history says so`, async () => {
    using place = lab()
    assert.equal(sourceOf(place)?.path, place.at(`${CLONE}/plugins/voice`))
    const linked = await linkPlugin(place.panel, 'voice', place.at(directory))
    assert.deepEqual([linked.id, linked.done, linked.directory], [ID, true, place.at(directory)])
    assert.deepEqual([sourceOf(place)?.by, sourceOf(place)?.path], ['link', place.at(SOURCE)])
    assert.equal(place.panel.store.actions(1)[0]?.kind, 'link')
    assert.match(linked.message, /voice@lab is edited in /)
  })

test('a link may be relative to the folder the person stands in, and lead through a link', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, `../${SOURCE}`)
  assert.equal(sourceOf(place)?.path, place.at(SOURCE))
  symlinkSync(place.at(SOURCE), place.at('project/shortcut'))
  await linkPlugin(place.panel, ID, 'shortcut')
  assert.equal(sourceOf(place)?.by, 'link')
})

test('what is no plugin is refused, and the link that was there stays', async () => {
  using place = lab({ 'dev/empty/readme.txt': 'nothing', 'dev/file': 'a file' })
  mkdirSync(place.at('dev/other/.claude-plugin'), { recursive: true })
  place.write({
    'dev/escape/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'Eve' },
      plugins: [{ name: 'voice', source: './../../project' }],
    }),
    'dev/broken/.claude-plugin/marketplace.json': '{',
  })
  await linkPlugin(place.panel, ID, place.at(CHECKOUT))
  const before = place.panel.store.actions(99).length
  for (const directory of ['dev/empty', 'dev/file', 'dev/none', 'dev/other', 'dev/escape', 'dev/broken'])
    await assert.rejects(linkPlugin(place.panel, ID, place.at(directory)), { status: 422 }, directory)
  for (const directory of ['', 'x\0y']) await assert.rejects(linkPlugin(place.panel, ID, directory), { status: 422 })
  assert.equal(sourceOf(place)?.path, place.at(SOURCE))
  assert.equal(place.panel.store.actions(99).length, before)
  await assert.rejects(linkPlugin(place.panel, 'nobody@lab', place.at(SOURCE)), { status: 404 })
})

test('a refused first link leaves none', async () => {
  using place = lab({ 'dev/empty/readme.txt': 'nothing' })
  await assert.rejects(linkPlugin(place.panel, ID, place.at('dev/empty')), /does not hold the plugin voice/)
  assert.equal(place.panel.store.links().size, 0)
  assert.equal(sourceOf(place)?.by, 'clone')
  assert.deepEqual(place.panel.survey.inventory().problems, [])
})

test('unlink goes back to what the marketplace says; once more is no error and says so', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  assert.equal((await unlinkPlugin(place.panel, 'voice')).done, true)
  assert.equal(sourceOf(place)?.by, 'clone')
  const again = await unlinkPlugin(place.panel, ID)
  assert.deepEqual([again.done, again.message], [false, 'voice@lab is not linked.'])
  assert.deepEqual(
    place.panel.store.actions(9).map(({ kind }) => kind),
    ['unlink', 'link'],
  )
})

test('a link whose folder is gone is a problem by name, and can be taken away', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  rmSync(place.at('dev'), { recursive: true })
  place.panel.survey.lookAgain()
  assert.equal(sourceOf(place), null)
  assert.match(place.panel.survey.inventory().problems[0]?.message ?? '', /voice is linked to .* not a folder any more/)
  assert.equal((await unlinkPlugin(place.panel, ID)).done, true)
  assert.equal(sourceOf(place)?.by, 'clone')
})

test('a link of a plugin that was uninstalled can still be taken away', async () => {
  using place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  place.write({ 'claude/plugins/installed_plugins.json': '{"version":2,"plugins":{}}' })
  place.panel.survey.lookAgain()
  assert.equal((await unlinkPlugin(place.panel, ID)).done, true)
  assert.equal(place.panel.store.links().size, 0)
})
