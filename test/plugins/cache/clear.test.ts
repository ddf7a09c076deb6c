import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { HotplugError } from '../../../server/errors.ts'
import { withLock } from '../../../server/locks.ts'
import type { Panel } from '../../../server/panel.ts'
import { clearCache, clearingOf } from '../../../server/plugins/cache/clear.ts'
import { NOTHING_WANTED, type Wanted, wantedOf } from '../../../server/plugins/cache/clear-plan.ts'
import { putCleared } from '../../../server/plugins/cache/clear-undo.ts'
import { readCacheFolders } from '../../../server/plugins/cache/folders.ts'
import { recoverActions } from '../../../server/plugins/recovery.ts'
import { undoAction } from '../../../server/plugins/undo.ts'
import { processStart } from '../../../server/processes.ts'
import { CACHE, ID, json, type Lab, lab } from '../../support/lab.ts'
import { contentsOf } from '../../trees/support/folder.ts'

const BELOW = 'claude/plugins/cache'
const LONG_AGO = new Date(Date.now() - 20 * 86_400_000)

/** voice@lab installed at 0.1.0; beside it orphans, clones, a link to a checkout and something unknown. */
function full() {
  const place = lab({
    [`${BELOW}/lab/voice/0.0.9/skills/speak/SKILL.md`]: 'Old.',
    [`${BELOW}/lab/voice/0.0.9/.orphaned_at`]: String(LONG_AGO.getTime()),
    [`${BELOW}/lab/voice/0.0.8/.orphaned_at`]: String(LONG_AGO.getTime()),
    [`${BELOW}/tools/lint/1.0/.orphaned_at`]: 'no time',
    [`${BELOW}/tools/mystery/1.0/f`]: 'Who knows.',
    [`${BELOW}/temp_git_1700000000000_ab12cd/pack`]: 'half',
    'dev/sketch/SKILL.md': 'Mine.',
  })
  mkdirSync(place.at(`${BELOW}/lab/sketch`))
  symlinkSync(place.at('dev/sketch'), place.at(`${BELOW}/lab/sketch/0.1.0`))
  lutimesSync(place.at(`${BELOW}/lab/sketch/0.1.0`), LONG_AGO, LONG_AGO)
  for (const old of ['tools/mystery/1.0', 'temp_git_1700000000000_ab12cd'])
    utimesSync(place.at(`${BELOW}/${old}`), LONG_AGO, LONG_AGO)
  return place
}

const namesOf = (panel: Panel, wanted: Wanted) =>
  clearingOf(panel, wanted, () => null)
    .chosen.map(({ name }) => name)
    .sort()

/** As a person does it: looks at the plan, then clears it. */
async function clear(panel: Panel, wanted: Wanted) {
  const { plan } = clearingOf(panel, wanted, () => null)
  assert.ok(plan)
  return clearCache(panel, wanted, plan.fingerprint)
}

const refused = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof HotplugError, String(error))
  assert.match(`${error.message} ${error.next}`, sentence)
  return true
}

suite('what is asked for', () => {
  const CASES: readonly [string, Wanted, string[]][] = [
    [
      'all',
      wantedOf('all'),
      [
        'lint@tools@1.0',
        'mystery@tools@1.0',
        'sketch@lab@0.1.0',
        'temp_git_1700000000000_ab12cd',
        'voice@lab@0.0.8',
        'voice@lab@0.0.9',
      ],
    ],
    ['orphans', wantedOf('orphans'), ['lint@tools@1.0', 'voice@lab@0.0.8', 'voice@lab@0.0.9']],
    ['clones', wantedOf('temp'), ['temp_git_1700000000000_ab12cd']],
    [
      'orphans and clones',
      { ...NOTHING_WANTED, orphans: true, temp: true },
      ['lint@tools@1.0', 'temp_git_1700000000000_ab12cd', 'voice@lab@0.0.8', 'voice@lab@0.0.9'],
    ],
    ['one version', wantedOf('voice@lab@0.0.9'), ['voice@lab@0.0.9']],
    ['a plugin: what of it may go', wantedOf(ID), ['voice@lab@0.0.8', 'voice@lab@0.0.9']],
    ['a bare name', wantedOf('voice'), ['voice@lab@0.0.8', 'voice@lab@0.0.9']],
    ['a clone by its name', wantedOf('temp_git_1700000000000_ab12cd'), ['temp_git_1700000000000_ab12cd']],
    ['a link', wantedOf('sketch@lab@0.1.0'), ['sketch@lab@0.1.0']],
  ]
  for (const [what, wanted, names] of CASES)
    test(what, () => {
      using place = full()
      assert.deepEqual(namesOf(place.panel, wanted), names)
    })

  for (const [name, sentence] of [
    [
      'voice@lab@0.1.0',
      /^voice@lab@0\.1\.0 stays\. It is installed; Claude Code does not rebuild it by itself \(measured\)\. Reinstall it instead: `hotplug reinstall voice@lab`\.$/,
    ],
    ['nothing@lab', /^Nothing in the cache is called nothing@lab\./],
    ['../../etc', /^Nothing in the cache is called/],
    ['lab/voice/0.0.9', /^Nothing in the cache is called/],
    ['--all', /^Nothing in the cache is called --all\./],
  ] as const)
    test(`${name} is refused`, () => {
      using place = full()
      assert.throws(() => namesOf(place.panel, wantedOf(name)), refused(sentence))
    })

  test('a name that two marketplaces have', () => {
    using place = full()
    place.write({ [`${BELOW}/tools/voice/1/.orphaned_at`]: '1' })
    assert.throws(() => namesOf(place.panel, wantedOf('voice')), refused(/voice could be voice@lab or voice@tools/))
  })
})

