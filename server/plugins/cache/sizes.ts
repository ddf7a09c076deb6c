import type { Measure } from '../measure.ts'
import type { CacheFolder } from './folders.ts'

type Sized = Pick<CacheFolder, 'path' | 'dev' | 'ino' | 'mtimeMs' | 'kind'>
type Known = { stamp: string; bytes: number; at: number }

export type CacheSizes = {
  /** Null while it is being measured; `changed` is told when there is news. */
  of(folder: Sized): number | null
}

/** A size is taken anew after so long, since what lies deep in a folder does not show on it (milliseconds). */
const HOLDS = 5 * 60_000
/** So many folders are handed out to be measured at once, and news are told so often at most. */
const AT_ONCE = 16
const NEWS_PACE = 700

/** Sizes of the cache's folders, measured in the background and remembered as long as the folder is the same. */
export function openCacheSizes(measure: Measure, changed: () => void): CacheSizes {
  const known = new Map<string, Known>()
  const waiting = new Map<string, Sized>()
  let underWay = 0
  let news: NodeJS.Timeout | null = null

  function next() {
    while (underWay < AT_ONCE) {
      const [folder] = waiting.values()
      if (!folder) return
      waiting.delete(folder.path)
      underWay++
      void measure(folder.path)
        .then((bytes) => known.set(folder.path, { stamp: stampOf(folder), bytes, at: Date.now() }))
        .catch(() => undefined)
        .finally(() => {
          underWay--
          tell()
          next()
        })
    }
  }

  function tell() {
    if (news !== null) return
    news = setTimeout(() => {
      news = null
      changed()
    }, NEWS_PACE).unref()
  }

  return {
    of(folder) {
      if (folder.kind === 'link' || folder.kind === 'gone') return 0
      const found = known.get(folder.path)
      const isSame = found?.stamp === stampOf(folder)
      if (!isSame || Date.now() - found.at > HOLDS) {
        waiting.set(folder.path, folder)
        next()
      }
      return isSame ? found.bytes : null
    },
  }
}

const stampOf = ({ dev, ino, mtimeMs }: Sized) => `${dev} ${ino} ${mtimeMs}`
