import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Progress } from '../types.ts'
import { openFolders } from './folders.ts'
import { holdingsIn, isWaiting } from './holdings.ts'
import { openLiving, type Placed } from './living.ts'
import type { Holding } from './types.ts'

export type Sessions = ReturnType<typeof openSessions>

/** What every living session has of every plugin that concerns it, as far as was looked at (`panel.sessions.bring`). */
export const holdingsOf = (panel: Pick<Panel, 'sessions'>): readonly Holding[] => panel.sessions.holdings()

/** A session was seen to begin with what there is when its file appears, this long after it at most (milliseconds). */
const JUST_BEGUN = 5_000

/** What sessions leave behind is asked once for what is drawn together (milliseconds). */
const TOGETHER = 200

/** So often it is told how far the looking has come (milliseconds). */
const TELLING = 500

/** So long at a time looking at folders may keep everything else waiting (milliseconds). */
const SLICE = 15

type Around = Pick<Panel, 'survey' | 'evidence' | 'store' | 'config' | 'live' | 'results'>

/**
 * Knows what living sessions have of their plugins. While somebody attends to it, and tells it what changes, nothing is
 * looked at twice and what is edited is known before and after; else every `bring` looks again.
 */
export function openSessions(around: Around) {
  const folders = openFolders(around.store)
  const placeLiving = openLiving(around)
  let isAttended = false
  let placed: { at: number; inventory: unknown; all: readonly Placed[] } | null = null
  let known: { all: readonly Placed[]; revision: number; own: unknown; holdings: readonly Holding[] } | null = null
  let bringing: Promise<void> | null = null
  let told = 0

  function now(): readonly Placed[] {
    const inventory = around.survey.inventory()
    const isRecent = placed?.inventory === inventory && Date.now() - placed.at < TOGETHER
    if (placed === null || !isRecent) placed = { at: Date.now(), inventory, all: placeLiving() }
    return placed.all
  }

  async function bringNow() {
    placed = null
    const all = now()
    const before = folders.revision()
    if (isAttended) rememberBeginnings(around.store, all)
    else folders.forgetAll()
    const unknown = [...foldersOf(all)].filter((folder) => !folders.isFresh(folder))
    told = performance.now()
    while (unknown.length > 0) {
      if (isAttended) around.store.seen.together(() => lookAtSome(unknown))
      else lookAtSome(unknown)
      await nextTurn()
      if (performance.now() - told > TELLING) tell()
    }
    if (isAttended) tidy(all)
    if (folders.revision() !== before) tell()
  }

  /** As many as can be while nobody notices that something else waits. */
  function lookAtSome(unknown: string[]) {
    const begin = performance.now()
    for (let folder = unknown.pop(); folder !== undefined; folder = unknown.pop()) {
      folders.look(folder, isAttended)
      if (performance.now() - begin > SLICE) break
    }
  }

  /** Rows of plugins say something of sessions as well. */
  function tell() {
    told = performance.now()
    around.live.publish('sessions')
    around.live.publish('drift')
  }

  /** What no living session can have read is of no use any more. */
  function tidy(all: readonly Placed[]) {
    folders.tidy(foldersOf(all), Math.min(...all.map(({ session }) => session.startedAt ?? 0), Date.now()))
    around.store.seen.tidySessions((pid, startedAt) =>
      all.some(({ session }) => session.pid === pid && session.startedAt === startedAt),
    )
  }

  function holdings(): readonly Holding[] {
    const all = now()
    const revision = folders.revision()
    const own = around.results.own()
    const isKnown = known?.revision === revision && known.own === own && isSameList(known.all, all)
    if (known === null || !isKnown || known.holdings.some(isWaiting))
      known = { all, revision, own, holdings: holdingsIn(all, around.survey.inventory(), folders, own) }
    return known.holdings
  }

  return {
    living: (): readonly Session[] => now().map(({ session }) => session),
    isLiving: (pid: number) => now().some(({ session }) => session.pid === pid),
    holdings,
    tell,
    /** How many folders there are, and how many of them have been looked at. */
    looked(): Progress {
      const all = [...foldersOf(now())]
      return { done: all.filter((folder) => folders.timelineOf(folder) !== null).length, total: all.length }
    },
    /** Another text whenever there is something new to show. */
    standing(): string {
      const found = holdings().map(({ state, asOf, files }) => [state, asOf, files.length])
      return JSON.stringify([now().map(({ session }) => [session.pid, session.startedAt, session.status]), found])
    },
    /** Looks at every folder that a living session reads and that is not known. */
    async bring(): Promise<void> {
      const before = bringing
      const mine = (before ?? Promise.resolve()).then(bringNow)
      bringing = mine.catch(() => {})
      await mine
    },
    /** From now on somebody tells what changes; returns how to end that. */
    attend() {
      isAttended = true
      return () => {
        isAttended = false
      }
    },
    /** Something changed in this folder. */
    stirred: folders.forget,
    stirredAll: folders.forgetAll,
    /** Every folder that a living session reads. */
    folders: () => [...foldersOf(now())].map(folders.realOf),
    /** Files that are about to be replaced: a session may have read them as they are. */
    remember(folder: string, paths: readonly string[]) {
      const isNobodyThere = around.survey.inventory().sessions.every(({ alive }) => !alive)
      if (!isNobodyThere && !folders.isFresh(folder)) folders.remember(folder, paths)
    },
  }
}

const foldersOf = (all: readonly Placed[]) => new Set(all.flatMap(({ folders }) => folders))

/** What a session that has only just begun was given. */
function rememberBeginnings({ seen }: Panel['store'], all: readonly Placed[]) {
  for (const { session, places } of all) {
    const { pid, startedAt } = session
    if (startedAt === null || Date.now() - startedAt > JUST_BEGUN || seen.session(pid, startedAt) !== null) continue
    if ([...places.values()].some(({ kind }) => kind === 'unknown')) continue
    const begun = [...places].flatMap(([id, place]) =>
      place.kind === 'reads' ? [[id, place.from.folder] as const] : [],
    )
    seen.putSession(pid, startedAt, new Map(begun))
  }
}

const isSameList = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((value, index) => value === other[index])
