import type { Base, Hashes } from './hash.ts'
import type { FileDelta } from './types.ts'

/**
 * Says on which side each differing file was edited. With a base: the side whose content is not the base's. For a
 * path the base does not know: in the cache when the loaded file is younger than `installedAt` (epoch milliseconds,
 * `lastUpdated` of the install record), else in the source; null when neither is known. Claude Code 2.1.329 wrote
 * every file 3 to 16 ms before the `lastUpdated` it recorded (41 installs), so no slack is needed.
 */
export function attribute(
  deltas: readonly FileDelta[],
  base: Base | null,
  installedAt: number | null,
  hashes: Hashes,
): FileDelta[] {
  return deltas.map((delta) => {
    if (delta.state === 'same') return delta
    const known = base?.get(delta.path)
    const edited = known === undefined ? byTime(delta, installedAt) : byBase(delta.path, known, hashes)
    return { ...delta, edited }
  })
}

function byBase(path: string, base: string, hashes: Hashes): FileDelta['edited'] {
  const now = hashes.get(path)
  if (!now) return null
  const inSource = now.source !== base
  const inCache = now.loaded !== base
  if (inSource && inCache) return 'both'
  if (inCache) return 'cache'
  return inSource ? 'source' : null
}

function byTime({ loaded }: FileDelta, installedAt: number | null): FileDelta['edited'] {
  if (installedAt === null) return null
  return loaded !== null && loaded.mtimeMs > installedAt ? 'cache' : 'source'
}