test('all of it goes and comes back; what is installed and the checkout of a link are untouched', async () => {
  using place = full()
  const { panel, at } = place
  const [before, checkout] = [contentsOf(at(BELOW)), contentsOf(at('dev/sketch'))]
  const installed = contentsOf(at(CACHE))
  const { folders, action } = await clear(panel, wantedOf('all'))
  assert.equal(folders, 6)
  assert.deepEqual(
    Object.keys(contentsOf(at(BELOW))),
    Object.keys(installed).map((path) => `lab/voice/0.1.0/${path}`),
  )
  assert.deepEqual(readdirSync(at(BELOW)), ['lab'])
  assert.deepEqual(contentsOf(at('dev/sketch')), checkout)
  const row = panel.store.action(action)
  assert.match(row?.summary ?? '', /^Cleared 6 folders, \d+ B$/)
  assert.equal(row?.plugin, '')

  const undone = await undoAction(panel, null)
  assert.match(undone.message, /^Undid “Cleared 6 folders, \d+ B”\.$/)
  assert.deepEqual(contentsOf(at(BELOW)), before)
  assert.deepEqual(contentsOf(at('dev/sketch')), checkout)
  assert.equal(panel.store.action(action)?.undone_by, undone.action)
  assert.deepEqual(readdirSync(panel.trashDir), [])
  assert.equal((await undoAction(panel, null)).done, false)
})

test('an action about one plugin bears its name', async () => {
  using place = full()
  const { action } = await clear(place.panel, wantedOf(ID))
  assert.equal(place.panel.store.action(action)?.plugin, ID)
})

test('one folder is put back alone, which cannot be undone, and the rest still can', async () => {
  using place = full()
  const { panel, at } = place
  const before = contentsOf(at(BELOW))
  const { action } = await clear(panel, wantedOf('all'))
  const row = panel.store.action(action)
  assert.ok(row)
  await putCleared(panel, row, new Set(['lab/voice/0.0.9']))
  assert.equal(existsSync(at(`${BELOW}/lab/voice/0.0.9`)), true)
  assert.equal(existsSync(at(`${BELOW}/tools/lint/1.0`)), false)
  const undone = await undoAction(panel, null)
  assert.equal(undone.undid, action)
  assert.deepEqual(contentsOf(at(BELOW)), before)
})

