import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  type Stats,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { copyPlanned } from './copy.ts'
import { AT_ONCE, syncAndClose, syncFolders } from './durable.ts'
import { RefusedError } from './errors.ts'
import { entryAt } from './stamp.ts'

/**
 * Copies a folder or a file whole: hidden and ignored files, modes, times, links as links. It is on the disk when this
 * returns. Throws RefusedError for what cannot be copied (a pipe, a socket, a device, a name that is no UTF-8): the
 * copy is then incomplete and for the caller to remove.
 */
export async function copyTree(from: string, to: string) {
  const open: number[] = []
  const made: { path: string; stats: Stats }[] = []

  async function copy(path: string) {
    const [source, target] = [from + path, to + path]
    const stats = lstatSync(source)
    if (stats.isDirectory()) return copyFolder(path, stats)
    if (stats.isSymbolicLink()) return copyLink(source, target, stats)
    const entry = stats.isFile() ? entryAt(parentOf(source), nameOf(source)) : null
    if (entry?.kind !== 'file')
      throw new RefusedError(`${source} is neither a file, a folder nor a link, so it cannot be copied.`, source)
    open.push((await copyPlanned(entry, source, target, entry.mode)).file)
    if (open.length >= AT_ONCE) await syncAndClose(open.splice(0))
  }

  async function copyFolder(path: string, stats: Stats) {
    mkdirSync(to + path, { mode: 0o700 })
    made.push({ path: to + path, stats })
    for (const name of namesIn(from + path)) await copy(`${path}/${name}`)
  }

  try {
    await copy('')
  } finally {
    await syncAndClose(open.splice(0))
  }
  await syncFolders(made.map(({ path }) => path))
  for (const { path, stats } of made.toReversed()) {
    utimesSync(path, stats.atimeMs / 1000, stats.mtimeMs / 1000)
    chmodSync(path, stats.mode & 0o7777)
  }
}

function copyLink(source: string, target: string, { atimeMs, mtimeMs }: Stats) {
  symlinkSync(readlinkSync(source), target)
  lutimesSync(target, atimeMs / 1000, mtimeMs / 1000)
}

/** Node turns bytes that are no UTF-8 into a character that leads nowhere. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { encoding: 'buffer' }).map((bytes) => {
    const name = bytes.toString('utf8')
    if (Buffer.from(name).equals(bytes)) return name
    throw new RefusedError(`${folder}/${name} has a name that is not UTF-8, so it cannot be copied.`, folder)
  })
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
