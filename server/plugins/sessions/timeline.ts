import type { Entry } from '../../trees/types.ts'

/** What a file held for a while. Times are epoch milliseconds; `until` is null as long as it holds it. */
export type Content = {
  from: number
  until: number | null
  /** Null: it was never read, for nothing is known of the file before or after. */
  hash: string | null
  /** Tells a new description from a new text; null where there is no description. */
  outline: string | null
  size: number
  mtimeMs: number
  ctimeMs: number
}

/**
 * What lay in a folder over time. `since`: from then on nothing was missed; null where only some files were ever read.
 * `exists` is null before it was looked at.
 */
export type Timeline = {
  folder: string
  exists: boolean | null
  since: number | null
  files: ReadonlyMap<string, readonly Content[]>
}

/** One look at a folder. `previous`: when it was last looked at. `isUnknown`: paths that could not be looked at. */
export type Look = {
  at: number
  previous: number | null
  exists: boolean
  entries: ReadonlyMap<string, Entry>
  isUnknown: (path: string) => boolean
  /** What is in a file; null where nobody will have to know. */
  read: (entry: Entry, before: Content | undefined) => Pick<Content, 'hash' | 'outline'> | null
  /** When something last went from the place where a file lay. */
  wentAt: (path: string) => number
}

export type Change = { path: string; content: Content }

export const emptyTimeline = (folder: string): Timeline => ({ folder, exists: null, since: null, files: new Map() })

/** What is known after a look; the very same value when nothing is new. `whole`: nothing is missed from now on. */
export function lookAt(before: Timeline, look: Look, whole: boolean): { timeline: Timeline; changes: Change[] } {
  const changes: Change[] = []
  for (const [path, entry] of look.entries) {
    if (look.isUnknown(path)) continue
    const last = openContent(before.files.get(path))
    if (last && isSameStamp(last, entry)) continue
    const { hash, outline } = look.read(entry, last) ?? { hash: null, outline: null }
    const from = beginOf(entry.ctimeMs, last, look)
    if (last && hash !== null && hash === last.hash) changes.push({ path, content: { ...last, ...stampOf(entry) } })
    else {
      if (last) changes.push({ path, content: { ...last, until: from } })
      changes.push({ path, content: { from, until: null, hash, outline, ...stampOf(entry) } })
    }
  }
  for (const [path, contents] of before.files) {
    const last = openContent(contents)
    if (!last || look.entries.has(path) || look.isUnknown(path)) continue
    changes.push({ path, content: { ...last, until: beginOf(look.wentAt(path), last, look) } })
  }
  const since = before.since ?? (whole ? look.at : null)
  if (changes.length === 0 && since === before.since && look.exists === before.exists)
    return { timeline: before, changes }
  return { timeline: { ...before, exists: look.exists, since, files: withChanges(before.files, changes) }, changes }
}

/** What a file held at a time: null where there was none, 'unknown' where nobody looked. */
export function contentAt({ files, since }: Timeline, path: string, at: number): Content | null | 'unknown' {
  const contents = files.get(path) ?? []
  const found = contents.find(({ from, until }) => from <= at && (until === null || at < until))
  if (found) return found
  const isBeforeAll = contents.every(({ from }) => from > at)
  return contents.length > 0 && isBeforeAll && (since === null || since > at) ? 'unknown' : null
}

export const contentNow = ({ files }: Timeline, path: string): Content | null => openContent(files.get(path)) ?? null

/** Files whose content is not the same ever since a time. */
export function changedAfter({ files }: Timeline, at: number): string[] {
  const isAfter = ({ from, until }: Content) => from > at || (until !== null && until > at)
  return [...files].filter(([, contents]) => contents.some(isAfter)).map(([path]) => path)
}

/** The same without what was over before a time: nobody asks for it any more. */
export function forgetBefore(timeline: Timeline, at: number): Timeline {
  const isOver = ({ until }: Content) => until !== null && until <= at
  if (![...timeline.files.values()].some((contents) => contents.some(isOver))) return timeline
  const files = new Map(
    [...timeline.files]
      .map(([path, contents]) => [path, contents.filter((content) => !isOver(content))] as const)
      .filter(([, contents]) => contents.length > 0),
  )
  return { ...timeline, files }
}

/**
 * The time of the file's own last change, as far as it can be one: what was moved here with a whole folder bears an
 * older one, and a clock may have been set.
 */
function beginOf(time: number, last: Content | undefined, { at, previous }: Look): number {
  const after = Math.max(last?.from ?? Number.NEGATIVE_INFINITY, last ? (previous ?? Number.NEGATIVE_INFINITY) : -1)
  return time > after && time <= at ? time : last || time > at ? at : time
}

function withChanges(files: Timeline['files'], changes: readonly Change[]) {
  const all = new Map(files)
  for (const { path, content } of changes) {
    const others = (all.get(path) ?? []).filter(({ from }) => from !== content.from)
    all.set(path, [...others, content])
  }
  return all
}

const openContent = (contents: readonly Content[] | undefined) => contents?.find(({ until }) => until === null)

const stampOf = ({ size, mtimeMs, ctimeMs }: Entry) => ({ size, mtimeMs, ctimeMs })

const isSameStamp = (content: Content, entry: Entry) =>
  content.size === entry.size && content.mtimeMs === entry.mtimeMs && content.ctimeMs === entry.ctimeMs
