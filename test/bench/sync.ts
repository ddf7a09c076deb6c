/**
 * Syncing as the panel does it, with journal, trash and fsync, against the programs people would use instead. Ours and
 * theirs take turns on the same files; medians of the times, and of the ratios of each turn. Alone: `node test/bench/sync.ts`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPanel, type Panel } from '../../server/panel.ts'
import { homeModel } from '../../server/plugins/models.ts'
import { syncPlugin } from '../../server/plugins/sync.ts'
import { beginSyncAll, reviewAll } from '../../server/plugins/sync-all.ts'
import { syncPlugins } from '../../server/plugins/sync-plugins.ts'
import { gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { openPool } from '../../server/trees/pool.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { CATALOGUE, type Collection, layCollection } from './collection.ts'

const ROUNDS = Number(process.env.HOTPLUG_BENCH_ROUNDS ?? 9)
const MEMORY = '/dev/shm'

/** A panel that has been up for a while has synced some saves before this one. */
const WARM = 40

export async function benchSync() {
  const update = await medianOfUpdate()
  for (const [where, folder] of [
    ['in memory (tmpfs)', existsSync(MEMORY) ? MEMORY : null],
    ['on the disk of the temporary folder', tmpdir()],
  ] as const) {
    if (folder === null) console.log(`\nThere is no ${MEMORY} here, so nothing was measured in memory.`)
    else for (const sizes of [[50], CATALOGUE]) await benchIn(where, folder, sizes, update)
  }
}

async function benchIn(where: string, parent: string, sizes: readonly number[], update: number) {
  const folder = realpathSync(mkdtempSync(join(parent, 'hotplug-bench-sync-')))
  const collection = layCollection(folder, sizes)
  const pool = openPool()
  const panel = openPanel(collection.config, pool.compare, pool.apply)
  try {
    await panel.comparisons.bring(panel.survey.inventory().plugins)
    console.log(`\nSync ${where}: ${sizes.length} plugin${sizes.length === 1 ? '' : 's'}, ${collection.files} files`)
    await benchMatrix(panel, collection, join(folder, 'theirs'), update)
    console.log(`  memory of this process, threads included: ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  } finally {
    await pool.close()
    panel.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchMatrix(panel: Panel, collection: Collection, theirs: string, update: number) {
  const { ids, source } = collection
  const [id] = ids as [string]
  const isOne = ids.length === 1
  const one = { fromCache: false, overwrite: false, dryRun: false, shown: null }
  const now = () => (isOne ? syncPlugin(panel, id, one) : syncPlugins(panel, null, one))
  const rsync = (...how: string[]) => run('rsync', ...how, `${source}/`, `${theirs}/`)
  const peers = { 'rsync -a --delete': () => rsync('-a', '--delete'), 'rsync -ac': () => rsync('-ac', '--delete') }
  await rsync('-a')

  await turns('nothing changed', now, peers)
  if (isOne) await turns('one file', now, peers, collection.editOne, { 'claude plugin update': update }, WARM)
  else {
    await turns('one file, all looked through for it', now, peers, collection.editOne)
    await turns('one file, that plugin alone', () => syncPlugin(panel, id, one), peers, collection.editOne, {}, WARM)
  }
  const all = isOne ? now : () => syncShown(panel)
  const seen = isOne ? () => {} : () => look(panel)
  await turns('every file replaced', all, peers, async () => {
    collection.editAll()
    await seen()
  })
  const copied = { 'rsync -a': () => rsync('-a') }
  await turns('everything into empty folders', all, copied, async () => {
    collection.install('empty')
    rmSync(theirs, { recursive: true, force: true })
    mkdirSync(theirs)
    panel.survey.lookAgain()
    await seen()
  })
}

let shown = ''

/** What a person has seen before the click: the home page and the review. */
async function look(panel: Panel) {
  shown = (await reviewAll(panel, { anew: true })).fingerprint
  homeModel(panel, { q: '', show: 'all', sort: 'status' })
}

/** The click on the review: everything is compared once more, then carried out. */
async function syncShown(panel: Panel) {
  const { done } = await beginSyncAll(panel, shown)
  const { results } = await done
  if (results.some((result) => !result.done)) throw new Error('Not everything was synced.')
}

type Peers = Record<string, () => Promise<unknown>>

async function turns(
  what: string,
  ours: () => Promise<unknown>,
  peers: Peers,
  before: () => unknown = () => {},
  others: Record<string, number> = {},
  warmUp = 1,
) {
  const mine: number[] = []
  const theirs = new Map(Object.keys(peers).map((name) => [name, [] as number[]]))
  const rounds = Object.entries(peers)
  for (let run = 0; run < warmUp; run++) {
    await before()
    await ours()
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [name, peer]] of rounds.entries()) {
      await before()
      const ms = await timed(ours)
      const peerMs = await timed(peer)
      if (index === 0) mine.push(ms)
      theirs.get(name)?.push(ms / peerMs)
    }
  }
  const ratios = [...theirs].map(([name, all]) => `${middle(all).toFixed(2)} × ${name}`)
  const fixed = Object.entries(others).map(
    ([name, ms]) => `${(middle(mine) / ms).toFixed(3)} × ${name} (${ms.toFixed(0)} ms)`,
  )
  console.log(`  ${what}: ${middle(mine).toFixed(1)} ms = ${[...ratios, ...fixed].join(', ')}`)
}

/** The real program on a plugin of 50 files, edited in its checkout. */
async function medianOfUpdate(): Promise<number> {
  using isolated = isolate()
  const files = Object.fromEntries(
    Array.from({ length: 49 }, (_, n) => [`skills/s${n}/SKILL.md`, `---\nname: s${n}\n---\n`]),
  )
  const manifest = { '.claude-plugin/plugin.json': JSON.stringify({ name: 'voice', version: '0.1.0' }) }
  const lab = await gitMarketplace(isolated, 'lab', { voice: { ...files, ...manifest } })
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    writeFileSync(join(lab.pluginFolder('voice'), 'skills/s1/SKILL.md'), `---\nname: s1\n---\n${round}`)
    times.push(await timed(() => isolated.claude('plugin', 'update', 'voice@lab')))
  }
  return middle(times)
}

async function run(program: string, ...words: string[]) {
  const [code] = await once(spawn(program, words, { stdio: 'ignore' }), 'exit')
  if (code !== 0) throw new Error(`${program} ended with code ${code}.`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const middle = (times: readonly number[]) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

if (import.meta.main) await benchSync()
