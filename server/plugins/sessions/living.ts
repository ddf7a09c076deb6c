import type { Asked } from '../../claude/evidence/evidence.ts'
import type { Evidence } from '../../claude/evidence/types.ts'
import { givenPlugin } from '../../claude/given-plugin.ts'
import { isMarked, leavesMarks } from '../../claude/leases.ts'
import { ownName } from '../../claude/own-name.ts'
import { versionInTranscript } from '../../claude/session-version.ts'
import type { Inventory, Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { isAlive } from '../../processes.ts'
import { foldersOf } from '../evidence.ts'
import { type FactsOf, isPlaced, openFacts } from './facts.ts'
import { type Place, placeOf, type SessionFacts } from './place.ts'
import * as say from './words.ts'

/** A living session, and where it has each plugin from that concerns it. */
export type Placed = {
  session: Session
  evidence: Evidence
  places: ReadonlyMap<string, Place>
  /** Every folder that it reads, or would read if it began anew. */
  folders: readonly string[]
}

type Around = Pick<Panel, 'survey' | 'evidence' | 'store' | 'config'>

/** Places the living sessions anew where the inventory, or what they left behind, is not what it was. */
export function openLiving(around: Around) {
  const versions = new Map<string, string>()
  let factsOf: { inventory: Inventory; of: FactsOf } | null = null
  let before = new Map<string, { inventory: Inventory; evidence: string; placed: Placed }>()

  function place(inventory: Inventory, found: Session, asked: Asked): Placed {
    const session = { ...found, version: versionOf(found) }
    const evidence = around.evidence(found, asked)
    const key = `${session.pid} ${session.startedAt}`
    const mark = JSON.stringify([evidence, session.version])
    const known = before.get(key)
    if (known?.inventory === inventory && known.evidence === mark) return known.placed
    if (factsOf?.inventory !== inventory) factsOf = { inventory, of: openFacts(inventory) }
    const places = placesOf(around, inventory, session, evidence, factsOf.of)
    const placed = { session, evidence, places, folders: foldersIn(places) }
    before.set(key, { inventory, evidence: mark, placed })
    return placed
  }

  /** A version that does not write itself into its file (2.1.100) writes it into its transcript. */
  function versionOf(session: Session): string | null {
    const key = `${session.pid} ${session.startedAt}`
    const version = session.version ?? versions.get(key) ?? versionInTranscript(around.config.configDir, session)
    if (session.version === null && version !== null) versions.set(key, version)
    return version
  }

  return (): readonly Placed[] => {
    const inventory = around.survey.inventory()
    const living = livingIn(inventory)
    const asked = living.length === 0 ? { cached: [], folders: [] } : askedOf(inventory)
    const all = living.map((one) => place(inventory, one, asked))
    const keys = new Set(all.map(({ session }) => `${session.pid} ${session.startedAt}`))
    before = new Map([...before].filter(([key]) => keys.has(key)))
    for (const key of versions.keys()) if (!keys.has(key)) versions.delete(key)
    return all
  }
}

/** Those that wrote a file, and those of which there is nothing but a mark in a version that they use. */
function livingIn({ sessions, cached }: Inventory): readonly Session[] {
  const isThere = ({ pid, alive }: { pid: number; alive: boolean }) => alive && isAlive(pid, '')
  const known = new Set(sessions.map(({ pid }) => pid))
  const marks = cached.flatMap(({ reasons }) => reasons.flatMap((one) => (one.kind === 'leased' ? [one] : [])))
  const unsaid = new Set(marks.filter((mark) => isThere(mark) && !known.has(mark.pid)).map(({ pid }) => pid))
  return [...sessions.filter(isThere), ...[...unsaid].map(nameless)]
}

const nameless = (pid: number): Session => ({
  ...{ pid, alive: true, sessionId: null, cwd: null, version: null, startedAt: null, status: null, driver: null },
})

/** Of versions that nobody marks there is nothing to ask: with many plugins and sessions that would take its time. */
const askedOf = ({ plugins, cached }: Inventory): Asked => ({
  cached: cached.filter(({ path, reasons }) => isMarked(path) || reasons.some(({ kind }) => kind === 'link')),
  folders: [...new Set(plugins.flatMap(foldersOf))],
})

function placesOf(
  { store }: Around,
  { plugins, cached }: Inventory,
  session: Session,
  evidence: Evidence,
  factsOf: FactsOf,
): Map<string, Place> {
  const leased = evidence.leases.flatMap(({ folder }) => {
    const found = cached.find(({ path }) => path === folder)
    return found ? [{ id: `${found.plugin}@${found.marketplace}`, folder }] : []
  })
  if (!isPlaced(session))
    return new Map(plugins.map(({ id }) => [id, { kind: 'unknown', why: say.NO_START, maybe: [] }]))
  const { pid, startedAt, cwd, version } = session
  const given = (evidence.pluginDirs ?? []).map(givenPlugin)
  const facts: SessionFacts = { startedAt, version, marksItsUse: leavesMarks(version), evidence, given }
  const begun = store.seen.session(pid, startedAt)
  const installed = plugins.flatMap((plugin): [string, Place][] => {
    const begunWith = begun === null ? undefined : (begun.get(plugin.id) ?? null)
    // Names are asked for only where one could be taken: that opens a file of each plugin.
    const name = given.length > 0 ? ownName(plugin) : plugin.name
    const place = placeOf({ ...factsOf(plugin, cwd), name, begunWith }, facts)
    return place ? [[plugin.id, place]] : []
  })
  const since = { at: startedAt, by: 'start' } as const
  const here = given.map(({ id, folder }): [string, Place] => {
    const from = { folder, mode: 'plugin-dir' } as const
    return [id, { kind: 'reads', from, since, anew: from, doubtSince: null }]
  })
  const ids = new Set(plugins.map(({ id }) => id))
  const gone = evidence.commands?.some(({ command }) => command === '/reload-plugins') ? [] : [...(begun ?? [])]
  const uninstalled = leased.flatMap(({ id, folder }): [string, Place][] =>
    ids.has(id) ? [] : [[id, { kind: 'reads', from: { folder, mode: 'cached' }, since, anew: null, doubtSince: null }]],
  )
  const begunWith = gone.flatMap(([id, folder]): [string, Place][] => {
    if (ids.has(id) || given.some((one) => one.id === id)) return []
    const from = { folder, mode: 'in-place' } as const
    return [[id, { kind: 'reads', from, since, anew: null, doubtSince: startedAt }]]
  })
  return new Map([...installed, ...here, ...begunWith, ...uninstalled])
}

const foldersIn = (places: ReadonlyMap<string, Place>): readonly string[] => [
  ...new Set(
    [...places.values()].flatMap((place) => {
      if (place.kind === 'unknown') return place.maybe
      return [...(place.kind === 'reads' ? [place.from.folder] : []), ...(place.anew ? [place.anew.folder] : [])]
    }),
  ),
]
