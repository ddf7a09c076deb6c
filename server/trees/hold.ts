import { closeSync, constants, openSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf, RefusedError } from './errors.ts'

const OPEN_FILES = '/proc/self/fd'
const FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0)

export type Hold = ReturnType<typeof holdFolders>

/**
 * Keeps the folder open in which names are changed, and says a name in it so that the system takes this very folder,
 * whatever is put in the place of it or of one above meanwhile: between looking at a folder and changing a name in it
 * somebody could put a link there. Only Linux can say that; elsewhere a name is its path.
 */
export function holdFolders(root: string) {
  let held: { folder: string; file: number } | null = null

  function release() {
    if (held) closeSync(held.file)
    held = null
  }

  function nameOf(path: string): string {
    const absolute = join(root, path)
    const folder = dirname(absolute)
    if (held?.folder !== folder) {
      release()
      const file = openFolder(folder)
      if (file === null) return absolute
      held = { folder, file }
    }
    return `${OPEN_FILES}/${held.file}/${absolute.slice(folder.length + 1)}`
  }

  return {
    release,
    /**
     * Does something to what stands at a path below the root; an error names the path, not how it was reached. Throws
     * RefusedError when its folder is not the one that this path says.
     */
    at<T>(path: string, work: (name: string) => T): T {
      const name = nameOf(path)
      try {
        return work(name)
      } catch (error) {
        throw renamed(error, name, join(root, path))
      }
    },
  }
}

function renamed(error: unknown, name: string, path: string): unknown {
  if (!(error instanceof Error) || name === path) return error
  error.message = error.message.replace(name, path)
  for (const key of ['path', 'dest'] as const)
    if (key in error && Reflect.get(error, key) === name) Reflect.set(error, key, path)
  return error
}

/** Null where that cannot be told, or no more files can be open: then a look just before has to be enough. */
function openFolder(folder: string): number | null {
  let file: number
  try {
    file = openSync(folder, FOLDER)
  } catch (error) {
    if (['EMFILE', 'ENFILE', 'EACCES', 'EPERM', 'EISDIR'].includes(codeOf(error) ?? '')) return null
    throw error
  }
  const real = realPathOf(file)
  if (real !== null && isSame(real, folder)) return file
  closeSync(file)
  if (real === null) return null
  throw new RefusedError(`${folder} is a link now, or lies behind one; nothing is changed through it.`, folder)
}

function realPathOf(file: number): string | null {
  try {
    return readlinkSync(`${OPEN_FILES}/${file}`)
  } catch {
    return null
  }
}

/** Some disks do not tell upper from lower case, and say a name as it was first asked for. */
const isSame = (one: string, other: string) => one === other || one.toLowerCase() === other.toLowerCase()
