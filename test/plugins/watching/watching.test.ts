import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { undoAction } from '../../../server/plugins/undo.ts'
import { ALL } from '../../../server/plugins/watching/watching.ts'
import { CACHE, ID, SOURCE } from '../../support/lab.ts'
import { until } from '../../support/until.ts'
import { textsIn, watchedLab } from '../../support/watched.ts'

const SKILL = 'skills/speak/SKILL.md'
const COMMAND = 'commands/shout.md'

test('a save is copied, journaled as a sync, and can be undone; the undo holds until the next save', async (t) => {
  const { panel, source, copied, is, watching, syncs, read } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  const before = read(`${CACHE}/${SKILL}`)

  writeFileSync(source(SKILL), 'Read it in a hurry.\n')
  await copied(SKILL, 'Read it in a hurry.\n')
  await is('up to date')
  assert.deepEqual(
    syncs().map(({ summary, state }) => [summary, state]),
    [['Synced 1 file on save', 'done']],
  )
  assert.deepEqual(JSON.parse(syncs()[0]?.after ?? ''), ['/reload-skills'])

  await undoAction(panel, null)
  await until(() => watching().sentence === 'Undone; waiting for the next save.')
  await pause(100)
  assert.equal(read(`${CACHE}/${SKILL}`), before)
  assert.equal(watching().state, 'waiting')

  writeFileSync(source(SKILL), 'Read it slowly.\n')
  await copied(SKILL, 'Read it slowly.\n')
  await is('up to date')
})

test('an undo is still respected when the panel starts again, and the switch is still on', async (t) => {
  const { panel, source, copied, is, watching, read, restart } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  writeFileSync(source(COMMAND), 'Whisper it.\n')
  await copied(COMMAND, 'Whisper it.\n')
  await is('up to date')
  assert.equal((await undoAction(panel, null)).done, true)
  await restart()
  await until(() => watching().sentence === 'Undone; waiting for the next save.')
  assert.equal(read(`${CACHE}/${COMMAND}`), 'Shout it.\n')
  await restart(() => writeFileSync(source(COMMAND), 'Sing it.\n'))
  await copied(COMMAND, 'Sing it.\n')
})

test('what was edited in the loaded copy is never touched, and everything else still syncs', async (t) => {
  const { panel, source, cached, copied, is, watching, read } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  writeFileSync(cached(COMMAND), 'Edited by Claude.\n')
  await is('conflict')
  assert.match(watching().sentence, /^1 file was edited in the loaded copy/)
  writeFileSync(source(COMMAND), 'Edited by Ada.\n')
  writeFileSync(source(SKILL), 'Also by Ada.\n')
  await copied(SKILL, 'Also by Ada.\n')
  await is('conflict')
  assert.equal(read(`${CACHE}/${COMMAND}`), 'Edited by Claude.\n')
})

test('a file that is gone, or empty, for a moment is kept; one that stays gone goes', async (t) => {
  const { panel, source, copied, is, read, syncs } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  for (const leave of [() => unlinkSync(source(COMMAND)), () => writeFileSync(source(COMMAND), '')]) {
    leave()
    await is('waiting')
    writeFileSync(source(COMMAND), 'Shout it.\n')
    await is('up to date')
  }
  assert.equal(syncs().length, 0)
  unlinkSync(source(COMMAND))
  writeFileSync(source(SKILL), '')
  await copied(SKILL, '')
  await is('up to date')
  assert.throws(() => read(`${CACHE}/${COMMAND}`), { code: 'ENOENT' })
})

test('a source that vanishes, moves or holds another plugin leaves the copy alone; when it is back, so is the watch', async (t) => {
  const { panel, at, source, copied, is, watching } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  const before = textsIn(at(CACHE))
  renameSync(at(SOURCE), at('elsewhere'))
  await is('waiting')
  assert.match(watching().sentence, /is not there\. The loaded copy stays as it is/)
  await pause(300)
  assert.deepEqual(textsIn(at(CACHE)), before)

  mkdirSync(at(SOURCE))
  await until(() => /holds no files|does not hold the plugin/.test(watching().sentence))
  mkdirSync(source('.claude-plugin'))
  writeFileSync(source('.claude-plugin/plugin.json'), '{"name":"song"}')
  await until(() => /does not hold the plugin voice now/.test(watching().sentence))
  await pause(300)
  assert.deepEqual(textsIn(at(CACHE)), before)

  rmSync(at(SOURCE), { recursive: true })
  renameSync(at('elsewhere'), at(SOURCE))
  await is('up to date')
  writeFileSync(source(SKILL), 'After the return.\n')
  await copied(SKILL, 'After the return.\n')
})

test('a folder that is swapped by a rename is followed, what only the old one had included', async (t) => {
  const { panel, at, write, is, sameTrees, source, copied } = await watchedLab(t, { 'old.md': 'Old.\n' })
  panel.watching.set(ID, true)
  await is('up to date')
  const next = [...textsIn(at(SOURCE))].filter(([path]) => path !== 'old.md')
  for (const [path, text] of next) write({ [`next/${path}`]: path.endsWith('.md') ? `${text}More.\n` : text })
  renameSync(at(SOURCE), at('last'))
  renameSync(at('next'), at(SOURCE))
  await sameTrees()
  await is('up to date')
  writeFileSync(source(SKILL), 'In the new folder.\n')
  await copied(SKILL, 'In the new folder.\n')
})

