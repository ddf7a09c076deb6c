import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { clearPlaceIn, layCleared } from './clear.ts'
import { temporary } from './folder.ts'

const OTHER_DISK = '/dev/shm'

export const hasOtherDisk =
  existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(process.env.TMPDIR ?? '/tmp').dev

/** A cache with something to clear in it; `far`: its trash lies on another disk. */
export function laid(t: TestContext, far: boolean) {
  const folder = temporary(t)
  const trash = far ? mkdtempSync(join(OTHER_DISK, 'hotplug-trash-')) : join(folder, 'trash')
  if (far) t.after(() => rmSync(trash, { recursive: true, force: true }))
  const place = clearPlaceIn(folder, trash)
  return { place, originals: layCleared(place) }
}
