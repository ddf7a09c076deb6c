import { sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { watchTrees } from './watch-trees.ts'

/** Saves below one folder that come closer together than this are one change (milliseconds). */
const SETTLE = 20

/** Where something is written all the time, it is looked at all the same this often. */
const SETTLED_AT_LAST = 200

/**
 * Says that one of Claude Code's files, or anything below one of the trees, changed: look again, never what is new.
 * Paths that do not exist yet are watched for. `stirred` tells of a tree at once, `tree` when it has settled.
 */
export function openWatch(on: {
  file: () => void
  stirred?: (root: string) => void
  tree: (root: string) => void
  /** From now on nothing that happens in this tree is missed. */
  followed?: (root: string) => void
  error: (error: unknown) => void
}) {
  const settle = settler()
  const followed = new Set<string>()
  const trees = watchTrees({
    changed(root) {
      on.stirred?.(root)
      settle(root, () => on.tree(root))
    },
    followed: (root) => on.followed?.(root),
    error: on.error,
  })
  const files = watch([], { ignoreInitial: true, followSymlinks: false, atomic: false, depth: 0 })
    .on('error', on.error)
    .on('all', (event, path) => {
      // What lies in or below a folder that was missing, or is now, is watched only once it is added again.
      if (event === 'addDir' || event === 'unlinkDir') {
        const lost = [...followed].filter((one) => one === path || one.startsWith(path + sep))
        if (lost.length > 0) files.unwatch(lost).add(lost)
      }
      settle('', on.file)
    })

  return {
    /** From now on these files and folders, and these trees; what was followed and is not named any more is left. */
    follow(wanted: { files: Iterable<string>; trees: Iterable<string> }) {
      exchange(followed, new Set(wanted.files), files)
      trees.follow(new Set(wanted.trees))
    },
    follows: trees.follows,
    async close() {
      settle.stop()
      trees.close()
      await files.close()
    },
  }
}

function exchange(now: Set<string>, wanted: ReadonlySet<string>, watcher: FSWatcher) {
  const gone = [...now].filter((path) => !wanted.has(path))
  const fresh = [...wanted].filter((path) => !now.has(path))
  for (const path of gone) now.delete(path)
  for (const path of fresh) now.add(path)
  if (gone.length > 0) watcher.unwatch(gone)
  if (fresh.length > 0) watcher.add(fresh)
}

/** Runs the latest `act` of a key once the key has been quiet for a moment, or has not been for a long one. */
function settler() {
  const timers = new Map<string, { timer: NodeJS.Timeout; since: number }>()
  const settle = (key: string, act: () => void) => {
    const now = performance.now()
    const since = timers.get(key)?.since ?? now
    clearTimeout(timers.get(key)?.timer)
    const run = () => {
      timers.delete(key)
      act()
    }
    timers.set(key, { timer: setTimeout(run, Math.max(0, Math.min(SETTLE, since + SETTLED_AT_LAST - now))), since })
  }
  settle.stop = () => {
    for (const { timer } of timers.values()) clearTimeout(timer)
  }
  return settle
}