test('a git checkout of 500 files and back leaves the loaded copy as the branch is', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`skills/s${n % 20}/f${n}.md`, `Main ${n}.\n`]))
  const { panel, at, is, sameTrees, syncs, source } = await watchedLab(t, many)
  const git = (...words: string[]) => execFileSync('git', ['-C', at(SOURCE), ...words], { env: GIT, stdio: 'pipe' })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'main')
  git('checkout', '-qb', 'other')
  for (const [path, text] of Object.entries(many)) writeFileSync(source(path), text.replace('Main', 'Another text'))
  unlinkSync(source('skills/s0/f0.md'))
  writeFileSync(source('skills/s0/new.md'), 'New.\n')
  git('add', '-A')
  git('commit', '-qm', 'other')
  git('checkout', '-q', 'main')

  panel.watching.set(ID, true)
  await is('up to date')
  for (const branch of ['other', 'main', 'other']) {
    git('checkout', '-q', branch)
    await sameTrees()
    await is('up to date')
  }
  assert.deepEqual(new Set(syncs().map(({ state }) => state)), new Set(['done']))
})

const GIT = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
}

test('a runaway stops with its number, shows as failed, and starts again when it is switched on', async (t) => {
  const { panel, source, copied, is, watching, restart } = await watchedLab(t)
  await restart(() => panel.store.putSetting('watchLimit', '5'))
  panel.watching.set(ID, true)
  await is('up to date')
  for (let round = 0; round < 6; round++) {
    writeFileSync(source(SKILL), `Round ${round}.\n`)
    await copied(SKILL, `Round ${round}.\n`)
    await until(() => watching().state !== 'syncing')
  }
  assert.equal(watching().state, 'failed')
  assert.match(watching().sentence, /^Stopped: it was synced 6 times within a minute/)
  assert.equal(watching().wanted, true)
  writeFileSync(source(SKILL), 'Nobody copies this.\n')
  await pause(150)
  assert.equal(watching().state, 'failed')
  panel.watching.set(ID, true)
  await copied(SKILL, 'Nobody copies this.\n')
  await is('up to date')
})

test('all are watched by one switch, but not one that was switched off itself, nor one that is disabled', async (t) => {
  const { panel, source, is, watching, read, write, restart, copied } = await watchedLab(t)
  panel.watching.set(ALL, true)
  await is('up to date')
  assert.equal(watching().by, 'all')
  panel.watching.set(ID, false)
  assert.deepEqual([watching().state, watching().wanted, watching().by], ['off', false, 'itself'])
  writeFileSync(source(SKILL), 'Unseen.\n')
  await pause(150)
  assert.notEqual(read(`${CACHE}/${SKILL}`), 'Unseen.\n')
  await restart(() => {
    panel.watching.set(ID, true)
    panel.watching.set(ALL, false)
  })
  await copied(SKILL, 'Unseen.\n')
  write({ 'claude/settings.json': JSON.stringify({ enabledPlugins: { [ID]: false } }) })
  assert.equal(watching().wanted, true)
})

test('when another Hotplug holds the plugin it waits, says so, and goes on by itself', async (t) => {
  const { panel, source, copied, is, watching } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  panel.store.putLock(`plugin ${ID}`, process.ppid, '')
  writeFileSync(source(SKILL), 'Later.\n')
  await is('waiting')
  assert.match(watching().sentence, /is being changed by another Hotplug \(process \d+\)\. It is tried again/)
  panel.store.dropLock(`plugin ${ID}`, process.ppid)
  await copied(SKILL, 'Later.\n')
  await is('up to date')
})

test('a file that is written all the time keeps nobody else waiting, and is copied when it rests', async (t) => {
  const { panel, source, copied, is, watching } = await watchedLab(t, { 'run.log': 'Begun.\n' })
  panel.watching.set(ID, true)
  await is('up to date')
  let text = ''
  const writing = setInterval(() => {
    text += 'More.\n'
    writeFileSync(source('run.log'), text)
  }, 4)
  writeFileSync(source(SKILL), 'Beside it.\n')
  await copied(SKILL, 'Beside it.\n')
  assert.notEqual(watching().state, 'up to date')
  clearInterval(writing)
  await copied('run.log', text)
  await is('up to date')
})

test('a plugin that has nothing to be compared says why there is nothing to watch', async (t) => {
  const { panel, watching, write, at } = await watchedLab(t)
  write({
    'claude/plugins/installed_plugins.json': JSON.stringify({
      version: 2,
      plugins: { [ID]: [{ scope: 'user', installPath: at('claude/plugins/cache/lab/voice/9.9.9'), version: '9.9.9' }] },
    }),
  })
  panel.survey.lookAgain()
  panel.watching.set(ID, true)
  assert.equal(watching().state, 'off')
  assert.match(watching().impossible ?? '', /\.$/)
})

test('the loaded copy is left alone when only its times change', async (t) => {
  const { panel, source, is, syncs } = await watchedLab(t)
  panel.watching.set(ID, true)
  await is('up to date')
  utimesSync(source(SKILL), new Date(), new Date())
  await pause(100)
  await is('up to date')
  assert.equal(syncs().length, 0)
})
