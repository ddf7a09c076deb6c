/**
 * From a save to the loaded copy, through the real `hotplug watch` in a process of its own, beside what people would use
 * instead: `inotifywait -m` with `rsync -a --delete`, and that rsync alone. Run alone with `node test/bench/watch.ts`,
 * on a folder of your choice with TMPDIR=/dev/shm.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  type FSWatcher,
  globSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Collection, EDITED, layCollection, type Place } from './watch-places.ts'

/** What a watch waits for before it looks, so that a save is over (server/watch.ts). */
const SETTLE = 20
const FILES_EACH = 50
const SAVES = 200
const REST = 60
const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export async function benchWatch() {
  for (const plugins of [1, 100]) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-bench-watch-')))
    try {
      await benchCollection(layCollection(folder, plugins, FILES_EACH), plugins)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function benchCollection(collection: Collection, plugins: number) {
  const rsync = spread(Array.from({ length: 15 }, () => rsyncTakes(pick(collection.theirs)))).median
  const { one, all } = await withHotplug(collection)
  const hotplug = spread(one)
  const work = hotplug.median - SETTLE
  console.log(`\nfrom a save to the loaded copy, ${plugins} × ${FILES_EACH} files watched, ${SAVES} saves`)
  console.log(`  hotplug watch: median ${ms(hotplug.median)} ms, p99 ${ms(hotplug.p99)} ms`)
  console.log(
    `  of that ${SETTLE} ms to settle, so median ${ms(work)} ms, p99 ${ms(hotplug.p99 - SETTLE)} ms of its own`,
  )
  console.log(`  its own = ${(work / rsync).toFixed(2)} × rsync -a --delete of that plugin (${ms(rsync)} ms)`)
  const rsyncAll = spread(Array.from({ length: 3 }, (_, round) => rsyncAllTakes(collection, round))).median
  console.log(
    `  all ${plugins * FILES_EACH} files saved: ${ms(all)} ms until the last is there = ${(all / rsyncAll).toFixed(2)} × rsync -a --delete of all (${ms(rsyncAll)} ms)`,
  )
  const shell = await withInotifywait(collection)
  if (shell === null) return console.log('  inotifywait is not installed here, so it is not compared with it')
  const peer = spread(shell)
  console.log(
    `  inotifywait -m, rsync -a --delete of all: median ${ms(peer.median)} ms, p99 ${ms(peer.p99)} ms, nothing to settle`,
  )
  console.log(
    `  hotplug watch = ${(hotplug.median / peer.median).toFixed(2)} × that, its own ${(work / peer.median).toFixed(2)} ×`,
  )
}

async function withHotplug({ environment, ours }: Collection) {
  const child = spawn(process.execPath, ['--max-semi-space-size=1', MAIN, 'watch', '--all'], {
    env: { ...environment, PATH: '' },
    cwd: environment.HOME,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(createInterface(child.stdout), 'line')
    await pause(3000)
    const one = await saves(ours)
    const all = [0, 1, 2].map((round) => () => allCopied(ours, round))
    const times: number[] = []
    for (const save of all) times.push(await save())
    return { one, all: spread(times).median }
  } finally {
    await end(child, () => child.kill('SIGTERM'))
  }
}

async function withInotifywait({ theirs, roots }: Collection): Promise<number[] | null> {
  if (spawnSync('inotifywait', ['--help']).error) return null
  const watching = `inotifywait -q -m -r -e close_write,moved_to,create,delete --format x '${roots.source}'`
  const script = `${watching} | while read -r line; do rsync -a --delete '${roots.source}/' '${roots.loaded}/'; done`
  const child = spawn('sh', ['-c', script], { stdio: 'ignore', detached: true })
  try {
    await pause(2000)
    return await saves(theirs)
  } finally {
    await end(child, () => process.kill(-(child.pid ?? 0), 'SIGTERM'))
  }
}

async function end(child: ChildProcess, stop: () => void) {
  const ended = once(child, 'exit')
  stop()
  await ended
}

/** A save now and then, each in a plugin of its own. */
async function saves(places: readonly Place[]): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < SAVES + WARM_UP; round++) {
    times.push(await copied(pick(places), saved(round)))
    await pause(REST + Math.random() * REST)
  }
  return times.slice(WARM_UP)
}

const WARM_UP = 20

/** Of another size each time: rsync looks at size and second alone. */
const saved = (round: number) => `saved ${Math.random()}\n`.repeat(100) + 'x'.repeat(round)

async function copied({ source, loaded }: Place, text: string): Promise<number> {
  const target = join(loaded, EDITED)
  const { promise, resolve } = Promise.withResolvers<number>()
  const watcher: FSWatcher = watch(dirname(target), () => {
    if (textOf(target) === text) resolve(performance.now())
  })
  const start = performance.now()
  writeFileSync(join(source, EDITED), text)
  const end = await Promise.race([promise, pause(5000, null)])
  watcher.close()
  if (end === null) throw new Error(`${target} did not follow within 5 s`)
  return end - start
}

/** From the last of many saves until every file is there, each plugin by its own sync. */
async function allCopied(places: readonly Place[], round: number): Promise<number> {
  const files = places.flatMap((place) => saveAll(place, round))
  const start = performance.now()
  for (let left = files; left.length > 0; await pause(5))
    left = left.filter(([target, text]) => textOf(target) !== text)
  await pause(1000)
  return performance.now() - start - 1000
}

function saveAll({ source, loaded }: Place, round: number): [target: string, text: string][] {
  return globSync('skills/**/*.md', { cwd: source }).map((file) => {
    const text = `Round ${round} of ${file}.\n`.repeat(100 + round)
    writeFileSync(join(source, file), text)
    return [join(loaded, file), text]
  })
}

function rsyncAllTakes({ theirs, roots }: Collection, round: number): number {
  for (const place of theirs) saveAll(place, round)
  const start = performance.now()
  spawnSync('rsync', ['-a', '--delete', `${roots.source}/`, `${roots.loaded}/`], { stdio: 'ignore' })
  return performance.now() - start
}

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function rsyncTakes({ source, loaded }: Place): number {
  writeFileSync(join(source, EDITED), `${Math.random()}\n`.repeat(100))
  const start = performance.now()
  spawnSync('rsync', ['-a', '--delete', `${source}/`, `${loaded}/`], { stdio: 'ignore' })
  return performance.now() - start
}

const pick = (places: readonly Place[]) => places[Math.floor(Math.random() * places.length)] as Place

function spread(times: readonly number[]) {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99) }
}

const ms = (time: number) => time.toFixed(1)

if (import.meta.main) await benchWatch()
