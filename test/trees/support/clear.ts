import assert from 'node:assert/strict'
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { applyClear, type ClearSettings } from '../../../server/trees/clear.ts'
import { recoverClear } from '../../../server/trees/clear-recover.ts'
import { applyRestore, planRestore } from '../../../server/trees/clear-restore.ts'
import type {
  ClearItem,
  ClearJournal,
  ClearPhase,
  ClearPlan,
  ClearWork,
  UnfinishedClear,
} from '../../../server/trees/clear-types.ts'
import { type Content, contentsOf, lay } from './folder.ts'

export type ClearRow = {
  action: number
  state: 'running' | 'done' | 'reverted' | 'stuck'
  phase: ClearPhase | null
  work: ClearWork
  paths: readonly string[]
  left: readonly { path: string; why: string }[]
  emptied: boolean
  message: string
}

export type ClearPlace = ReturnType<typeof clearPlaceIn>

/** A cache to clear in a temporary folder, and a trash that may lie on another disk; verbs for the tests. */
export function clearPlaceIn(folder: string, trashDir = join(folder, 'state', 'trash')) {
  const root = join(folder, 'plugins', 'cache')
  const settings = { trashDir }
  const journal = openClearJournal(join(folder, 'journal.json'))
  mkdirSync(root, { recursive: true })
  const plan = (paths: readonly string[]): ClearPlan => {
    const items = paths.map((path) => itemAt(root, path))
    return { version: 1, direction: 'clear', root, items, bytes: 0, fingerprint: paths.join() }
  }
  return {
    folder,
    root,
    trashDir,
    settings,
    journal,
    plan,
    clear: async (paths: readonly string[], more: Partial<ClearSettings> = {}) =>
      applyClear(plan(paths), journal, { ...settings, ...more }),
    restore: async (token: string, only?: ReadonlySet<string>) =>
      applyRestore(planRestore(token, settings, only), journal, settings),
    async recover() {
      const ended = []
      for (const unfinished of journal.unfinished()) ended.push(await recoverClear(unfinished, journal, settings))
      return ended
    },
    /** Every place where something of ours may be: by each, what lies there. */
    everything: () => ({ cache: contentsOf(root), trash: trashContents(trashDir), beside: besides(folder) }),
  }
}

export function itemAt(root: string, path: string): ClearItem {
  const stats = lstatSync(join(root, path))
  const kind = stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : 'file'
  const target = kind === 'link' ? readlinkSync(join(root, path)) : null
  return { path, kind, target, dev: stats.dev, ino: stats.ino, bytes: null, because: '' }
}

/** What actions keep there, without their manifests. */
export function trashContents(trashDir: string): Record<string, string> {
  if (!existsSync(trashDir)) return {}
  return Object.fromEntries(Object.entries(contentsOf(trashDir)).filter(([path]) => !path.endsWith('/manifest.json')))
}

const besides = (folder: string) => readdirSync(join(folder, 'plugins')).filter((name) => name !== 'cache')

function openClearJournal(
  path: string,
): ClearJournal & { rows: () => ClearRow[]; unfinished: () => UnfinishedClear[] } {
  const read = (): ClearRow[] => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [])
  const change = (action: number, part: Partial<ClearRow>) =>
    write(
      path,
      read().map((row) => (row.action === action ? { ...row, ...part } : row)),
    )
  return {
    rows: read,
    unfinished: () => read().filter(({ state }) => state === 'running'),
    begin(work) {
      const rows = read()
      const action = rows.length + 1
      const row = {
        action,
        state: 'running',
        phase: null,
        work,
        paths: [],
        left: [],
        emptied: false,
        message: '',
      } as const
      write(path, [...rows, row])
      return action
    },
    phase: (action, phase) => change(action, { phase }),
    finish: (action, { items, left, emptied }) =>
      change(action, { state: 'done', paths: items.map((item) => item.path), left, emptied }),
    fail: (action, state, message) => change(action, { state, message }),
  }
}

function write(path: string, rows: readonly ClearRow[]) {
  const file = openSync(`${path}.new`, 'w')
  writeSync(file, JSON.stringify(rows))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
}

/** What the tests that kill and break things clear, by path. */
export const CLEARED = ['lab/voice/0.1.0', 'lab/voice/0.2.0', 'lab/sketch/1', 'tools/lint/1.0', 'temp_git_1_x']

const FILES: Record<string, Content> = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`d${n % 3}/f${n}`, `file ${n}\n`.repeat(40 * n)])),
  big: Buffer.alloc(300_000, 'big'),
  run: { text: 'run', mode: 0o755 },
  '.env': 'SECRET',
  'node_modules/x/y': 'kept',
  link: '-> big',
}

/** Lays them; what each of them holds comes back. */
export function layCleared({ root, folder }: Pick<ClearPlace, 'root' | 'folder'>): Map<string, Record<string, string>> {
  const checkout = lay(join(folder, 'checkout'), FILES)
  for (const [index, path] of CLEARED.entries()) {
    if (path === 'lab/sketch/1') lay(root, { [path]: `-> ${checkout}` })
    else lay(join(root, path), { ...FILES, which: `${index}` })
  }
  return new Map(CLEARED.map((path) => [path, holding(join(root, path))]))
}

/** All that lies at a path: of a folder its files, of a link where it leads. */
export function holding(path: string): Record<string, string> {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats) return {}
  if (stats.isSymbolicLink()) return { '': readlinkSync(path) }
  return stats.isDirectory() ? contentsOf(path) : {}
}

const isSame = (one: Record<string, string>, other: Record<string, string>) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/** How many whole copies there are of each folder, wherever; a link counts where a list or its place still has it. */
export function copiesOf(place: ClearPlace, originals: Map<string, Record<string, string>>): number[] {
  const holders = [
    ...CLEARED.map((path) => join(place.root, path)),
    ...besides(place.folder).flatMap((name) => foldersIn(join(place.folder, 'plugins', name))),
    ...(existsSync(place.trashDir) ? foldersIn(place.trashDir).flatMap(foldersIn) : []),
  ].map(holding)
  return [...originals].map(([path, original]) =>
    '' in original
      ? Number(isSame(holding(join(place.root, path)), original)) + listsOf(place, path)
      : holders.filter((holder) => isSame(holder, original)).length,
  )
}

const foldersIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name))

/** In how many trashes' lists a path stands. */
function listsOf({ trashDir }: ClearPlace, path: string): number {
  if (!existsSync(trashDir)) return 0
  return foldersIn(trashDir).filter((trash) => {
    const list = join(trash, 'manifest.json')
    return (
      existsSync(list) && JSON.parse(readFileSync(list, 'utf8')).items.some((item: ClearItem) => item.path === path)
    )
  }).length
}

/** After an end: each folder is in one place alone, nothing is on its way, and no empty folder is left. */
export function checkEnded(place: ClearPlace, originals: Map<string, Record<string, string>>) {
  assert.deepEqual(place.journal.unfinished(), [])
  assert.deepEqual(
    copiesOf(place, originals),
    [...originals].map(() => 1),
  )
  assert.deepEqual(besides(place.folder), [])
  const lying = existsSync(place.trashDir) ? foldersIn(place.trashDir).flatMap((trash) => readdirSync(trash)) : []
  assert.deepEqual(
    lying.filter((name) => !/^(\d+|manifest\.json)$/.test(name)),
    [],
  )
  assert.deepEqual(Object.keys(contentsOf(join(place.folder, 'checkout'))).length, Object.keys(FILES).length)
}
