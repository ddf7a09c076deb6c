import { chmodSync, lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { codeOf } from './errors.ts'
import { look } from './folders.ts'

const WITHOUT_A_BREAK = 200

/** Removes all of it; links as links, never through them. Folders that forbid changes are opened first. */
export async function removeTree(path: string) {
  let removed = 0

  async function remove(path: string, isFolder: boolean) {
    if (++removed % WITHOUT_A_BREAK === 0) await breathe()
    if (!isFolder) return vanish(() => unlinkSync(path))
    openUp(path)
    for (const child of readdirSync(path, { withFileTypes: true }))
      await remove(`${path}/${child.name}`, child.isDirectory())
    vanish(() => rmdirSync(path))
  }

  const stats = look(path)
  if (stats !== null) await remove(path, stats.isDirectory())
}

/** What lies in a folder without rights can neither be listed nor removed. */
function openUp(folder: string) {
  const stats = lstatSync(folder)
  if (stats.isDirectory() && (stats.mode & 0o700) !== 0o700) chmodSync(folder, 0o700)
}

function vanish(remove: () => void) {
  try {
    remove()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
