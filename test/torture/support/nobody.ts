import { chownSync, lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Permissions hold for everybody but root: as root, programs are run as this user instead. */
export const NOBODY = 65_534

export const isRoot = () => process.getuid?.() === 0

/** Whom to run as so that permissions hold: undefined, if we are somebody ourselves. */
export const somebody = () => (isRoot() ? NOBODY : undefined)

/** Makes the user that programs are run as the owner of everything in a folder. */
export function giveToSomebody(folder: string) {
  if (!isRoot()) return
  lchownSync(folder, NOBODY, NOBODY)
  for (const child of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, child.name)
    if (child.isDirectory()) giveToSomebody(path)
    else if (lstatSync(path).isSymbolicLink()) lchownSync(path, NOBODY, NOBODY)
    else chownSync(path, NOBODY, NOBODY)
  }
}
