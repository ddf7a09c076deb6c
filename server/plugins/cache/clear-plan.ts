import { createHash } from 'node:crypto'
import { HotplugError } from '../../errors.ts'
import type { ClearItem, ClearPlan } from '../../trees/clear-types.ts'
import type { CacheFolder } from './folders.ts'

/** What somebody wants to be cleared: kinds of folders, or folders by name. */
export type Wanted = { all: boolean; orphans: boolean; temp: boolean; names: readonly string[] }

export const NOTHING_WANTED: Wanted = { all: false, orphans: false, temp: false, names: [] }

/** 'orphans', 'temp', 'all', or the name of a folder or a plugin, as an address or a form says it. */
export function wantedOf(word: string): Wanted {
  if (word === 'orphans' || word === 'temp' || word === 'all') return { ...NOTHING_WANTED, [word]: true }
  return { ...NOTHING_WANTED, names: word === '' ? [] : [word] }
}

/**
 * The folders that go. Throws HotplugError for a name that no folder has, and for one whose folders all have to stay:
 * whoever names a thing is told why it stays.
 */
export function chooseFolders(folders: readonly CacheFolder[], wanted: Wanted): CacheFolder[] {
  const named = new Set(wanted.names.flatMap((name) => chooseNamed(folders, name)))
  return folders.filter(
    (folder) =>
      named.has(folder) || (folder.verdict === 'may go' && isWanted(folder, wanted) && folder.kind !== 'gone'),
  )
}

const isWanted = ({ reasons, group }: CacheFolder, { all, orphans, temp }: Wanted) =>
  all ||
  (orphans && group !== 'temporary' && reasons.some(({ kind }) => kind === 'orphaned')) ||
  (temp && group === 'temporary')

function chooseNamed(folders: readonly CacheFolder[], name: string): CacheFolder[] {
  const found = foldersNamed(folders, name)
  if (found.length === 0)
    throw new HotplugError(
      404,
      `Nothing in the cache is called ${name}.`,
      'Run `hotplug clear --all --dry-run` to see everything that is there.',
    )
  const going = found.filter(({ verdict }) => verdict === 'may go')
  if (going.length === 0) throw whyAllStay(found)
  return going
}

/** By its own name, by the plugin's id, or by the plugin's bare name where only one marketplace has it. */
export function foldersNamed(folders: readonly CacheFolder[], name: string): CacheFolder[] {
  const exact = folders.filter((folder) => folder.name === name || folder.id === name)
  if (exact.length > 0) return exact
  const bare = folders.filter(
    ({ plugin, version }) => plugin !== null && (plugin === name || `${plugin}@${version}` === name),
  )
  const ids = [...new Set(bare.map(({ id }) => id))]
  if (ids.length > 1) throw new HotplugError(422, `${name} could be ${ids.join(' or ')}.`, 'Use the whole id.')
  return bare
}

function whyAllStay(found: readonly CacheFolder[]) {
  const installed = found.find(({ reasons }) => reasons.some(({ kind }) => kind === 'installed'))
  if (installed?.id)
    return new HotplugError(
      409,
      `${installed.name} stays. ${installed.why}`.replace(/\.$/, ' (measured).'),
      `Reinstall it instead: \`hotplug reinstall ${installed.id}\`.`,
    )
  const [first] = found
  const more = found.length > 1 ? ` So do ${found.length - 1} more of it.` : ''
  return new HotplugError(409, `${first?.name} stays. ${first?.why}${more}`)
}

/** What clearing them would do, as a value; sizes are of those that are known. */
export function planClear(root: string, chosen: readonly CacheFolder[], bytesOf: BytesOf): ClearPlan {
  const items = chosen.map((folder) => itemOf(folder, bytesOf(folder)))
  return {
    version: 1,
    direction: 'clear',
    root,
    items,
    bytes: items.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([root, items.map(({ bytes, ...item }) => item)]))
      .digest('hex')
      .slice(0, 16),
  }
}

export type BytesOf = (folder: CacheFolder) => number | null

function itemOf(folder: CacheFolder, bytes: number | null): ClearItem {
  const { below, kind, target, dev, ino, reasons } = folder
  if (kind === 'gone' || kind === 'other') throw new HotplugError(409, `${folder.name} stays. ${folder.why}`)
  const because = JSON.stringify(reasons.map((reason) => ({ ...reason, why: undefined })))
  return { path: below, kind, target, dev, ino, bytes: kind === 'link' ? 0 : bytes, because }
}
