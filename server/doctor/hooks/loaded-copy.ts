import type { Look } from '../../claude/disk.ts'
import type { Around, Place } from '../types.ts'
import { hookFiles } from './files.ts'
import { inLoadedCopy } from './hook.ts'
import { effectsIn } from './standing.ts'
import type { Hook, HookFileSubject, HookSubject } from './types.ts'

/** How a hook stands with what Claude Code reads. */
export type Standing = Pick<HookSubject, 'effect' | 'onlyIn'>

/** A hook that runs although the place that is examined does not have it; `place`: the copy that has it. */
export type LeftInCopy = Standing & { hook: Hook; place: Place }

/**
 * What its author edits is examined, and what Claude Code has loaded runs: where those are two folders, each hook
 * stands as its equal in the loaded copy does, and those of the copy that have no equal run as well.
 */
export function standingsIn(
  look: Look,
  place: Place,
  around: Around,
  files: readonly HookFileSubject[],
): { of: (hook: Hook) => Standing; left: readonly LeftInCopy[] } {
  const copy = loadedCopy(look, place)
  const asItLies = effectsIn(look, place, around, files)
  if (copy === null) return { of: (hook) => ({ effect: asItLies(hook) }), left: [] }
  const copied = hookFiles(look, copy, around)
  const loadedEffect = effectsIn(look, copy, around, copied)
  const loaded = new Map(copied.flatMap(({ hooks }) => hooks.map((hook) => [likeness(hook), hook])))
  const own = new Set(files.flatMap(({ hooks }) => hooks.map(likeness)))
  return {
    of(hook) {
      const equal = loaded.get(likeness(hook))
      if (equal) return { effect: loadedEffect(equal) }
      const effect = asItLies(hook)
      return effect.state === 'in effect' ? NOT_YET : { effect }
    },
    left: [...loaded.values()].flatMap((hook) => {
      const effect = loadedEffect(hook)
      if (own.has(likeness(hook)) || effect.state !== 'in effect') return []
      return [{ hook: inLoadedCopy(hook), place: copy, effect, onlyIn: 'loaded copy' as const }]
    }),
  }
}

/** As a place of its own; null where the folder that is examined is the one that is loaded, or none is. */
function loadedCopy(look: Look, place: Place): Place | null {
  if (place.kind !== 'plugin' || place.loaded === null || place.loaded.how === 'missing') return null
  if (look.real(place.loaded.path) === look.real(place.root)) return null
  return { ...place, root: place.loaded.path }
}

/** The same event, matcher and handler, carried by the same part of the plugin. */
const likeness = ({ hash, owner }: Hook) => JSON.stringify([hash, owner.kind, 'name' in owner ? owner.name : null])

const NOT_YET: Standing = {
  effect: {
    state: 'not in effect',
    why: 'It does not run yet: the copy that Claude Code reads does not have it like this.',
  },
  onlyIn: 'source',
}
