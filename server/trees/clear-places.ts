import { rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ClearedItem } from './clear-manifest.ts'
import type { ClearWork } from './clear-types.ts'
import { codeOf } from './errors.ts'
import { stageName } from './ignored.ts'
import { trashOf } from './places.ts'

/**
 * Where the folders of a clearing are: below `root`, or in the `trash`. `beside` is on the disk of the root but out of
 * it: what goes to a trash on another disk stands there while it is copied, whole and out of everybody's way.
 */
export type ClearPlaces = { root: string; trash: string; beside: string }

export function clearPlacesOf({ token, plan }: ClearWork, trashDir: string): ClearPlaces {
  return {
    root: plan.root,
    trash: trashOf(plan.direction === 'clear' ? token : plan.of, trashDir),
    beside: join(dirname(plan.root), stageName(token)),
  }
}

/** Every name that a folder can have on its way. A `.part` is not whole yet; an `.old` is what a whole copy is of. */
export function placesOfItem({ path, stored }: ClearedItem, { root, trash, beside }: ClearPlaces) {
  const name = stored ?? ''
  return {
    home: `${root}/${path}`,
    stored: `${trash}/${name}`,
    storedPart: `${trash}/${name}.part`,
    storedOld: `${trash}/${name}.old`,
    beside: `${beside}/${name}`,
    besidePart: `${beside}/${name}.part`,
  }
}

/** Only when it is empty. */
export function leaveBeside({ beside }: ClearPlaces) {
  try {
    rmdirSync(beside)
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error
  }
}
