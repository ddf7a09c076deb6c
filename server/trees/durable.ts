import { closeSync, constants, fsync, fsyncSync, openSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { codeOf } from './errors.ts'

/** A process may not have very many files open: macOS begins with 256. */
export const AT_ONCE = 48

export type Batch = ReturnType<typeof openBatch>

/** Files that were written and are still open, until all of their contents are on the disk. */
export function openBatch() {
  let open: number[] = []
  async function settle() {
    const full = open
    open = []
    await syncAndClose(full)
  }
  return {
    /** Takes an open file over. True: it waited for those that had gathered, so time has passed. */
    async add(file: number): Promise<boolean> {
      open.push(file)
      if (open.length < AT_ONCE) return false
      await settle()
      return true
    },
    settle,
    /** Lets go of them: what they hold is not needed. */
    abandon() {
      for (const file of open.splice(0)) closeSync(file)
    },
  }
}

/** Waits until the names in these folders are on the disk; what is no folder any more has none. */
export async function syncFolders(folders: Iterable<string>) {
  const all = [...new Set(folders)]
  for (let start = 0; start < all.length; start += AT_ONCE)
    await syncAndClose(openAll(all.slice(start, start + AT_ONCE)))
}

/** Waits until the contents of open files are on the disk, and closes them. */
export async function syncAndClose(files: readonly number[]) {
  try {
    await syncAll(files)
  } finally {
    for (const file of files) closeSync(file)
  }
}

/** So many go at once anyway: libuv has four threads. */
const FEW = 4

/** What takes less, in milliseconds, was no disk's work: then asking another thread takes longer than waiting. */
const QUICK = 0.3

/** One after the other where that is quick, as in memory; else all at once, since a disk can do that. */
async function syncAll(files: readonly number[]) {
  const left = [...files]
  let quick = left.length > FEW && (await isQuick(left.pop() as number))
  while (quick && left.length > 0) quick = isQuickHere(left.pop() as number)
  const done = await Promise.allSettled(left.map(syncFile))
  for (const result of done) if (result.status === 'rejected') throw result.reason
}

/** The main thread has others to answer meanwhile. */
async function isQuick(file: number): Promise<boolean> {
  if (!isMainThread) return isQuickHere(file)
  const before = performance.now()
  await syncFile(file)
  return performance.now() - before < QUICK
}

function isQuickHere(file: number): boolean {
  const before = performance.now()
  fsyncSync(file)
  return performance.now() - before < QUICK
}

const syncFile = (file: number) =>
  new Promise<void>((resolve, reject) => fsync(file, (error) => (error ? reject(error) : resolve())))

const FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0)

/** What opening a folder says that is gone, that became a file or a link, or that Windows does not open at all. */
const NOT_A_FOLDER = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EPERM']

function openAll(folders: readonly string[]): number[] {
  const open: number[] = []
  for (const folder of folders) {
    try {
      open.push(openSync(folder, FOLDER))
    } catch (error) {
      if (NOT_A_FOLDER.includes(codeOf(error) ?? '')) continue
      for (const file of open) closeSync(file)
      throw error
    }
  }
  return open
}
