import type { Plugin } from '../../claude/types.ts'
import { directoryMarketplaceLoads } from '../../reload/loaded-from.ts'
import { remedyText, sequenceOf } from '../../reload/sequence.ts'
import type { Situation } from '../../reload/types.ts'
import { stepsInSession } from '../examine.ts'
import type { Holding } from '../sessions/types.ts'
import type { FileRow, Step } from '../types.ts'
import type { Context } from './context.ts'
import { realOf } from './disk.ts'
import { compareFile, situationIn } from './row.ts'

/** A file of a plugin by the folder that one session reads, which need not be the one that the next session will. */
export type Seen = {
  folder: string
  /** Whether that folder is another one, and has another content. */
  differs: boolean
  sentence: string
  steps: readonly Step[]
}

export function seenBy({ panel }: Context, plugin: Plugin, path: string, holding: Holding): Seen {
  const { session } = holding
  const own = asReadBy(plugin, session.version, holding.folder)
  const situation = situationIn(panel, own, session)
  const compared = compareFile(panel, own, path, situation)
  const folder = own.loaded.path
  if (compared === null) return { folder, differs: false, sentence: '', steps: [] }
  const { row } = compared
  if (realOf(folder) === realOf(plugin.loaded.path) || row.state === 'same')
    return { folder, differs: false, sentence: '', steps: stepsInSession(panel, own, row, situation) }
  const isOldVersion = own.loaded.how === 'cache' && plugin.loaded.how === 'in-place'
  return {
    folder,
    differs: true,
    sentence: isOldVersion ? 'the cached copy, for its version runs that one' : 'another version of the plugin',
    steps: isOldVersion ? byReinstall(plugin, row, situation).steps : holding.steps,
  }
}

/** The plugin as a session of this version has it: older ones run the cached copy of what newer ones read in place. */
export function asReadBy(plugin: Plugin, version: string | null, folder: string | null = null): Plugin {
  const { loaded, records } = plugin
  if (folder !== null && loaded.how !== 'missing' && realOf(folder) !== realOf(loaded.path))
    return { ...plugin, loaded: { ...loaded, how: 'cache', path: folder, why: 'The session began with this folder.' } }
  if (loaded.how !== 'in-place' || version === null) return plugin
  const { how, certain, why } = directoryMarketplaceLoads(version)
  const copy = records[0]?.installPath
  return how === 'in-place' || copy === undefined
    ? plugin
    : { ...plugin, loaded: { how, path: copy, by: 'rule', certain, why } }
}

/** The copy of a directory marketplace's plugin is Claude Code's alone to make: a new installation copies the files. */
export function byReinstall({ id }: Plugin, row: FileRow, { driver }: Situation): FileRow {
  if (row.verdict === null || row.state === 'same') return row
  const context = { needs: 'reinstall', plugin: id, driver } as const
  const steps = sequenceOf([{ path: row.path, verdict: row.verdict }], context)
  return { ...row, steps, remedy: remedyText(steps) }
}
