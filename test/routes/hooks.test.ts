import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hookById } from '../../server/plugins/doctor/bench/find.ts'
import { benchModel } from '../../server/plugins/doctor/bench/model.ts'
import { CACHE, json, type Lab, lab, SOURCE, VOICE } from '../support/lab.ts'
import { signIn } from '../support/panel.ts'

const command = (command: string, more = {}) => ({ type: 'command', command, ...more })

const FILES = {
  [`${SOURCE}/.claude-plugin/plugin.json`]: json({
    name: 'voice',
    version: '0.1.0',
    hooks: { Stop: [{ hooks: [command('say done --token=abc123')] }] },
  }),
  [`${SOURCE}/hooks/hooks.json`]: json({ hooks: { UserPromptSubmit: [{ hooks: [command('date')] }] } }),
  [`${SOURCE}/skills/careful/SKILL.md`]:
    '---\nname: careful\ndescription: Takes care.\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: look.sh\n---\nLook.\n',
}

const SETTINGS = { hooks: { UserPromptSubmit: [{ hooks: [command('date'), command('date', { timeout: 5 })] }] } }

async function hookLab() {
  const place = lab(FILES)
  place.panel.store.link('voice@lab', place.at(SOURCE))
  const enabledPlugins = { 'voice@lab': true }
  place.write({ 'claude/settings.json': json({ enabledPlugins, ...SETTINGS }) })
  place.panel.survey.lookAgain()
  return { ...place, cookie: await signIn(place), [Symbol.dispose]: place[Symbol.dispose] }
}

async function show(place: Lab & { cookie: string }, path: string) {
  const answer = await place.request(path, { headers: { cookie: place.cookie } })
  const page = await answer.text()
  return { status: answer.status, page, text: page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}

const idsIn = (page: string) => [...page.matchAll(/href="\/hooks\/([0-9a-f]{12})"/g)].map(([, id = '']) => id)

test('all hooks are on one page, from settings, the manifest, its file and a skill, and can be searched', async () => {
  using place = await hookLab()
  const { page, text } = await show(place, '/hooks')
  assert.equal(new Set(idsIn(page)).size, 6)
  assert.match(
    text,
    /UserPromptSubmit 3 .* 1 date command · 30 s default your settings In effect 1 finding the same 2 times/,
  )
  assert.match(
    text,
    /Stop 2 .* say done --token=… .* It does not run yet: the copy that Claude Code reads .* Sync the plugin/,
  )
  assert.match(text, /hooks\/remind\.mjs .* In effect In the loaded copy only: it runs until the plugin is synced/)
  assert.match(text, /skill voice:careful of voice@lab/)
  assert.doesNotMatch(page, /abc123/)
  assert.match((await show(place, '/hooks?q=careful')).text, /1 hook of 1 event/)
  assert.match((await show(place, '/hooks?plugin=none&show=effect')).text, /2 hooks of 1 event/)
  assert.match((await show(place, '/hooks?event=Stop')).text, /Only Stop show all/)
  assert.match((await show(place, '/hooks?q=nothing')).text, /No hook is like that\. Show all 6/)
})

test('a hook that is left in the loaded copy has a page, and a bench on which that copy is its plugin', async () => {
  using place = await hookLab()
  const ids = idsIn((await show(place, '/hooks?q=remind')).page)
  assert.equal(ids.length, 1)
  const { page, text } = await show(place, `/hooks/${ids[0]}`)
  assert.match(text, /In effect In the loaded copy only: it runs until the plugin is synced/)
  assert.match(page, /it runs until <a href="\/plugins\/voice@lab">the plugin is synced<\/a>/)
  const bench = benchModel(place.panel, await hookById(place.panel, ids[0] ?? ''), { input: null })
  const root = bench.environment.find(({ name }) => name === 'CLAUDE_PLUGIN_ROOT')
  assert.equal(root?.value, place.at(CACHE))
  const { findings } = await place.panel.doctor.diagnose()
  assert.ok(findings.every(({ file }) => !file.startsWith(place.at(CACHE))))

  place.write({ [`${SOURCE}/hooks/hooks.json`]: VOICE['hooks/hooks.json'] })
  place.panel.doctor.stirred(place.at(SOURCE))
  const synced = await show(place, '/hooks?q=remind')
  assert.match(synced.text, /remind\.mjs .* In effect/)
  assert.doesNotMatch(synced.text, /loaded copy/)
  assert.equal((await show(place, `/hooks/${ids[0]}`)).status, 404)
})

test('a hook has a page as long as it is where it is; what looks like a secret is masked', async () => {
  using place = await hookLab()
  const [id = ''] = idsIn((await show(place, '/hooks?event=Stop')).page)
  const { page, text } = await show(place, `/hooks/${id}`)
  assert.match(text, /Stop hook of voice@lab/)
  assert.match(text, /From \.claude-plugin\/plugin\.json:\d+/)
  // The bench has to show exactly what it would run.
  assert.doesNotMatch(page.replace(/id="bench"[\s\S]*?<\/section>/, ''), /abc123/)
  const gone = await show(place, '/hooks/0123456789ab')
  assert.equal(gone.status, 404)
  assert.match(gone.text, /There is no such hook any more/)
})
