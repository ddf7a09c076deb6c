import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** A link, or a pipe that nobody writes to, must neither be followed nor waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Reads files of one project, and nothing outside it: whatever a repository says lies in it may be a way out. */
export function openProject(root: string) {
  const inside = new Map<string, boolean>()
  const isInside = (folder: string) => {
    const known = inside.get(folder)
    if (known !== undefined) return known
    const answer = reallyInside(root, folder)
    inside.set(folder, answer)
    return answer
  }
  return {
    root,
    has: (path: string, kind: 'file' | 'folder') => {
      const at = join(root, path)
      if (!isInside(dirname(at))) return false
      const stats = attempt(() => lstatSync(at))
      return kind === 'file' ? stats?.isFile() === true : stats?.isDirectory() === true
    },
    /** The beginning of a file, or null where there is none. */
    read: (path: string, most: number): { text: string; whole: boolean } | null => {
      const at = join(root, path)
      return isInside(dirname(at)) ? attempt(() => beginningOf(at, most)) : null
    },
  }
}

export type ProjectFiles = ReturnType<typeof openProject>

function reallyInside(root: string, folder: string): boolean {
  const real = attempt(() => realpathSync(folder))
  return real !== null && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
}

function beginningOf(path: string, most: number) {
  const file = openSync(path, FLAGS)
  try {
    const { size } = fstatSync(file)
    if (!fstatSync(file).isFile()) return null
    const buffer = Buffer.alloc(Math.min(size, most))
    const length = readSync(file, buffer, 0, buffer.length, 0)
    return { text: buffer.toString('utf8', 0, length), whole: size <= most }
  } finally {
    closeSync(file)
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
