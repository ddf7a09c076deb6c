import { gte, valid } from 'semver'
import { isSafeId } from './ids.ts'
import type { DirectoryMarketplaceLoads, InstallRecord, ListedPlugin, Loaded } from './types.ts'

/** Which record counts, and whether Claude Code loads the plugin in this project by it. */
export type CountingRecord = { record: InstallRecord; applies: boolean; exists: boolean }

/**
 * Measured with 2.1.329 (records in every order, seen from inside and outside of their projects): the first record in
 * the file that applies and whose folder exists is the one that is loaded, whatever its scope. User and managed records
 * apply everywhere, project and local ones in their project. When none applies nothing is loaded, and the record to
 * show is the first whose folder exists. Versions up to 2.1.121 are said to take the very first record always.
 */
export function countingRecord(
  records: readonly InstallRecord[],
  appliesHere: (record: InstallRecord) => boolean,
  folderExists: (record: InstallRecord) => boolean,
): CountingRecord | null {
  const all = records.map((record) => ({ record, applies: appliesHere(record), exists: folderExists(record) }))
  return (
    all.find(({ applies, exists }) => applies && exists) ??
    all.find(({ applies }) => applies) ??
    all.find(({ exists }) => exists) ??
    all[0] ??
    null
  )
}

export type LoadedFacts = {
  id: string
  counting: CountingRecord
  /** The row of `claude plugin list --json` for this record, where that was asked. */
  row: ListedPlugin | null
  /** The version of Claude Code, null when it is not known. */
  version: string | null
  /** In words, why the marketplace or its entry keeps the plugin from being loaded; null when it does not. */
  obstacle: string | null
  /** The entry's folder in a marketplace that is a directory or file on this machine, else null. */
  localFolder: string | null
  /** Where the cached version leads that is itself a link, or consists of links; null when it is a real copy. */
  linkTarget: string | null
  exists: (folder: string) => boolean
}

/** Which folder Claude Code reads: as it says itself, else by what was measured. */
export function loadedFolder(facts: LoadedFacts, directoryMarketplaceLoads: DirectoryMarketplaceLoads): Loaded {
  const { counting, row, version, obstacle, localFolder } = facts
  const saidAll = row !== null && printsFolders(version)
  const refusal = row?.errors.find((error) => REFUSAL.test(error))

  if (row?.readFromFolder) return inPlaceAsSaid(facts, row.readFromFolder)
  if (refusal) return { ...notLoaded(counting, refusal), by: 'claude', certain: true }
  if (obstacle && !saidAll) return { ...notLoaded(counting, obstacle), by: 'rule', certain: version !== null }
  if (!localFolder || saidAll) return fromCache(facts, { by: row ? 'claude' : 'rule', certain: true, why: '' })
  const { how, certain, why } = directoryMarketplaceLoads(version)
  if (how === 'in-place') return { how, path: localFolder, by: 'rule', certain, why }
  return fromCache(facts, { by: 'rule', certain, why })
}

/** How 2.1.329 says that it does not load an installed plugin at all. */
const REFUSAL = /^(?:Marketplace .+ (?:not found|failed to load)|Plugin .+ not found in marketplace)/

/** `readFromFolder` is printed from 2.1.289 on, so its absence means something from there on. */
const printsFolders = (version: string | null) => version !== null && valid(version) !== null && gte(version, '2.1.289')

function inPlaceAsSaid({ exists }: LoadedFacts, path: string): Loaded {
  return exists(path)
    ? { how: 'in-place', path, by: 'claude', certain: true, why: 'Claude Code says that it reads this folder.' }
    : {
        how: 'missing',
        path,
        by: 'claude',
        certain: true,
        why: 'Claude Code wants to read this folder, which is not there.',
      }
}

const notLoaded = ({ record }: CountingRecord, why: string) =>
  ({
    how: 'missing',
    path: record.installPath,
    why: `Claude Code does not load it: ${why.replace(/\.$/, '')}.`,
  }) as const

function fromCache(facts: LoadedFacts, known: Pick<Loaded, 'by' | 'certain' | 'why'>): Loaded {
  const { id, counting, linkTarget } = facts
  const { installPath, projectPath, version, scope } = counting.record
  if (!counting.exists)
    return { ...known, how: 'missing', path: installPath, why: `${installPath} is not there: ${repair(id)}.` }
  const where = counting.applies ? '' : `Only for ${projectPath ?? scope}, not for this project. `
  if (linkTarget !== null)
    return {
      ...known,
      how: 'link',
      path: linkTarget,
      why: `${where}The cached version ${version} is a link to this folder.`,
    }
  const why = known.why || `It is installed as the cached version ${version}.`
  return { ...known, how: 'cache', path: installPath, why: where + why }
}

const repair = (id: string) =>
  isSafeId(id)
    ? `uninstall and install ${id} again, or correct its installPath if this folder was copied from elsewhere`
    : 'correct its installPath'