suite('nothing is cleared when', () => {
  const lease = (place: Lab, version: string) =>
    place.write({
      [`${BELOW}/lab/voice/${version}/.in_use/${process.pid}`]: json({
        pid: process.pid,
        procStart: processStart(process.pid),
      }),
    })
  const CHANGES: readonly [string, (place: Lab) => void][] = [
    ['a session took one of them up', (place) => lease(place, '0.0.9')],
    ['one of them was installed', (place) => install(place, '0.0.9')],
    ['one of them was made anew', (place) => remake(place, 'lab/voice/0.0.9')],
    ['one of them became a link', (place) => relink(place, 'lab/voice/0.0.9')],
    ['one more is there', (place) => place.write({ [`${BELOW}/lab/other/1/.orphaned_at`]: '1' })],
    ['one of them is gone', (place) => renameSync(place.at(`${BELOW}/tools`), place.at('claude/tools'))],
    ['the link leads elsewhere', (place) => relink(place, 'lab/sketch/0.1.0')],
    ['the records were damaged', (place) => place.write({ 'claude/plugins/installed_plugins.json': '{' })],
  ]
  for (const [what, change] of CHANGES)
    test(`${what} since the plan was shown`, async () => {
      using place = full()
      const { panel, at } = place
      const { plan } = clearingOf(panel, wantedOf('all'), () => null)
      change(place)
      const before = contentsOf(at(BELOW))
      await assert.rejects(
        clearCache(panel, wantedOf('all'), plan?.fingerprint ?? ''),
        refused(/changed since this plan was shown/),
      )
      assert.deepEqual(contentsOf(at(BELOW)), before)
      assert.deepEqual(panel.store.actions(9), [])
    })

  test('another Hotplug changes one of the plugins', async () => {
    using place = full()
    const before = contentsOf(place.at(BELOW))
    await withLock(place.panel.store, 'lint@tools', () =>
      assert.rejects(clear(place.panel, wantedOf('all')), refused(/lint@tools is being changed/)),
    )
    assert.deepEqual(contentsOf(place.at(BELOW)), before)
  })

  test('the fingerprint was never shown', async () => {
    using place = full()
    await assert.rejects(clearCache(place.panel, wantedOf('all'), ''), refused(/changed since/))
  })
})

