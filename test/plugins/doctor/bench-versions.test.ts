import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { choosable } from '../../../server/plugins/doctor/bench/choose.ts'
import { prepare } from '../../../server/plugins/doctor/bench/prepare.ts'
import { runHook } from '../../../server/plugins/doctor/bench/run.ts'
import { standIn } from '../../../server/plugins/doctor/bench/stand-in.ts'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { syncPlugins } from '../../../server/plugins/sync-plugins.ts'
import { CACHE, CHECKOUT, ID, json, lab, SOURCE } from '../../support/lab.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const HOOKS = json({
  hooks: { Stop: [{ hooks: [{ type: 'command', command: `/bin/sh "\${CLAUDE_PLUGIN_ROOT}/say.sh"` }] }] },
})
const say = (word: string) => ({ 'hooks/hooks.json': HOOKS, 'say.sh': `echo ${word} >&2; exit 2\n` })
const below = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

test('a script is compared with the copy that is loaded, with the last commit, and with what was replaced', async () => {
  using place = lab({ ...below(SOURCE, say('committed')), ...below(CACHE, say('loaded')) })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: place.at(CHECKOUT),
    })
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'First')
  place.write(below(SOURCE, say('now')))
  await linkPlugin(place.panel, ID, place.at(CHECKOUT))
  const prepared = async () => {
    const [chosen] = await choosable(place.panel)
    return prepare(place.panel, chosen?.subject ?? assert.fail())
  }
  const versions = async () => (await prepared()).versions.map(({ key }) => key)
  assert.deepEqual(await versions(), ['loaded', 'commit'])

  const against = async (version: string) => {
    const { subject, fingerprint } = await prepared()
    const wanted = { fingerprint, confirmed: true, send: false, input: null, text: '{}', runs: 2, against: version }
    const { now, before } = await runHook(place.panel, subject.hook.id, wanted)
    return [now.run.stderr, before?.run.stderr, before?.times.length]
  }
  assert.deepEqual(await against('loaded'), ['now\n', 'loaded\n', 2])
  assert.deepEqual(await against('commit'), ['now\n', 'committed\n', 2])
  assert.ok(!readdirSync(tmpdir()).some((name) => name.startsWith('hotplug-hook-') && isOurs(`${tmpdir()}/${name}`)))

  await syncPlugins(place.panel, [ID], { dryRun: false, fromCache: false, overwrite: true })
  assert.deepEqual(await versions(), ['commit', 'replaced'])
  assert.deepEqual(await against('replaced'), ['now\n', 'loaded\n', 2])
  await assert.rejects(against('loaded'), { status: 409 })
})

/** Another test of this run may have one of its own. */
const isOurs = (folder: string) => existsSync(`${folder}/say.sh`)

test('a stand-in has the earlier texts, the rest as it is, links to dependencies, and nothing of git', () => {
  using folder = temporaryFolder()
  const root = `${folder.path}/plugin`
  for (const name of ['hooks', 'node_modules/dependency', '.git']) mkdirSync(`${root}/${name}`, { recursive: true })
  symlinkSync('/etc/hostname', `${root}/outside`)
  execFileSync('/bin/sh', ['-c', 'printf now > hooks/a.sh; chmod 755 hooks/a.sh; printf same > hooks/b.sh'], {
    cwd: root,
  })
  let gone = ''
  {
    using stand = standIn(root, new Map([['hooks/a.sh', 'then']]))
    gone = stand.path
    assert.equal(readFileSync(`${gone}/hooks/a.sh`, 'utf8'), 'then')
    assert.equal(lstatSync(`${gone}/hooks/a.sh`).mode & 0o777, 0o755)
    assert.equal(readFileSync(`${gone}/hooks/b.sh`, 'utf8'), 'same')
    assert.ok(lstatSync(`${gone}/outside`).isSymbolicLink())
    assert.ok(lstatSync(`${gone}/node_modules`).isSymbolicLink())
    assert.ok(!existsSync(`${gone}/.git`))
  }
  assert.ok(!existsSync(gone))
  assert.equal(readFileSync(`${root}/hooks/a.sh`, 'utf8'), 'now')
})
