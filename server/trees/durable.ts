import { closeSync, constants, fsync, openSync } from 'node:fs'
import { codeOf } from './errors.ts'

/** A process may not have very many files open: macOS begins with 256. */
export const AT_ONCE = 64

/** Waits until the contents of open files are on the disk, all at once since a disk can do that, and closes them. */
export async function syncAndClose(files: readonly number[]) {
  const done = await Promise.allSettled(files.map(syncFile))
  for (const file of files) closeSync(file)
  for (const result of done) if (result.status === 'rejected') throw result.reason
}

const syncFile = (file: number) =>
  new Promise<void>((resolve, reject) => fsync(file, (error) => (error ? reject(error) : resolve())))

const FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0)

/** What opening a folder says that is gone, that became a file or a link, or that Windows does not open at all. */
const NOT_A_FOLDER = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EPERM']

/** Waits until the names in these folders are on the disk; what is no folder any more has none. */
export async function syncFolders(folders: Iterable<string>) {
  const all = [...new Set(folders)]
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const files = openAll(all.slice(start, start + AT_ONCE))
    await syncAndClose(files)
  }
}

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