suite('stays, whatever is asked for,', () => {
  const STAYS: readonly [string, (place: Lab) => void, string, RegExp][] = [
    [
      'everything while the records cannot be read',
      (place) => place.write({ 'claude/plugins/installed_plugins.json': '{"version":2,' }),
      'voice@lab@0.0.9',
      /cannot be trusted/,
    ],
    [
      'everything while the records are gone',
      (place) => renameSync(place.at('claude/plugins/installed_plugins.json'), place.at('x')),
      'voice@lab@0.1.0',
      /is not there to tell/,
    ],
    [
      'everything while one record is wrong',
      (place) => install(place, '0.1.0', { installPath: 'relative' }),
      'voice@lab@0.0.9',
      /cannot be trusted/,
    ],
    ['a version whose record names it by a link', byLink, 'voice@lab@0.1.0', /It is installed/],
    [
      'a version whose record ends in a slash',
      (place) => install(place, '0.1.0', { installPath: `${place.at(CACHE)}/` }),
      'voice@lab@0.1.0',
      /It is installed/,
    ],
    [
      'a version that holds what is installed',
      (place) => install(place, '0.1.0', { installPath: `${place.at(CACHE)}/skills` }),
      'voice@lab@0.1.0',
      /It is installed/,
    ],
    [
      'a clone whose name is a marketplace’s',
      (place) => {
        place.write({ [`${BELOW}/temp_mk_1_x/voice/1/f`]: '' })
        install(place, '1', { installPath: place.at(`${BELOW}/temp_mk_1_x/voice/1`) })
      },
      'temp_mk_1_x',
      /It is installed/,
    ],
    [
      'what an installed link leads to',
      (place) => {
        symlinkSync('0.0.9', place.at(`${BELOW}/lab/voice/9`))
        install(place, '9', { installPath: place.at(`${BELOW}/lab/voice/9`) })
      },
      'voice@lab@0.0.9',
      /It is installed/,
    ],
  ]
  for (const [what, make, name, why] of STAYS)
    test(what, () => {
      using place = full()
      make(place)
      const folder = readCacheFolders(place.panel).folders.find((one) => one.name === name)
      assert.equal(folder?.verdict, 'kept')
      assert.match(folder?.why ?? '', why)
    })

  test('a version in which a process works', async () => {
    using place = full()
    const child = spawn('sleep', ['60'], { cwd: place.at(`${BELOW}/lab/voice/0.0.9`) })
    try {
      await once(child, 'spawn')
      assert.throws(
        () => namesOf(place.panel, wantedOf('voice@lab@0.0.9')),
        refused(/Process \d+ \(sleep\) works in it/),
      )
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    assert.deepEqual(namesOf(place.panel, wantedOf('voice@lab@0.0.9')), ['voice@lab@0.0.9'])
  })
})

test('cancelled while it is under way, everything is where it was, and the history says so', async () => {
  using place = full()
  const { panel, at } = place
  for (let n = 0; n < 40; n++) place.write({ [`${BELOW}/lab/voice/0.0.${100 + n}/.orphaned_at`]: '1' })
  const before = contentsOf(at(BELOW))
  const pace = setInterval(() => {
    const [activity] = panel.activities.list()
    if ((activity?.progress?.done ?? 0) > 3) panel.activities.cancel(activity?.id ?? 0)
  }, 0)
  await assert.rejects(clear(panel, wantedOf('all')), refused(/It was cancelled\. Everything was put back as it was/))
  clearInterval(pace)
  assert.deepEqual(contentsOf(at(BELOW)), before)
  const [row] = panel.store.actions(1)
  assert.equal(row?.state, 'reverted')
  assert.deepEqual(readdirSync(panel.trashDir), [])
  assert.equal((await undoAction(panel, null)).done, false)
})

test('putting back refuses where something newer stands, and says which', async () => {
  using place = full()
  await clear(place.panel, wantedOf('orphans'))
  place.write({ [`${BELOW}/lab/voice/0.0.9/f`]: 'newer' })
  await assert.rejects(undoAction(place.panel, null), refused(/Something newer stands at .*0\.0\.9.*one by one/))
  assert.equal(readFileSync(place.at(`${BELOW}/lab/voice/0.0.9/f`), 'utf8'), 'newer')
  assert.equal(existsSync(place.at(`${BELOW}/lab/voice/0.0.8`)), false)
})

test('hostile names go and come back', async () => {
  using place = lab()
  const names = ['<img src=x onerror=alert(1)>', 'a\nb', '$(touch x)', "'; drop table actions; --", '\u202egnp', '-rf']
  for (const name of names) place.write({ [`${BELOW}/${name}/${name}/${name}/.orphaned_at`]: '1' })
  const before = contentsOf(place.at(BELOW))
  await clear(place.panel, wantedOf('orphans'))
  assert.deepEqual(readdirSync(place.at(BELOW)), ['lab'])
  await undoAction(place.panel, null)
  assert.deepEqual(contentsOf(place.at(BELOW)), before)
})

test('a clearing whose process was killed is ended at the next start, under its locks', async () => {
  using place = full()
  const { panel, at } = place
  const before = contentsOf(at(BELOW))
  const { action } = await clear(panel, wantedOf('all'))
  const work = JSON.parse(panel.store.action(action)?.work ?? '') as { token: string }
  const child = spawn('true')
  await once(child, 'exit')
  // As if it had been killed with one folder still to go.
  const manifest = JSON.parse(readFileSync(join(panel.trashDir, work.token, 'manifest.json'), 'utf8'))
  const last = manifest.items.find((item: { path: string }) => item.path === 'tools/mystery/1.0')
  mkdirSync(at(`${BELOW}/tools/mystery`), { recursive: true })
  renameSync(join(panel.trashDir, work.token, last.stored), at(`${BELOW}/tools/mystery/1.0`))
  reopen(place, action, child.pid ?? 0)

  await withLock(panel.store, 'lint@tools', async () => assert.deepEqual(await recoverActions(panel), []))
  const [message] = await recoverActions(panel)
  assert.match(
    message ?? '',
    /An interrupted clearing was ended: 5 of 6 are in the trash\. tools\/mystery\/1\.0 stayed/,
  )
  assert.match(panel.store.action(action)?.summary ?? '', /^Cleared 5 folders/)
  await undoAction(panel, null)
  assert.deepEqual(contentsOf(at(BELOW)), before)
})

function install(place: Lab, version: string, more: object = {}) {
  const record = { scope: 'user', installPath: place.at(`${BELOW}/lab/voice/${version}`), version, ...more }
  const own = { scope: 'project', projectPath: place.at('project'), installPath: place.at(CACHE), version: '0.1.0' }
  const plugins = { [ID]: 'installPath' in more ? [record] : [record, own] }
  place.write({ 'claude/plugins/installed_plugins.json': json({ version: 2, plugins }) })
}

function byLink(place: Lab) {
  symlinkSync(place.at('claude'), place.at('by-link'))
  install(place, '0.1.0', { installPath: place.at('by-link/plugins/cache/lab/voice/0.1.0') })
}

function remake(place: Lab, path: string) {
  renameSync(place.at(`${BELOW}/${path}`), place.at('was'))
  place.write({ [`${BELOW}/${path}/.orphaned_at`]: String(LONG_AGO.getTime()) })
}

function relink(place: Lab, path: string) {
  renameSync(place.at(`${BELOW}/${path}`), place.at('was'))
  symlinkSync('/etc', place.at(`${BELOW}/${path}`))
}

/** Makes an action one that a process which is gone left under way. */
function reopen({ at }: Lab, action: number, pid: number) {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const db = new DatabaseSync(at('state/history.db'))
  db.prepare("update actions set state = 'running', phase = 'swap', pid = ?, process_start = '1' where id = ?").run(
    pid,
    action,
  )
  db.close()
}
