import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { processStart } from '../../../server/processes.ts'
import { below, CACHE, ID, lab, SOURCE } from '../../support/lab.ts'
import { until } from '../../support/until.ts'
import { startWatch } from '../../support/watch-command.ts'
import { textsIn, watchedLab } from '../../support/watched.ts'

const SKILL = 'skills/speak/SKILL.md'
const IS_ROOT = process.getuid?.() === 0
const NOBODY = 65534

async function linkedLab(t: TestContext) {
  const place = lab()
  t.after(() => place[Symbol.dispose]())
  await linkPlugin(place.panel, ID, place.at(SOURCE))
  const save = (text: string) => writeFileSync(place.at(join(SOURCE, SKILL)), text)
  const copied = (text: string) => until(() => place.read(join(CACHE, SKILL)) === text, `${text} is copied`)
  return { ...place, save, copied }
}

test('the command says what it watches, then of each sync what is left, and counts them in the end', async (t) => {
  const place = await linkedLab(t)
  const command = startWatch(t, place, [ID])
  await command.says(/Watching voice@lab in .*dev\/lab\/plugins\/voice\n/)
  place.save('First.\n')
  await place.copied('First.\n')
  await command.says(
    /voice@lab: Synced 1 file on save\. No running session has it loaded: the next one starts with it\.\n/,
  )

  const start = processStart(process.pid) ?? ''
  const session = { pid: process.pid, procStart: start, cwd: '/home/ada/shop', startedAt: 1, entrypoint: 'cli' }
  place.write({
    [`claude/sessions/${process.pid}.json`]: JSON.stringify(session),
    [`${CACHE}/.in_use/${process.pid}`]: JSON.stringify({ pid: process.pid, procStart: start }),
  })
  place.save('Second.\n')
  await place.copied('Second.\n')
  await command.says(new RegExp(`on save\\. In /home/ada/shop \\(process ${process.pid}\\): /reload-skills\\n`))
  const { code, out, complaints } = await command.end('SIGINT')
  assert.equal(code, 0)
  assert.equal(complaints, '')
  assert.match(out, /voice@lab: 2 syncs, up to date\n$/)
  assert.deepEqual([...place.panel.store.watches()], [])
})

test('with --json it prints one value when it is stopped; what cannot be watched says why', async (t) => {
  const place = await linkedLab(t)
  const command = startWatch(t, place, ['--all', '--json'])
  place.save('Before it looks.\n')
  await place.copied('Before it looks.\n')
  await until(() => place.panel.store.actionsOf(ID, 1)[0]?.state === 'done')
  const { code, out } = await command.end()
  const { watched, refused } = JSON.parse(out)
  assert.deepEqual([code, watched.length, watched[0].id, refused], [0, 1, ID, []])

  const unknown = await startWatch(t, place, ['nobody@lab']).end(null)
  assert.deepEqual([unknown.code, unknown.out], [2, ''])
  assert.match(unknown.complaints, /No installed plugin is called nobody@lab/)
  place.panel.store.unlink(ID)
  place.write({ 'claude/plugins/known_marketplaces.json': '{}' })
  const nothing = await startWatch(t, place, [ID]).end(null)
  assert.equal(nothing.code, 1)
  assert.match(nothing.out, /^voice@lab is not watched: .+\.\nThere is nothing to watch\.\n$/)
})

test('a panel and the command may watch the same plugin: each save is synced once, and both tell of it', async (t) => {
  const place = await watchedLab(t)
  place.panel.watching.set(ID, true)
  await place.is('up to date')
  const command = startWatch(t, place, [ID])
  await command.says(/Ctrl-C/)
  for (let round = 0; round < 40; round++) {
    writeFileSync(place.source(SKILL), `Save ${round}.\n`)
    await place.copied(SKILL, `Save ${round}.\n`)
  }
  await place.is('up to date')
  await until(() => command.out().split('on save').length - 1 === place.syncs().length, 'the command told of each')
  const { code, complaints, out } = await command.end()
  const syncs = place.syncs()
  assert.deepEqual([code, complaints], [0, ''])
  assert.doesNotMatch(out, /failed|waiting/)
  assert.ok(syncs.length <= 40, `${syncs.length} syncs`)
  assert.ok(syncs.every(({ state, error }) => state === 'done' && error === null))
})

test('a folder of the source that cannot be read keeps what the copy has of it, and is taken up again', async (t) => {
  const place = await linkedLab(t)
  const before = textsIn(place.at(CACHE))
  const person = IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}
  if (IS_ROOT) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, place.path])
  const command = startWatch(t, place, [ID], person)
  await command.says(/Ctrl-C/)
  const skills = place.at(join(SOURCE, 'skills'))
  chmodSync(skills, 0)
  await command.says(/waiting\. The source was not read completely: skills .*The loaded copy stays as it is/)
  chmodSync(place.at(SOURCE), 0)
  await command.says(/waiting\. The source was not read completely: \/.*The loaded copy stays as it is/)
  assert.deepEqual(textsIn(place.at(CACHE)), before)
  chmodSync(place.at(SOURCE), 0o755)
  chmodSync(skills, 0o755)
  place.save('Readable again.\n')
  await place.copied('Readable again.\n')
  assert.equal((await command.end()).code, 0)
})

test('on a full disk the loaded copy stays as it was, and follows once there is room', async (t) => {
  const place = await linkedLab(t)
  const room = place.at(CACHE)
  const kept = textsIn(room)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', room], { stdio: 'pipe' })
  } catch {
    return t.skip('no file system of a chosen size can be mounted here')
  }
  try {
    place.write(below(CACHE, Object.fromEntries(kept)))
    place.write(below(SOURCE, { 'huge.md': 'x'.repeat(400_000) }))
    const command = startWatch(t, place, [ID])
    await command.says(/voice@lab: failed\. .*ENOSPC.*It is tried again by itself/)
    assert.deepEqual(textsIn(room), kept)
    writeFileSync(place.at(join(SOURCE, 'huge.md')), 'Small.\n')
    await until(() => textsIn(room).get('huge.md') === 'Small.\n')
    const { code } = await command.end()
    assert.equal(code, 0)
    const rows = place.panel.store.actionsOf(ID, 50).filter(({ kind }) => kind === 'sync')
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['done'],
    )
  } finally {
    execFileSync('umount', ['-l', room])
  }
})

test('stopped in the middle of its work it leaves nothing half done', async (t) => {
  const place = await linkedLab(t)
  const files = Array.from({ length: 120 }, (_, n) => `many/f${n}.md`)
  mkdirSync(place.at(join(SOURCE, 'many')))
  for (let round = 0; round < 4; round++) {
    const command = startWatch(t, place, [ID])
    await command.says(/Ctrl-C/)
    for (const file of files) writeFileSync(place.at(join(SOURCE, file)), `Round ${round} of ${file}.\n`.repeat(50))
    await pause(15 + round * 25)
    assert.equal((await command.end()).code, 0)
    assert.deepEqual(place.panel.store.runningActions(), [])
    assert.deepEqual(globSync('.hotplug-*', { cwd: place.at(CACHE) }), [])
  }
})
