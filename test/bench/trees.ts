/**
 * Comparing and syncing whole marketplaces against the programs people would use instead. Prints medians and ratios;
 * run alone with `node test/bench/trees.ts`, on a folder of your choice with TMPDIR=/dev/shm.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { applyPlan } from '../../server/trees/apply.ts'
import type { Journal } from '../../server/trees/journal.ts'
import { comparePair, type Pair } from '../../server/trees/pair.ts'
import { planSync } from '../../server/trees/plan.ts'
import { openPool } from '../../server/trees/pool.ts'

const ROUNDS = 9
const PLUGINS = 100

export async function benchTrees() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-bench-')))
  try {
    const pairs = layPlugins(folder)
    console.log(`${PLUGINS} plugins, ${countFiles(join(folder, 'source'))} files in each of two trees below ${folder}`)
    await wait(3000)
    await benchComparing(folder, pairs)
    await benchOneSync(folder, pairs)
    await benchSyncOfAll(folder, pairs)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchComparing(folder: string, pairs: Pair[]) {
  const [source, loaded] = [join(folder, 'source'), join(folder, 'loaded')]
  const diff = await median(() => peer('diff', '-rq', source, loaded))
  const git = await median(() => peer('git', 'diff', '--no-index', '--stat', source, loaded))
  const against = (name: string, ms: number) =>
    report(name, ms, { 'diff -rq': diff, 'git diff --no-index --stat': git })
  console.log(
    `\ncompare all, nothing differs (diff -rq ${round(diff)} ms, git diff --no-index --stat ${round(git)} ms)`,
  )

  const first: number[] = []
  const running: number[] = []
  for (let run = 0; run < ROUNDS; run++) {
    const started = openPool()
    await started.compare(['x', 'y'].map(nowhere))
    first.push(await timed(() => started.compare(pairs)))
    for (let again = 0; again < 3; again++) await started.compare(pairs.map((pair) => spelledAnew(pair, again)))
    running.push(await timed(() => started.compare(pairs.map((pair) => spelledAnew(pair, 3)))))
    await started.close()
  }
  against('first comparison after the workers have started', middle(first))
  against('in a running server, nothing remembered', middle(running))

  const pool = openPool()
  await pool.compare(pairs)
  against('in a running server, all remembered', await median(() => pool.compare(pairs)))
  const [pair] = pairs.filter(({ key }) => key === 'p58') as [Pair]
  let text = 0
  against(
    'one file of a 58-file plugin changed, that plugin compared',
    await median(
      () => pool.compare([pair]),
      () => writeFileSync(join(pair.source, 'd0', 'f0.md'), `edited ${text++}`),
    ),
  )
  console.log(`  memory of this process, workers included: ${round(process.memoryUsage().rss / 1e6)} MB`)
  await pool.close()
  against('in the main thread, nothing remembered', await median(() => pairs.map((one) => comparePair(one))))
  against('that plugin in the main thread', await median(() => comparePair(pair)))
}

const nowhere = (key: string): Pair => ({ key, source: `/nowhere/${key}`, loaded: `/nowhere/else/${key}` })

/** The same folder by another spelling, of which the workers remember nothing. */
const spelledAnew = (pair: Pair, times: number): Pair => ({
  ...pair,
  source: `${'/.'.repeat(times + 1)}${pair.source}`,
})

async function benchOneSync(folder: string, pairs: Pair[]) {
  const [pair] = pairs.filter(({ key }) => key === 'p58') as [Pair]
  const { journal, close } = openJournal(join(folder, 'history.db'))
  const settings = { trashDir: join(folder, 'trash') }
  let text = 0
  const edit = () => writeFileSync(join(pair.source, 'd0', 'f0.md'), `changed ${text++}`)
  const rsync = await median(() => peer('rsync', '-a', '--delete', `${pair.source}/`, `${pair.loaded}/`), edit)
  console.log(`\nsync one changed file of a 58-file plugin (rsync -a --delete ${round(rsync)} ms)`)
  const all = () => applyPlan(planSync(comparePair(pair), 'to-loaded'), journal, settings)
  report('compare, plan, apply with trash, journal and fsync', await median(all, edit), { 'rsync -a': rsync })
  report('compare and plan alone', await median(() => planSync(comparePair(pair), 'to-loaded'), edit), {
    'rsync -a': rsync,
  })
  close()
}

