import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import { clearingOf } from './clear.ts'
import { wantedOf } from './clear-plan.ts'
import { type CacheFolder, readCacheFolders } from './folders.ts'
import type { CacheSizes } from './sizes.ts'
import { type ReasonGroup, reasonWords } from './verdict.ts'

/** `bytes` is null while it is being measured. */
export type SizedFolder = CacheFolder & { bytes: number | null }

/** `measuring`: how many of them are not in the bytes yet. */
export type Tally = { folders: number; bytes: number; measuring: number }

export type CacheShow = 'all' | 'may-go' | ReasonGroup

export type CacheQuery = { q: string; show: CacheShow }

/** A bar of a plot: how much of it may go, and how much stays. */
export type Bar = { label: string; group: ReasonGroup | null; goes: Tally; stays: Tally }

export type CacheModel = {
  shell: Shell
  query: CacheQuery
  /** What is asked for, the largest first. */
  rows: readonly SizedFolder[]
  whole: Tally
  goes: Tally
  orphans: Tally
  temp: Tally
  shows: Readonly<Record<CacheShow, number>>
  byReason: readonly Bar[]
  byPlugin: readonly Bar[]
  /** The plugins that are installed, to lead to their pages. */
  installed: ReadonlySet<string>
  doubt: string | null
}

/** What a clearing would do, to be looked at first; without a plan `refusal` says why. */
export type ClearingModel = {
  shell: Shell
  what: string
  root: string | null
  trash: string
  goes: readonly SizedFolder[]
  stays: readonly SizedFolder[]
  tally: Tally
  fingerprint: string | null
  refusal: string | null
}

const GROUPS = ['orphaned', 'temporary', 'link', 'unknown', 'in-use', 'installed'] as const

export function cacheModel(panel: Panel, sizes: CacheSizes, query: CacheQuery): CacheModel {
  const { folders, doubt } = readCacheFolders(panel)
  const all = folders.map((folder) => ({ ...folder, bytes: sizes.of(folder) }))
  const going = all.filter(mayGo)
  return {
    shell: shellOf(panel),
    query,
    rows: all
      .filter((folder) => isShown(folder, query.show) && matches(folder, query.q, panel.config.home))
      .sort(largestFirst),
    whole: tallyOf(all),
    goes: tallyOf(going),
    orphans: tallyOf(going.filter(({ group }) => group === 'orphaned')),
    temp: tallyOf(going.filter(({ group }) => group === 'temporary')),
    shows: showsOf(all),
    byReason: GROUPS.flatMap(
      (group) =>
        barOf(
          group,
          group,
          all.filter((one) => one.group === group),
        ) ?? [],
    ),
    byPlugin: barsByPlugin(all),
    installed: new Set(panel.survey.inventory().plugins.map(({ id }) => id)),
    doubt,
  }
}

export function clearingModel(panel: Panel, sizes: CacheSizes, what: string): ClearingModel {
  const bytesOf = (folder: CacheFolder) => sizes.of(folder)
  const { cache, chosen, plan, refusal } = attemptClearing(panel, what, bytesOf)
  const going = new Set(chosen)
  const sized = cache.folders.map((folder) => ({ ...folder, bytes: bytesOf(folder), isGoing: going.has(folder) }))
  const goes = sized.filter(({ isGoing }) => isGoing).sort(largestFirst)
  return {
    shell: shellOf(panel),
    what,
    root: cache.root,
    trash: panel.trashDir,
    goes,
    stays: sized.filter(({ isGoing }) => !isGoing).sort(largestFirst),
    tally: tallyOf(goes),
    fingerprint: plan?.fingerprint ?? null,
    refusal,
  }
}

/** Whoever asked for something that has to stay is shown why, on the page where it would have been cleared. */
function attemptClearing(panel: Panel, what: string, bytesOf: (folder: CacheFolder) => number | null) {
  try {
    return { ...clearingOf(panel, wantedOf(what), bytesOf), refusal: null }
  } catch (error) {
    if (!(error instanceof HotplugError) || error.status === 404) throw error
    const refusal = `${error.message} ${error.next}`.trim()
    return { cache: readCacheFolders(panel), chosen: [], plan: null, refusal }
  }
}

const mayGo = ({ verdict }: CacheFolder) => verdict === 'may go'

const isShown = (folder: CacheFolder, show: CacheShow) =>
  show === 'all' || (show === 'may-go' ? mayGo(folder) : folder.group === show)

function matches({ name, path, reasons, why }: CacheFolder, q: string, home: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const said = reasons.map((reason) => reasonWords(reason, home, Date.now()))
  const text = [name, path, why, ...said].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

const largestFirst = (one: SizedFolder, other: SizedFolder) =>
  (other.bytes ?? 0) - (one.bytes ?? 0) || (one.name < other.name ? -1 : 1)

function tallyOf(folders: readonly SizedFolder[]): Tally {
  return {
    folders: folders.length,
    bytes: folders.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    measuring: folders.filter(({ bytes }) => bytes === null).length,
  }
}

function showsOf(all: readonly SizedFolder[]): CacheModel['shows'] {
  const count = (show: CacheShow) => all.filter((folder) => isShown(folder, show)).length
  return {
    all: all.length,
    'may-go': count('may-go'),
    installed: count('installed'),
    'in-use': count('in-use'),
    orphaned: count('orphaned'),
    temporary: count('temporary'),
    link: count('link'),
    unknown: count('unknown'),
  }
}

function barOf(label: string, group: ReasonGroup | null, folders: readonly SizedFolder[]): Bar | null {
  if (folders.length === 0) return null
  return {
    label,
    group,
    goes: tallyOf(folders.filter(mayGo)),
    stays: tallyOf(folders.filter((one) => !mayGo(one))),
  }
}

/** More plugins than these are one bar together. */
const MOST_BARS = 7

function barsByPlugin(all: readonly SizedFolder[]): Bar[] {
  const groups = [...Map.groupBy(all, ({ id }) => id)].sort(
    ([, one], [, other]) => tallyOf(other).bytes - tallyOf(one).bytes,
  )
  const [shown, rest] = [groups.slice(0, MOST_BARS), groups.slice(MOST_BARS)]
  return [
    ...shown.flatMap(([id, folders]) => barOf(id ?? 'No plugin', null, folders) ?? []),
    ...[
      barOf(
        `${rest.length} more`,
        null,
        rest.flatMap(([, folders]) => folders),
      ),
    ].filter((bar) => bar !== null),
  ]
}
