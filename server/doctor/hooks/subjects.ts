import { openDisk } from '../../claude/disk.ts'
import type { Around, Place, Subject } from '../types.ts'
import { hookFiles } from './files.ts'
import { launchOf } from './launch.ts'
import { standingsIn } from './loaded-copy.ts'
import { readingsOf } from './readings.ts'
import type { HookSubject } from './types.ts'

/**
 * Every hook that a place configures, and the files that do, in the order in which Claude Code reads them; then those
 * that are left in the copy that Claude Code has loaded.
 */
export async function hookSubjects(place: Place, around: Around): Promise<readonly Subject[]> {
  const look = openDisk().look()
  const files = hookFiles(look, place, around)
  const standings = standingsIn(look, place, around, files)
  const hooks = files.flatMap((file) => file.hooks)
  const readings = hooks.length > 0 ? readingsOf(place, around) : []
  const launched = async (subject: Omit<HookSubject, 'around' | 'launch'>): Promise<HookSubject> => {
    const launch = await launchOf(subject.hook, subject.place, around)
    return { ...subject, around, launch }
  }
  const dated = files.map((file) => ({ ...file, readings, modifiedAt: look.stat(file.file)?.mtimeMs ?? null }))
  const [own, left] = await Promise.all([
    Promise.all(hooks.map((hook) => launched({ hook, place, readings, ...standings.of(hook) }))),
    Promise.all(standings.left.map(launched)),
  ])
  return [
    ...dated.map((value) => ({ of: 'hook file' as const, value })),
    ...own.map((value) => ({ of: 'hook' as const, value })),
    ...left.map((value) => ({ of: 'loaded hook' as const, value })),
  ]
}
