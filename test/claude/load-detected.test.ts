import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { Loaded } from '../../server/loading/load.ts'
import { openStore, type Store } from '../../server/store.ts'
import { groupMarketplace, idOf, installedIn } from '../support/groups.ts'
import { environmentOf, hotplug, hotplugJson } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'

type Answer = { plugins: readonly string[]; loaded?: readonly Loaded[] }

const PROMPT = 'release newest patch npm of this package'
const outcomes = ({ loaded = [] }: Answer) => loaded.map(({ group, outcome }) => [group, outcome])

function reactProject({ project }: Isolated, name = '.') {
  mkdirSync(join(project, name), { recursive: true })
  writeFileSync(join(project, name, 'package.json'), JSON.stringify({ dependencies: { react: '^19.0.0' } }))
}

function remembered<T>(isolated: Isolated, ask: (store: Store) => T): T {
  const store = openStore(environmentOf(isolated).HOTPLUG_HOME as string)
  try {
    return ask(store)
  } finally {
    store.close()
  }
}

suite('detecting and installing', { concurrency: 2 }, () => {
  test('a project: what it asks for is installed, once, and the history says why', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['frontend'])
    reactProject(isolated)
    const first = await hotplugJson<Answer>(isolated, 'detect-project', '--install')
    assert.deepEqual([first.plugins, outcomes(first)], [['frontend'], [['frontend', 'loaded']]])
    assert.deepEqual(installedIn(isolated).enabled, [idOf('frontend')])
    assert.deepEqual(outcomes(await hotplugJson<Answer>(isolated, 'detect-project', '--install')), [
      ['frontend', 'already there'],
    ])
    remembered(isolated, ({ autoload }) => {
      const [install] = autoload.installsSince(0)
      assert.equal(install?.project, isolated.project)
      const detection = autoload.detection(1)
      assert.equal(detection?.event, 'project')
      assert.match(detection?.matches ?? '', /react/)
    })
  })

  test('a prompt: what it asks for is installed, and the prompt itself is not kept', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'testing'])
    const answer = await hotplugJson<Answer>(isolated, 'detect-intent', PROMPT, '--install')
    assert.deepEqual(outcomes(answer), [['release', 'loaded']])
    assert.deepEqual(installedIn(isolated).enabled, [idOf('release')])
    remembered(isolated, ({ autoload }) => {
      assert.equal(autoload.detection(1)?.prompt, null)
      assert.doesNotMatch(JSON.stringify(autoload.detection(1)), /newest patch/)
    })
  })

  test('--silent prints nothing; the exit code says whether anything was asked for', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    const run = (...args: string[]) => hotplug(isolated, 'detect-intent', ...args, '--install', '--silent')
    assert.deepEqual(await run(PROMPT), { code: 0, out: '', err: '' })
    assert.deepEqual(installedIn(isolated).enabled, [idOf('release')])
    assert.deepEqual(await run('what time is it'), { code: 1, out: '', err: '' })
    reactProject(isolated)
    assert.deepEqual(await hotplug(isolated, 'detect-project', '--install', '--silent'), { code: 0, out: '', err: '' })
  })

  test('what is off, or was refused, is not installed', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend'])
    const detect = () => hotplugJson<Answer>(isolated, 'detect-intent', PROMPT, '--install')
    await hotplug(isolated, 'groups', 'set', 'release', 'off')
    assert.deepEqual(outcomes(await detect()), [['release', 'off']])
    await hotplug(isolated, 'groups', 'set', 'release', 'auto')
    await hotplug(isolated, 'groups', 'off')
    assert.deepEqual(outcomes(await detect()), [['release', 'off']])
    await hotplug(isolated, 'groups', 'on')
    assert.deepEqual(outcomes(await detect()), [['release', 'loaded']])
    await isolated.claude('plugin', 'disable', idOf('release'))
    assert.deepEqual(outcomes(await detect()), [['release', 'refused']])
    await isolated.claude('plugin', 'uninstall', idOf('release'))
    assert.deepEqual(outcomes(await detect()), [['release', 'refused']])
    assert.deepEqual(installedIn(isolated).installed, [])
  })

  test('what was uninstalled is remembered for the project it was loaded for', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['frontend'])
    for (const name of ['one', 'two']) reactProject(isolated, name)
    const detect = (name: string) => hotplugJson<Answer>(isolated, 'detect-project', name, '--install')
    assert.deepEqual(outcomes(await detect('one')), [['frontend', 'loaded']])
    await isolated.claude('plugin', 'uninstall', idOf('frontend'))
    assert.deepEqual(outcomes(await detect('one')), [['frontend', 'refused']])
    assert.deepEqual(outcomes(await detect('two')), [['frontend', 'loaded']])
  })

  test('an install that fails is told, and what was detected all the same', async () => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release'])
    const broken = { ...isolated, program: '/bin/false' }
    const ran = await hotplug(broken, 'detect-intent', PROMPT, '--install', '--json')
    assert.equal(ran.code, 2)
    assert.deepEqual(outcomes(JSON.parse(ran.out)), [['release', 'failed']])
    assert.match(ran.err, /^release: .+\n$/)
  })
})
