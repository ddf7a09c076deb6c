import { type Look, openDisk } from '../../claude/disk.ts'
import type { Around, Place, Subject } from '../types.ts'
import { frontmatterFiles } from './frontmatter-files.ts'
import { launchOf } from './launch.ts'
import { readSource } from './read-source.ts'
import { readingsOf } from './readings.ts'
import { hookSources } from './sources.ts'
import { effectsIn } from './standing.ts'
import type { HookFileSubject } from './types.ts'

/** Every hook that a place configures, and the files that do, in the order in which Claude Code reads them. */
export async function hookSubjects(place: Place, around: Around): Promise<readonly Subject[]> {
  const look = openDisk().look()
  const files = hookFiles(look, place, around)
  const effectOf = effectsIn(look, place, around, files, files.length > 0 ? loadedHashes(look, place, around) : null)
  const hooks = files.flatMap((file) => file.hooks)
  const readings = hooks.length > 0 ? readingsOf(place, around) : []
  const subjects = hooks.map(async (hook) => {
    const launch = await launchOf(hook, place, around)
    return { of: 'hook' as const, value: { hook, place, around, effect: effectOf(hook), launch, readings } }
  })
  const dated = files.map((file) => ({ ...file, readings, modifiedAt: look.stat(file.file)?.mtimeMs ?? null }))
  return [...dated.map((value) => ({ of: 'hook file' as const, value })), ...(await Promise.all(subjects))]
}

const hookFiles = (look: Look, place: Place, around: Around): readonly HookFileSubject[] => [
  ...hookSources(look, place, around).flatMap((source) => readSource(look, source, place, around) ?? []),
  ...frontmatterFiles(look, place, around),
]

/** Of the copy that Claude Code reads, where that is another one than is examined. */
function loadedHashes(look: Look, place: Place, around: Around): ReadonlySet<string> | null {
  if (place.kind !== 'plugin' || place.loaded === null || place.loaded.how === 'missing') return null
  if (look.real(place.loaded.path) === look.real(place.root)) return null
  const files = hookFiles(look, { ...place, root: place.loaded.path }, around)
  return new Set(files.flatMap((file) => file.hooks.map(({ hash }) => hash)))
}