async function benchSyncOfAll(folder: string, pairs: Pair[]) {
  const { journal, close } = openJournal(join(folder, 'history-all.db'))
  const settings = { trashDir: join(folder, 'trash') }
  let copy = 0
  let fresh = ''
  const empty = () => {
    fresh = join(folder, `fresh-${copy++}`)
    for (const { key } of pairs) mkdirSync(join(fresh, key), { recursive: true })
  }
  const rsync = await median(() => peer('rsync', '-a', `${folder}/source/`, `${fresh}/`), empty, 5)
  const cp = await median(() => peer('cp', '-a', `${folder}/source/.`, `${fresh}/`), empty, 5)
  console.log(`\nsync everything into empty folders (rsync -a ${round(rsync)} ms, cp -a ${round(cp)} ms)`)
  const all = async () => {
    for (const { key, source } of pairs)
      await applyPlan(planSync(comparePair({ key, source, loaded: join(fresh, key) }), 'to-loaded'), journal, settings)
  }
  report('compare, plan, apply, plugin by plugin', await median(all, empty, 5), { 'rsync -a': rsync, 'cp -a': cp })
  close()
}

/** A journal as the panel's own: SQLite, durable at every step. */
function openJournal(path: string): { journal: Journal; close: () => void } {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table actions (id integer primary key, work text, phase text) strict')
  const insert = db.prepare("insert into actions (work, phase) values (?, 'stage')")
  const set = db.prepare('update actions set phase = ? where id = ?')
  const journal: Journal = {
    begin: (work) => Number(insert.run(JSON.stringify(work)).lastInsertRowid),
    phase: (action, phase) => void set.run(phase, action),
    finish: (action) => void set.run('done', action),
    fail: (action) => void set.run('failed', action),
  }
  return { journal, close: () => db.close() }
}

/** Sizes as in public catalogues: most plugins have 2 to 20 files, a few have hundreds, one has a thousand. */
function layPlugins(folder: string): Pair[] {
  const sizes = Array.from({ length: PLUGINS }, (_, n) =>
    n === 0 ? 1016 : n === 1 ? 58 : n < 12 ? 250 : 2 + ((n * 37) % 32),
  )
  const random = generator(1)
  const pairs = sizes.map((files, n) => {
    const key = n === 1 ? 'p58' : `p${1000 + n}`
    for (let file = 0; file < files; file++) {
      const path = join(folder, 'source', key, `d${Math.floor(file / 3)}`, `f${file % 3}.md`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `line ${n} ${file} of a skill\n`.repeat(1 + Math.floor(random() ** 3 * 900)))
    }
    return { key, source: join(folder, 'source', key), loaded: join(folder, 'loaded', key) }
  })
  cpSync(join(folder, 'source'), join(folder, 'loaded'), { recursive: true })
  return pairs
}

function generator(seed: number) {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}

const countFiles = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).length

function peer(program: string, ...words: string[]) {
  const { error } = spawnSync(program, words, { stdio: 'ignore' })
  if (error) throw error
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function median(work: () => unknown, before: () => void = () => {}, rounds = ROUNDS): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < rounds; run++) {
    before()
    times.push(await timed(work))
  }
  return middle(times)
}

const middle = (times: number[]) => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

const round = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

function report(name: string, ms: number, peers: Record<string, number>) {
  const ratios = Object.entries(peers).map(([peerName, peerMs]) => `${round(ms / peerMs)} × ${peerName}`)
  console.log(`  ${name}: ${round(ms)} ms = ${ratios.join(', ')}`)
}

if (import.meta.main) await benchTrees()
