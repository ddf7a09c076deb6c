import { statSync, watch as watchFolder } from 'node:fs'
import { basename, dirname, relative } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'

export type Watch = ReturnType<typeof openWatch>

/** Saves below one folder that come closer together than this are one change (milliseconds). */
const SETTLE = 20

const NOISE = /(^|[\\/])(\.git|node_modules|\.in_use|\.hotplug-[^\\/]*)([\\/]|$)/

/**
 * Says that one of Claude Code's files, or anything below one of the trees, changed: look again, never what is new.
 * Paths that do not exist yet are watched for.
 */
export function openWatch(on: { file: () => void; tree: (root: string) => void; error: (error: unknown) => void }) {
  const settle = settler()
  const roots = new Set<string>()
  const rootOf = (path: string): string | null => {
    for (let folder = path; ; folder = dirname(folder)) {
      if (roots.has(folder)) return folder
      if (folder === dirname(folder)) return null
    }
  }
  const isNoise = (path: string) => NOISE.test(relative(rootOf(path) ?? path, path))
  const tell = (root: string) => settle(root, () => on.tree(root))

  const shared = { ignoreInitial: true, followSymlinks: false, atomic: false, ignorePermissionErrors: true } as const
  const files = watch([], { ...shared, depth: 0 })
    .on('all', (event, path) => {
      if (event === 'addDir' && followedFiles.has(path)) again(files, path)
      settle('', on.file)
    })
    .on('error', on.error)
  const trees = watch([], { ...shared, ignored: isNoise })
    .on('all', (_event, path) => {
      for (let root = rootOf(path); root !== null; root = rootOf(dirname(root))) tell(root)
    })
    .on('error', on.error)
  const swaps = watchForSwaps((root) => {
    again(trees, root)
    tell(root)
  })

  const followedFiles = new Set<string>()
  return {
    /** From now on these files and folders, and these trees; what was followed and is not named any more is left. */
    follow(wanted: { files: Iterable<string>; trees: Iterable<string> }) {
      exchange(followedFiles, new Set(wanted.files), files)
      exchange(roots, new Set(wanted.trees), trees)
      swaps.follow(roots)
    },
    async close() {
      swaps.close()
      await Promise.all([files.close(), trees.close()])
    },
  }
}

/**
 * chokidar 6.0.0 does not notice that a watched folder was renamed away and another put in its place at once, and is
 * blind to the new one. The folder above it notices.
 */
function watchForSwaps(swapped: (root: string) => void) {
  const above = new Map<string, ReturnType<typeof watchFolder>>()
  const inodes = new Map<string, bigint | null>()

  function look(folder: string, name: string | null) {
    for (const [root, before] of inodes) {
      if (dirname(root) !== folder || (name !== null && basename(root) !== name)) continue
      const now = inodeOf(root)
      inodes.set(root, now)
      if (now !== before && now !== null) swapped(root)
    }
  }

  function open(folder: string) {
    try {
      above.set(
        folder,
        watchFolder(folder, (_event, name) => look(folder, name)).on('error', () => leave(folder)),
      )
    } catch {
      // The folder above is gone as well: chokidar watches for the path through what is left of it.
    }
  }

  function leave(folder: string) {
    above.get(folder)?.close()
    above.delete(folder)
  }

  return {
    follow(roots: ReadonlySet<string>) {
      for (const root of inodes.keys()) if (!roots.has(root)) inodes.delete(root)
      for (const root of roots) if (!inodes.has(root)) inodes.set(root, inodeOf(root))
      const folders = new Set([...roots].map((root) => dirname(root)))
      for (const folder of above.keys()) if (!folders.has(folder)) leave(folder)
      for (const folder of folders) if (!above.has(folder)) open(folder)
    },
    close() {
      for (const folder of [...above.keys()]) leave(folder)
    },
  }
}

const inodeOf = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null

function again(watcher: FSWatcher, path: string) {
  watcher.unwatch(path)
  watcher.add(path)
}

function exchange(now: Set<string>, wanted: ReadonlySet<string>, watcher: FSWatcher) {
  const gone = [...now].filter((path) => !wanted.has(path))
  const fresh = [...wanted].filter((path) => !now.has(path))
  for (const path of gone) now.delete(path)
  for (const path of fresh) now.add(path)
  if (gone.length > 0) watcher.unwatch(gone)
  if (fresh.length > 0) watcher.add(fresh)
}

/** Runs the latest `act` of a key once the key has been quiet for a moment. */
function settler() {
  const timers = new Map<string, NodeJS.Timeout>()
  return (key: string, act: () => void) => {
    clearTimeout(timers.get(key))
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key)
        act()
      }, SETTLE),
    )
  }
}
