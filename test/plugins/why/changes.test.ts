import assert from 'node:assert/strict'
import { chmodSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { linkPlugin, unlinkPlugin } from '../../../server/plugins/links.ts'
import { syncPlugin } from '../../../server/plugins/sync.ts'
import { whyFile } from '../../../server/plugins/why/why.ts'
import { CACHE, CLONE, ID, json, type Lab, lab, SOURCE } from '../../support/lab.ts'

const SHOUT = `${SOURCE}/commands/shout.md`

async function linked(): Promise<Lab> {
  const place = lab()
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  return place
}

async function ask(place: Lab, file: string) {
  place.panel.survey.lookAgain()
  const why = await whyFile(place.panel, place.at(file))
  const hops = why.hops.map(({ hop, ok }) => (ok === false ? `!${hop}` : hop)).join(' ')
  return { ...why, hops, all: why.hops }
}

test('an edit, from the save to the loaded copy', async () => {
  using place = await linked()
  place.write({ [SHOUT]: 'Louder.\n' })
  const editedAt = new Date('2026-05-01T10:00:00Z')
  utimesSync(place.at(SHOUT), editedAt, editedAt)
  const stuck = await ask(place, SHOUT)
  assert.equal(stuck.hops, 'edited source !cache loaded session')
  assert.equal(stuck.remedy, 'sync, then /reload-skills')
  assert.deepEqual(
    stuck.all.slice(0, 2).map(({ at }) => at),
    [editedAt.valueOf(), editedAt.valueOf()],
  )
  await syncPlugin(place.panel, ID, { fromCache: false, overwrite: false, dryRun: false, shown: null })
  const arrived = await ask(place, SHOUT)
  assert.equal(arrived.hops, 'edited source cache loaded session')
  assert.equal(arrived.broken, null)
})

test('a file that is gone from the source is still in the cache', async () => {
  using place = await linked()
  unlinkSync(place.at(SHOUT))
  const why = await ask(place, SHOUT)
  assert.equal(why.hops, 'edited source !cache loaded session')
  assert.match(why.answer, /is still there, though the source no longer has it/)
  assert.match(why.all[0]?.detail ?? '', /^deleted in the source/)
  assert.equal(why.all[0]?.at, null)
  assert.match(why.remedy, /^sync, then /)
})

test('both sides edited: a sync asks which to keep', async () => {
  using place = await linked()
  place.write({ [SHOUT]: 'One.\n' })
  await syncPlugin(place.panel, ID, { fromCache: false, overwrite: false, dryRun: false, shown: null })
  place.write({ [SHOUT]: 'Two.\n', [`${CACHE}/commands/shout.md`]: 'Three.\n' })
  const why = await ask(place, SHOUT)
  assert.equal(why.broken, 'cache')
  assert.match(why.answer, /was edited too, so a sync asks which of the two to keep/)
})

test('a plugin whose loaded folder is gone', async () => {
  using place = await linked()
  rmSync(place.at(CACHE), { recursive: true })
  const why = await ask(place, SHOUT)
  assert.equal(why.plugin, ID)
  assert.match(why.answer, /is not there: uninstall and install/)
  assert.match(why.steps[0]?.command ?? '', /^claude plugin uninstall voice@lab && claude plugin install voice@lab$/)
})

test('a cached version that is a link has no copy that could be old', async () => {
  using place = await linked()
  rmSync(place.at(CACHE), { recursive: true })
  symlinkSync(place.at(SOURCE), place.at(CACHE))
  place.write({ [SHOUT]: 'Louder.\n' })
  const why = await ask(place, SHOUT)
  assert.equal(why.hops, 'edited source cache loaded session')
  assert.match(why.all.find(({ hop }) => hop === 'cache')?.detail ?? '', /is a link to .*, so there is no copy/)
  const through = await ask(place, `${CACHE}/commands/shout.md`)
  assert.equal(through.plugin, ID)
  assert.match(through.notes.join(), /is a link, so this is really/)
})

test('settings of an administrator decide, and no command of a person’s helps', async () => {
  using place = await linked()
  place.write({ 'managed.json': json({ enabledPlugins: { [ID]: false } }) })
  const why = await ask(place, SHOUT)
  assert.match(why.answer, /disabled by the managed settings/)
  assert.ok(!why.steps.some(({ command }) => command?.startsWith('claude plugin enable')))
  assert.match(why.ground ?? '', /administrator/)
})

test('local settings decide against those of the user', async () => {
  using place = await linked()
  place.write({ 'project/.claude/settings.local.json': json({ enabledPlugins: { [ID]: false } }) })
  const why = await ask(place, SHOUT)
  assert.match(why.answer, /disabled by the local settings/)
  assert.equal(why.steps[0]?.command, 'claude plugin enable voice@lab --scope local')
})

test('an edit in the clone of a marketplace: the clone is the source until another one is linked', async () => {
  using place = await linked()
  await unlinkPlugin(place.panel, ID)
  const file = `${CLONE}/plugins/voice/commands/shout.md`
  place.write({ [file]: 'In the clone.\n' })
  const why = await ask(place, file)
  assert.equal(why.hops, 'edited source !cache loaded session')
})

test('of two enabled plugins with one name the order of the settings decides', async () => {
  using place = lab()
  const installed = JSON.parse(place.read('claude/plugins/installed_plugins.json'))
  const known = JSON.parse(place.read('claude/plugins/known_marketplaces.json'))
  const copy = 'claude/plugins/cache/other/voice/1.0.0'
  installed.plugins['voice@other'] = [{ scope: 'user', installPath: place.at(copy), version: '1.0.0' }]
  known.other = {
    source: { source: 'github', repo: 'acme/other' },
    installLocation: place.at('claude/plugins/marketplaces/other'),
  }
  place.write({
    [`${copy}/commands/shout.md`]: 'Other.\n',
    [`${copy}/agents/critic.md`]: 'Other.\n',
    'claude/plugins/marketplaces/other/.claude-plugin/marketplace.json': json({
      name: 'other',
      owner: { name: 'Ada' },
      plugins: [{ name: 'voice', source: { source: 'github', repo: 'acme/voice' } }],
    }),
    'claude/plugins/installed_plugins.json': json(installed),
    'claude/plugins/known_marketplaces.json': json(known),
  })
  const enable = (...ids: string[]) =>
    place.write({ 'claude/settings.json': json({ enabledPlugins: Object.fromEntries(ids.map((id) => [id, true])) }) })
  const broken = async (file: string) => (await ask(place, file)).broken

  enable(ID, 'voice@other')
  assert.deepEqual(
    [await broken(`${CACHE}/commands/shout.md`), await broken(`${copy}/commands/shout.md`)],
    [null, 'loaded'],
  )
  assert.deepEqual(
    [await broken(`${CACHE}/agents/critic.md`), await broken(`${copy}/agents/critic.md`)],
    ['loaded', null],
  )
  enable('voice@other', ID)
  assert.deepEqual(
    [await broken(`${CACHE}/commands/shout.md`), await broken(`${copy}/commands/shout.md`)],
    ['loaded', null],
  )
  assert.deepEqual(
    [await broken(`${CACHE}/agents/critic.md`), await broken(`${copy}/agents/critic.md`)],
    [null, 'loaded'],
  )
  enable('voice@other')
  place.write({ 'project/.claude/settings.json': json({ enabledPlugins: { [ID]: true } }) })
  assert.deepEqual(
    [await broken(`${CACHE}/commands/shout.md`), await broken(`${copy}/commands/shout.md`)],
    ['loaded', null],
  )
})

test('a file that this user may not read', { skip: process.getuid?.() === 0 }, async () => {
  using place = await linked()
  chmodSync(place.at(SHOUT), 0)
  assert.match((await ask(place, SHOUT)).answer, /may not read it/)
})

test('a source that was moved away whole', async () => {
  using place = await linked()
  renameSync(place.at(SOURCE), place.at('dev/moved'))
  const why = await ask(place, SHOUT)
  assert.match(why.answer, /There is no .*shout\.md; the nearest that is there is/)
})

test('a session that is none is one sentence', async () => {
  using place = await linked()
  await assert.rejects(
    whyFile(place.panel, place.at(SHOUT), { session: 2 ** 30 }),
    /Process 1073741824 is no running session/,
  )
})

test('a relative path is below the folder the person stands in', async () => {
  using place = lab({ 'project/CLAUDE.md': 'Read me.' })
  assert.equal((await whyFile(place.panel, 'CLAUDE.md')).file, place.at('project/CLAUDE.md'))
})

test('a piece of a path names the known files that end like that, and not what is in no plugin', async () => {
  using place = lab({ 'dev/speak/SKILL.md': 'x', 'claude/skills/speak/SKILL.md': '---\nname: speak\n---\n' })
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  const { suggestions } = await whyFile(place.panel, 'speak/SKILL.md')
  assert.deepEqual(suggestions, [place.at('claude/skills/speak/SKILL.md'), place.at(`${SOURCE}/skills/speak/SKILL.md`)])
})
