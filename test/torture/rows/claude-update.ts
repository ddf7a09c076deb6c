import { setTimeout as pause } from 'node:timers/promises'
import {
  cachedFolder,
  type GitMarketplace,
  gitMarketplace,
  writePlugin,
} from '../../../server/probe/drive/marketplaces.ts'
import { isolate } from '../../claude/drive/isolated.ts'
import { voicePlugin } from '../../claude/drive/voice.ts'
import { hotplug, hotplugJson } from '../../support/hotplug.ts'
import type { Row, Trial } from '../row.ts'
import { contentsOf, equal, sha1 } from '../support/bytes.ts'

const ID = 'voice@lab'

/** How far apart the two are begun at most (milliseconds): both take about 0.3 s. */
const APART = 300

export const claudeUpdate: Row = {
  name: 'claude update',
  lost: 'a file that neither of both wrote, a version that is a mixture without a word, or a wrong record of it',
  async run(trial) {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: plugin(0, '0.1.0') })
    await hotplug(isolated, 'link', ID, lab.folder)
    let version = 1
    for (let round = 1; round <= trial.times(12, 1); round++) {
      const bumped = trial.short || round % 2 === 0
      if (bumped) version++
      await together(trial, isolated, lab, round, `0.${version}.0`, bumped ? 'a new version' : 'the same version')
    }
  },
}

/** Big enough that copying it takes a while. */
const plugin = (round: number, version: string) => ({
  ...voicePlugin({ version, skill: `Round ${round}.` }),
  ...Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [`data/${n}.txt`, `round ${round} file ${n}\n`.repeat(99)]),
  ),
})

async function together(
  trial: Trial,
  isolated: ReturnType<typeof isolate>,
  lab: GitMarketplace,
  round: number,
  version: string,
  said: string,
) {
  const allowed = new Set([round - 1, round].flatMap((one) => hashesOf(plugin(one, version))))
  for (const what of contentsOf(cachedFolder(isolated, ID)).values()) allowed.add(what)
  writePlugin(lab.pluginFolder('voice'), plugin(round, version))
  await lab.push(`Round ${round}`)
  await isolated.claude('plugin', 'marketplace', 'update', 'lab')

  const late = trial.random.below(APART)
  const sync = pause(trial.random.happens(0.5) ? late : 0).then(() => hotplug(isolated, 'sync', ID))
  const update = pause(late).then(() => isolated.claude('plugin', 'update', ID).then(() => null, String))
  const [synced, failed] = await Promise.all([sync, update])
  trial.tried(`${said}, sync ${synced.code === 0 ? 'done' : 'refused'}`)
  trial.expect(failed === null, `${said}: claude plugin update failed beside a sync: ${failed}`)
  trial.expect(synced.code === 0 || /^[A-Z].*\.\n$/s.test(synced.err), `${said}: sync said ${synced.err}`)

  for (const what of contentsOf(cachedFolder(isolated, ID)).values())
    trial.expect(allowed.has(what) || what.startsWith('-> '), `${said}: a file that nobody wrote`)
  await expectRightAfterwards(trial, isolated, lab, version, said)
}

/** What is recorded is what is there, a further sync makes it equal, and nothing differs any more. */
async function expectRightAfterwards(
  trial: Trial,
  isolated: ReturnType<typeof isolate>,
  lab: GitMarketplace,
  version: string,
  said: string,
) {
  const loaded = cachedFolder(isolated, ID)
  trial.expect(loaded.endsWith(`/${version}`), `${said}: recorded is ${loaded}, not ${version}`)
  const again = await hotplug(isolated, 'sync', ID, '--overwrite')
  trial.expect(again.code === 0, `${said}: the next sync ended with ${again.code}: ${again.err}`)
  const [source, now] = [lab.pluginFolder('voice'), loaded].map((one) => contentsOf(one, isClaudes))
  trial.expect(Boolean(source && now && equal(source, now)), `${said}: afterwards the loaded copy is not its source`)
  const status = await hotplugJson<{ plugins: { version: string; drift: object; loaded: { path: string } }[] }>(
    isolated,
    'status',
    ID,
  )
  const [row] = status.plugins
  trial.expect(row?.version === version && row.loaded.path === loaded, `${said}: status says ${JSON.stringify(row)}`)
  trial.expect(
    Object.values(row?.drift ?? { none: 1 }).every((n) => n === 0),
    `${said}: still ${JSON.stringify(row)}`,
  )
}

const isClaudes = (path: string) => /^\.(in_use|orphaned_at)/.test(path)

const hashesOf = (files: Readonly<Record<string, string>>) =>
  Object.values(files).map((text) => (text.startsWith('#!') ? '*' : '') + sha1(text))
