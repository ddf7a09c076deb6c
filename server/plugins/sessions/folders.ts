import { realpathSync } from 'node:fs'
import type { Store } from '../../store.ts'
import { scanTree } from '../../trees/scan.ts'
import type { Tree } from '../../trees/types.ts'
import { lastChangeAbove, readerOf } from './read-contents.ts'
import { rowOf, stored } from './stored.ts'
import { forgetBefore, lookAt, type Timeline } from './timeline.ts'

/** A folder with more than this is judged by the times of its files alone: nobody edits a plugin that large by hand. */
const MOST_FILES = 5_000
const MOST_BYTES = 64 * 1024 * 1024

export type Folders = ReturnType<typeof openFolders>

/**
 * What lay in the folders that sessions read, over time. It is kept in the store, since sessions outlive the panel; of
 * a text only its frontmatter and a mark of the rest.
 */
export function openFolders({ seen }: Pick<Store, 'seen'>) {
  /** By where a folder really lies, for one and the same may be known by several paths. */
  const known = new Map<string, { timeline: Timeline; lookedAt: number | null; isFresh: boolean }>()
  const reals = new Map<string, string>()
  let revision = 0

  const find = (folder: string) => known.get(reals.get(folder) ?? folder)

  const get = (asked: string) => {
    const folder = realOf(asked)
    reals.set(asked, folder)
    const found = known.get(folder)
    if (found) return found
    const fresh = { timeline: stored(folder, seen.folder(folder)), lookedAt: null, isFresh: false }
    known.set(folder, fresh)
    return fresh
  }

  function look(folder: string, entries: Tree, isUnknown: (path: string) => boolean, record: boolean) {
    const one = get(folder)
    const at = Date.now()
    const isLarge = entries.entries.size > MOST_FILES || entries.bytes > MOST_BYTES
    const read = readerOf(entries.root)
    const { timeline, changes } = lookAt(
      one.timeline,
      {
        at,
        previous: one.lookedAt,
        exists: entries.exists,
        entries: entries.entries,
        isUnknown,
        read: (entry, before) => (!isLarge && (record || before?.hash) ? read(entry) : null),
        wentAt: (path) => lastChangeAbove(entries.root, path) ?? at,
      },
      record && !isLarge,
    )
    if (timeline !== one.timeline) revision++
    one.timeline = timeline
    return { one, at, changes: isLarge ? [] : changes }
  }

  return {
    realOf,
    /** Changes whenever something that was looked at is not as it was before. */
    revision: () => revision,
    /** Null before it was looked at. */
    timelineOf: (folder: string): Timeline | null => {
      const found = find(folder)
      return found?.lookedAt ? found.timeline : null
    },
    isFresh: (folder: string) => find(folder)?.isFresh === true,
    forget(folder: string) {
      const found = find(folder)
      if (found) found.isFresh = false
    },
    forgetAll() {
      for (const one of known.values()) one.isFresh = false
    },
    /** Looks at all of a folder; `record`: so that what is in it now will be known later. */
    look(folder: string, record: boolean) {
      const tree = scanTree(folder)
      const skipped = tree.skipped.map(({ path }) => path)
      const isUnknown = (path: string) =>
        skipped.some((one) => one === '' || path === one || path.startsWith(`${one}/`))
      const { one, at, changes } = look(folder, tree, isUnknown, record)
      if (record) seen.put(one.timeline.folder, one.timeline.since, changes.map(rowOf))
      if (one.lookedAt === null) revision++
      one.lookedAt = at
      one.isFresh = true
    },
    /** Reads these files of a folder before they are replaced. */
    remember(folder: string, paths: readonly string[]) {
      if (paths.length > MOST_FILES) return
      const tree = scanTree(folder)
      const wanted = new Set(paths)
      const entries = new Map([...tree.entries].filter(([path]) => wanted.has(path)))
      const { changes } = look(folder, { ...tree, entries }, (path) => !wanted.has(path), true)
      seen.put(realOf(folder), null, changes.map(rowOf))
    },
    /** Keeps these folders alone, and what was in them since the first of the sessions began. */
    tidy(asked: ReadonlySet<string>, since: number) {
      const kept = new Set([...asked].map((folder) => reals.get(folder) ?? folder))
      for (const folder of reals.keys()) if (!asked.has(folder)) reals.delete(folder)
      for (const [folder, one] of known) {
        if (!kept.has(folder)) known.delete(folder)
        else one.timeline = forgetBefore(one.timeline, since)
      }
      seen.tidy(kept, since)
    },
  }
}

function realOf(folder: string) {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
