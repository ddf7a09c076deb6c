import { dirname, join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import type { Around, Place } from '../types.ts'

const MOST_FOLDERS = 40

/**
 * The folders that hold a place's definitions, the nearest first, as paths from its root that end with a slash. Those
 * of a project are its `.claude` and those of the folders around it, up to the root of its repository; none from the
 * home folder on (measured with 2.1.329). The user's own folder is no project's.
 */
export function basesOf(look: Look, place: Exclude<Place, { kind: 'plugin' }>, { config }: Around): readonly string[] {
  if (place.kind === 'user') return ['']
  const users = look.real(config.configDir)
  const bases: string[] = []
  let up = ''
  for (let folder = place.root; bases.length < MOST_FOLDERS; folder = dirname(folder), up = `../${up}`) {
    if (folder === config.home) break
    const claude = look.real(join(folder, '.claude'))
    if (claude !== null && claude !== users) bases.push(`${up}.claude/`)
    if (look.kind(join(folder, '.git')) !== null || folder === dirname(folder)) break
  }
  return bases
}
