import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { processStart } from '../../server/processes.ts'
import { MAIN } from '../support/hotplug.ts'
import { CACHE, ID, json, type Lab, lab } from '../support/lab.ts'
import { signIn } from '../support/panel.ts'
import { until } from '../support/until.ts'

/** This very process, as a session that is running; 2.1.100 leaves no marks in what it loads. */
function begin({ at, write, panel }: Lab, over: Record<string, unknown> = {}) {
  const session = {
    pid: process.pid,
    cwd: at('project'),
    startedAt: Date.now() + 1,
    version: '2.1.100',
    entrypoint: 'cli',
  }
  write({ [`claude/sessions/${process.pid}.json`]: json({ ...session, ...over }) })
  panel.survey.lookAgain()
}

/** A file system's clock ticks every few milliseconds, and a session writes down whole ones. */
async function edit(file: string) {
  const begun = Date.now() + 1
  await until(() => {
    writeFileSync(file, 'Praise.\n')
    return statSync(file).ctimeMs > begun
  })
}

async function show(place: Lab, path: string) {
  const answer = await place.request(path, { headers: { cookie: await signIn(place) } })
  return { status: answer.status, text: (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}

test('a session is shown with what it has not read again, here by the time of the file alone', async () => {
  using place = lab()
  begin(place)
  assert.match((await show(place, '/sessions')).text, /1 session, none is stale .* 1 plugin as on the disk now/)
  await edit(place.at(`${CACHE}/agents/critic.md`))
  const { text } = await show(place, '/sessions')
  assert.match(text, /1 of 1 session is stale/)
  assert.match(
    text,
    /Stale 1 voice@lab It still has 1 file as of \d\d:\d\d\. \/reload-plugins unless you have reloaded/,
  )
  assert.match(text, /edited now by its time agents\/critic\.md agent \/reload-plugins/)
  assert.match((await show(place, `/sessions?plugin=${ID}`)).text, /1 of 1 session is stale with voice@lab/)
  assert.match((await show(place, '/')).text, /session stale/)
  assert.match((await show(place, `/plugins/${ID}?file=README.md`)).text, /1 of 1 session still has voice as of/)
})

test('one session has a page of its own, as long as it runs', async () => {
  using place = lab()
  begin(place)
  assert.match((await show(place, `/sessions/${process.pid}`)).text, new RegExp(`Process ${process.pid}`))
  const gone = await show(place, '/sessions/4194303')
  assert.equal(gone.status, 404)
  assert.match(gone.text, /No Claude Code session with the process 4194303 is running/)
  assert.equal((await show(place, '/sessions/x')).status, 404)
})

test('the file of a process that is gone, or of another one with its number, shows no session', async () => {
  using place = lab()
  begin(place, { procStart: '1' })
  assert.match((await show(place, '/sessions')).text, /No session is running/)
  begin(place, { startedAt: 1000 })
  assert.match((await show(place, '/sessions')).text, /No session is running/)
  begin(place, { procStart: processStart(process.pid) })
  assert.doesNotMatch((await show(place, '/sessions')).text, /No session is running/)
})

test('a plugin of another project does not concern the session', async () => {
  using place = lab()
  const record = {
    scope: 'project',
    projectPath: place.at('elsewhere'),
    installPath: place.at(CACHE),
    version: '0.1.0',
  }
  place.write({ 'claude/plugins/installed_plugins.json': json({ version: 2, plugins: { [ID]: [record] } }) })
  begin(place)
  assert.match((await show(place, '/sessions')).text, /No plugin is installed and enabled for this folder/)
  begin(place, { cwd: place.at('elsewhere') })
  assert.match((await show(place, '/sessions')).text, /1 plugin as on the disk now/)
})

test('a session of which there is but a mark in a version is shown, without what it has', async () => {
  using place = lab()
  place.write({ [`${CACHE}/.in_use/${process.pid}`]: json({ pid: process.pid, procStart: processStart(process.pid) }) })
  place.panel.survey.lookAgain()
  const { text } = await show(place, '/sessions')
  assert.match(text, /In a folder that it does not tell version not known yet/)
  assert.match(text, /Unknown voice@lab It does not say when it began/)
})

test('the command line answers the same, and 1 when none runs', async () => {
  using place = lab()
  assert.deepEqual(await run(place), { code: 1, sessions: [] })
  begin(place)
  await edit(place.at(`${CACHE}/commands/shout.md`))
  const { code, sessions } = await run(place)
  assert.equal(code, 0)
  const [{ pid, cwd, version, driver, status, plugins }] = sessions as [Record<string, unknown>]
  assert.deepEqual(
    [pid, cwd, version, driver, status],
    [process.pid, place.at('project'), '2.1.100', 'interactive', null],
  )
  const [plugin] = plugins as [Record<string, unknown>]
  assert.deepEqual([plugin.id, plugin.state, plugin.by, plugin.remedy], [ID, 'stale', 'start', '/reload-plugins'])
  assert.deepEqual(plugin.files, [
    { path: 'commands/shout.md', component: 'command', change: 'edited', remedy: '/reload-plugins' },
  ])
})

async function run({ at }: Lab) {
  const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' }
  const child = spawn(process.execPath, [MAIN, 'sessions', '--json'], { cwd: at('project'), env })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = await once(child, 'close')
  return { code: code as number, sessions: JSON.parse(out).sessions as unknown[] }
}
