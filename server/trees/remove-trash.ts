import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolders } from './durable.ts'
import { RefusedError } from './errors.ts'
import { look } from './folders.ts'
import { MANIFEST } from './manifest.ts'
import { trashOf } from './places.ts'
import { removeTree } from './remove-tree.ts'

/**
 * Removes what the trash keeps of an action, for good. Its list goes first: killed in between, what is left has none and
 * is known by that. No link is followed, whatever lies there.
 */
export async function removeTrash(token: string, trashDir: string): Promise<void> {
  const trash = trashOf(token, trashDir)
  const stats = look(trash)
  if (stats === null) return
  if (!stats.isDirectory()) throw new RefusedError(`${trash} is no folder, so nothing is removed there.`, trash)
  if (look(join(trash, MANIFEST))?.isFile()) {
    unlinkSync(join(trash, MANIFEST))
    await syncFolders([trash])
  }
  await removeTree(trash)
}
