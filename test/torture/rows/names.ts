import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Row, Trial } from '../row.ts'
import { type Contents, contentsOf, differing, equal } from '../support/bytes.ts'
import { type Ground, ID, layGround } from '../support/ground.ts'
import { jsonOf, run } from '../support/program.ts'
import { longPath, NOT_UTF8, STRANGE } from './strange-names.ts'

const PATHS = [
  ...STRANGE,
  ...STRANGE.map((name) => `skills/${name}/SKILL.md`),
  ...STRANGE.map((name) => `nested/${name}/${name}`),
  longPath(3_960),
  longPath(2_000),
]

const EVERY_OTHER = PATHS.filter((_, index) => index % 2 === 0)

export const names: Row = {
  name: 'names',
  lost: 'a file whose bytes or name did not survive, that is not told apart, or that was touched though it is left out',
  async run(trial) {
    using ground = layGround()
    layNotUtf8(ground)
    const before: Contents[] = []
    for (const [state, change, paths] of [
      ['added', () => layAll(ground, 'one'), PATHS],
      ['modified', () => layAll(ground, 'another'), PATHS],
      ['removed', () => removeAll(ground, EVERY_OTHER), EVERY_OTHER],
    ] as const) {
      before.push(contentsOf(ground.loaded))
      change()
      await expectDiff(trial, ground, state, paths)
      if (state === 'modified') await expectPatches(trial, ground)
      await expectSync(trial, ground, state)
    }
    for (const wanted of before.reverse()) await expectUndo(trial, ground, wanted)
    await expectClearing(trial, ground)
  },
}

function layAll({ source }: Ground, word: string) {
  for (const path of PATHS) {
    mkdirSync(dirname(join(source, path)), { recursive: true })
    writeFileSync(join(source, path), `${word}\n${path}\n`)
  }
}

function removeAll({ source }: Ground, paths: readonly string[]) {
  for (const path of paths) rmSync(join(source, path))
}

/** Another one on either side. */
function layNotUtf8({ source, loaded }: Ground) {
  for (const root of [source, loaded])
    for (const name of NOT_UTF8) writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), root)
}

async function expectDiff(trial: Trial, ground: Ground, state: string, paths: readonly string[]) {
  const { files } = jsonOf<{ files: { path: string; state: string }[] }>(await run(ground, ['diff', ID, '--json']))
  for (const path of paths) {
    const found = files.filter((file) => file.path === path)
    trial.tried(state)
    trial.expect(found.length === 1 && found[0]?.state === state, `diff says ${JSON.stringify(found)} of ${show(path)}`)
  }
}

/** The patch of one file, asked for by its name. */
async function expectPatches(trial: Trial, ground: Ground) {
  for (const path of trial.short ? PATHS.filter(() => trial.random.happens(0.03)) : PATHS) {
    const ran = await run(ground, ['diff', '--json', '--', ID, path])
    trial.tried('patch')
    const patch = ran.code === 0 ? jsonOf<{ patch?: string }>(ran).patch : ''
    trial.expect(patch?.includes('+another') ?? false, `no patch of ${show(path)}: ${patch} ${ran.err}`)
  }
}

async function expectSync(trial: Trial, ground: Ground, state: string) {
  const synced = await run(ground, ['sync', ID, '--json'])
  if (!trial.expect(synced.code === 0, `sync of ${state} files ended with ${synced.code}: ${synced.err}`)) return
  const { results } = jsonOf<{ results: { skipped: { path: string }[] }[] }>(synced)
  trial.expect((results[0]?.skipped.length ?? 0) >= NOT_UTF8.length, `sync does not say what is not UTF-8`)
  const [source, loaded] = [contentsOf(ground.source, isNotUtf8), contentsOf(ground.loaded, isNotUtf8)]
  trial.expect(equal(source, loaded), `after the sync of ${state} files these differ: ${differing(source, loaded)}`)
  const left = [...contentsOf(ground.loaded).keys()].filter(isNotUtf8)
  trial.expect(left.length === NOT_UTF8.length, `the sync of ${state} files touched a name that is not UTF-8`)
}

async function expectUndo(trial: Trial, ground: Ground, wanted: Contents) {
  const undone = await run(ground, ['undo', '--json'])
  trial.expect(undone.code === 0, `undo ended with ${undone.code}: ${undone.err}`)
  const now = contentsOf(ground.loaded)
  for (const path of wanted.keys()) {
    trial.tried('undone')
    trial.expect(now.get(path) === wanted.get(path), `undo did not bring back ${show(path)}`)
  }
  trial.expect(equal(now, wanted), `after an undo these differ: ${differing(now, wanted)}`)
}

/** A version that holds all of it, also what is not UTF-8, is cleared as a whole and put back as a whole. */
async function expectClearing(trial: Trial, ground: Ground) {
  layAll(ground, 'cleared')
  const orphan = join(ground.loaded, '..', '0.0.1')
  renameSync(ground.source, orphan)
  writeFileSync(join(orphan, '.orphaned_at'), '1700000000000')
  const before = contentsOf(orphan)
  const cleared = await run(ground, ['clear', '--orphans', '--yes', '--json'])
  trial.expect(cleared.code === 0, `clear ended with ${cleared.code}: ${cleared.err}`)
  trial.expect(contentsOf(orphan).size === 0, 'clear left something behind')
  const restored = await run(ground, ['undo', '--json'])
  trial.expect(restored.code === 0, `taking back the clearing ended with ${restored.code}: ${restored.err}`)
  const now = contentsOf(orphan)
  for (const path of before.keys()) {
    trial.tried('cleared and put back')
    trial.expect(now.get(path) === before.get(path), `${show(path)} did not survive being cleared and put back`)
  }
}

const isNotUtf8 = (path: string) => NOT_UTF8.some((name) => name.toString('latin1') === path)

const show = (path: string) => JSON.stringify(path.length > 60 ? `${path.slice(0, 60)}… (${path.length})` : path)
