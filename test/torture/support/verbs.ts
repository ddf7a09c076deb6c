import { join } from 'node:path'
import { lay } from '../../trees/support/folder.ts'
import { type Contents, contentsOf } from './bytes.ts'
import { generationIn, layGeneration, settle, syncedContents } from './generations.ts'
import { type Ground, ID } from './ground.ts'
import { actionsOf } from './journal.ts'
import { run } from './program.ts'

/** One command that is ready to run, and what its folder holds when it has run to its end. */
export type Ready = {
  args: readonly string[]
  folder: string
  wanted: Contents
  /** A file whose placing can be made to fail; null where no single file is placed. */
  placed: string | null
  /** Which part of the folder a path belongs to: each is done as a whole, one after the other. */
  partOf(path: string): string
}

/** A verb of the command line; `prepare` sets up whatever it works on. */
export type Verb = { name: string; prepare(ground: Ground): Promise<Ready> }

const inOne = () => ''

const sync: Verb = {
  name: 'sync',
  async prepare(ground) {
    layGeneration(ground.source, generationIn(ground.loaded) + 1)
    const wanted = syncedContents(ground)
    return { args: ['sync', ID, '--overwrite'], folder: ground.loaded, wanted, placed: 'big', partOf: inOne }
  },
}

const undo: Verb = {
  name: 'undo',
  async prepare(ground) {
    const wanted = contentsOf(ground.loaded)
    await must(ground, (await sync.prepare(ground)).args)
    return { args: ['undo', latest(ground)], folder: ground.loaded, wanted, placed: 'big', partOf: inOne }
  },
}

/** Some files of a sync: contents, a mode and a link. */
const RESTORED = ['big', 'd0/f3', 'd1/f4', 'd2/f5', 'marker', 'run', 'link']

const restore: Verb = {
  name: 'restore',
  async prepare(ground) {
    const before = contentsOf(ground.loaded)
    await must(ground, (await sync.prepare(ground)).args)
    const old = RESTORED.map((path) => [path, before.get(path) ?? ''] as const)
    const wanted = new Map([...contentsOf(ground.loaded), ...old])
    const args = ['trash', 'restore', latest(ground), ...RESTORED]
    return { args, folder: ground.loaded, wanted, placed: 'big', partOf: inOne }
  },
}

const ORPHANS = ['0.0.1', '0.0.2', '0.0.3']

/** lab/voice/0.0.1/skills/x belongs to lab/voice/0.0.1 */
const versionOf = (path: string) => path.split('/').slice(0, 3).join('/')

const clear: Verb = {
  name: 'clear',
  async prepare(ground) {
    for (const [index, version] of ORPHANS.entries()) {
      const folder = join(ground.loaded, '..', version)
      layGeneration(folder, index)
      lay(folder, { '.orphaned_at': String(Date.now() - 12 * 24 * 3_600_000), 'node_modules/y/z': version })
      settle(folder)
    }
    const cache = join(ground.pluginsDir, 'cache')
    const stays = [...contentsOf(cache)].filter(([path]) => !ORPHANS.some((version) => path.includes(`/${version}/`)))
    const wanted = new Map(stays)
    return { args: ['clear', '--orphans', '--yes'], folder: cache, wanted, placed: null, partOf: versionOf }
  },
}

const unclear: Verb = {
  name: 'restore folders',
  async prepare(ground) {
    const { args, folder, partOf } = await clear.prepare(ground)
    const wanted = contentsOf(folder)
    await must(ground, args)
    return { args: ['trash', 'restore', latest(ground)], folder, wanted, placed: null, partOf }
  },
}

export const VERBS: readonly Verb[] = [sync, undo, restore, clear, unclear]

async function must(ground: Ground, args: readonly string[]) {
  const { code, err } = await run(ground, args)
  if (code !== 0) throw new Error(`${args.join(' ')}, which prepares the fault, failed: ${err}`)
}

const latest = (ground: Ground) => String(actionsOf(ground)[0]?.id)
