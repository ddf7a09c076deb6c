import type { Evidence } from '../../claude/evidence/types.ts'
import { directoryMarketplaceLoads } from '../../reload/loaded-from.ts'
import type { Mode } from '../../reload/types.ts'
import type { Reading } from './held.ts'
import * as say from './words.ts'

/** What there is to know of a plugin for a session in its project. Times are epoch milliseconds. */
export type PluginFacts = {
  id: string
  name: string
  enabled: boolean
  /** By which record it is loaded there. */
  record: { folder: string; installedAt: number | null; lastUpdated: number | null } | null
  /** Its folder in a marketplace that is a directory on this machine. */
  local: string | null
  inSkills: string | null
  /** A new session would not load it, although it is installed and enabled. */
  isRefused: boolean
  cached: readonly string[]
  /** The folder that it was seen to begin with, null: without this plugin; undefined: nobody was there to see. */
  begunWith: string | null | undefined
}

export type SessionFacts = {
  startedAt: number
  version: string | null
  /** Whether its version leaves a mark in every cached version that it loads. */
  marksItsUse: boolean
  evidence: Evidence
  /** Plugins by --plugin-dir, which are loaded instead of others with the same name. */
  given: readonly { name: string; folder: string }[]
}

export type ReadFrom = { folder: string; mode: Mode }

/** Where a session has a plugin from, and since when. */
export type Place =
  | {
      kind: 'reads'
      from: ReadFrom
      since: Reading
      /** Null: a new session would not have the plugin at all. */
      anew: ReadFrom | null
      /** A reload after this time would have changed that, and might not have been noticed; null: it would have been. */
      doubtSince: number | null
    }
  | { kind: 'absent'; anew: ReadFrom | null; doubtSince: number | null; why: string }
  /** `maybe`: the folders that come into question. */
  | { kind: 'unknown'; why: string; maybe: readonly string[] }

/** Null: a session in this project has nothing to do with the plugin. */
export function placeOf(plugin: PluginFacts, session: SessionFacts): Place | null {
  const anew = wouldRead(plugin, session.version)
  const shadow = session.given.find(({ name }) => name === plugin.name)
  if (shadow) return anew && { kind: 'absent', anew: null, doubtSince: null, why: say.shadowed(shadow.folder) }
  const traced = tracedTo(plugin, session)
  if (traced) return { kind: 'reads', ...traced, anew: anew === 'unknown' ? traced.from : anew, doubtSince: null }
  const kept = seenAtItsStart(plugin, session, anew)
  if (kept) return kept
  if (anew === null) return null
  if (anew === 'unknown') return { kind: 'unknown', why: say.NO_VERSION, maybe: foldersIn(plugin) }
  return byTime(plugin, session, anew)
}

/** Which folder a new session of this version would read; 'unknown' where that depends on a version nobody knows. */
function wouldRead({ enabled, isRefused, inSkills, local, record }: PluginFacts, version: string | null) {
  if (!enabled || isRefused) return null
  if (inSkills !== null) return { folder: inSkills, mode: 'skills-dir' } as const
  if (record === null) return null
  if (local === null) return { folder: record.folder, mode: 'cached' } as const
  if (version === null) return 'unknown'
  if (directoryMarketplaceLoads(version).how === 'in-place') return { folder: local, mode: 'in-place' } as const
  return { folder: record.folder, mode: 'cached' } as const
}

/** A lease, a hook that ran, a skill that was used: the folder of the latest is the one it reads. */
function tracedTo(plugin: PluginFacts, { startedAt, evidence }: SessionFacts) {
  const isOwn = (folder: string) => plugin.cached.includes(folder)
  const leases = evidence.leases.filter(({ folder }) => isOwn(folder)).toSorted((one, other) => one.since - other.since)
  const used = [...evidence.hooks, ...evidence.skills].flatMap(({ folder, at }) => {
    const root = plugin.cached.find((one) => folder === one || folder.startsWith(`${one}/`))
    return root === undefined ? [] : [{ folder: root, since: at }]
  })
  const [latest] = [...leases, ...used].toSorted((one, other) => other.since - one.since)
  if (!latest) return null
  const first = leases.find(({ folder }) => folder === latest.folder)?.since ?? latest.since
  const isFromStart = leases[0]?.folder === latest.folder && first < startedAt + STARTING
  const since: Reading = isFromStart ? { at: startedAt, by: 'start' } : { at: first, by: '/reload-plugins' }
  return { from: { folder: latest.folder, mode: 'cached' } as const, since }
}

/** A session takes its leases within its first second; a busy machine may take far longer. */
const STARTING = 60_000

/** What the panel saw when the session began, unless it agrees with what a new session would read. */
function seenAtItsStart(plugin: PluginFacts, session: SessionFacts, anew: ReadFrom | 'unknown' | null): Place | null {
  const { begunWith } = plugin
  if (!begunWith || anew === 'unknown' || anew?.folder === begunWith) return null
  const { startedAt } = session
  const again = reloadAfter(session, startedAt)
  if (again) return anew && { kind: 'reads', from: anew, since: again, anew, doubtSince: null }
  const mode = plugin.cached.includes(begunWith) ? 'cached' : begunWith === plugin.inSkills ? 'skills-dir' : 'in-place'
  const from: ReadFrom = { folder: begunWith, mode }
  return { kind: 'reads', from, since: { at: startedAt, by: 'start' }, anew, doubtSince: startedAt }
}

/** Without any trace: by when the plugin was installed or updated, and when the session began or reloaded. */
function byTime(plugin: PluginFacts, session: SessionFacts, anew: ReadFrom): Place {
  const { begunWith, record, cached } = plugin
  const { startedAt, evidence, marksItsUse } = session
  const start: Reading = { at: startedAt, by: 'start' }
  const reads = (from: ReadFrom, since: Reading, doubtSince: number | null): Place => ({
    kind: 'reads',
    ...{ from, since, anew, doubtSince },
  })
  const installedAt = record?.installedAt ?? startedAt
  if (begunWith === null || installedAt > startedAt) {
    const after = reloadAfter(session, installedAt)
    if (after) return reads(anew, after, null)
    return { kind: 'absent', anew, doubtSince: Math.max(installedAt, startedAt), why: say.BEGAN_WITHOUT }
  }
  if (anew.mode !== 'cached') return reads(anew, start, null)
  if (marksItsUse || evidence.leases.length > 0)
    return { kind: 'absent', anew, doubtSince: null, why: say.BEGAN_WITHOUT }
  const updatedAt = record?.lastUpdated ?? startedAt
  if (updatedAt <= startedAt) return reads(anew, start, null)
  const after = reloadAfter(session, updatedAt)
  if (after) return reads(anew, after, null)
  const [before, ...others] = cached.filter((folder) => folder !== anew.folder)
  if (before === undefined || others.length > 0)
    return { kind: 'unknown', why: say.UPDATED_SINCE, maybe: foldersIn(plugin) }
  return reads({ folder: before, mode: 'cached' }, start, updatedAt)
}

const foldersIn = ({ local, cached }: PluginFacts) => [...(local === null ? [] : [local]), ...cached]

function reloadAfter({ evidence }: SessionFacts, at: number): Reading | null {
  const found = evidence.commands?.find(({ command, at: then }) => command === '/reload-plugins' && then >= at)
  return found ? { at: found.at, by: '/reload-plugins' } : null
}
