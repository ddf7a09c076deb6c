import { readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isInside } from '../../trees/inside.ts'
import type { Tree } from '../../trees/types.ts'
import type { LeavingLink, PluginPlace } from './types.ts'

/** Links that lead out of the plugin; where its marketplace lies, out of that as well. */
export function leavingLinks({ root, skipped }: Tree, { marketplace }: PluginPlace): readonly LeavingLink[] {
  const around = marketplace?.folder ? realOf(marketplace.folder) : null
  return skipped
    .filter(({ reason }) => reason === 'link')
    .flatMap(({ path }): LeavingLink[] => {
      const end = realOf(join(root, path))
      if (end === null || isInside(end, root)) return []
      const target = readlinkSync(join(root, path))
      const stays = around !== null && isInside(root, around) && isInside(end, around)
      return [{ path, target, leaves: stays ? 'plugin' : 'marketplace' }]
    })
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
