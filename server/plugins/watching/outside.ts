import type { Compared } from '../status.ts'
import type { Standing } from './machine.ts'
import * as say from './words.ts'

/**
 * How a plugin is doing whose switch is on, for a process that does not watch it itself. `theirs`: what the one that
 * does said last, which may be a moment old; null: nobody does. 'up to date' only when the folders are seen to be.
 */
export function seenFromOutside(theirs: Pick<Standing, 'state' | 'sentence'> | null, compared: Compared): Standing {
  const standing = (state: Standing['state'], sentence: string): Standing => ({ state, sentence, progress: null })
  const deltas = compared === null || compared === 'nothing' || compared.error !== null ? null : compared.deltas
  if (theirs !== null && theirs.state !== 'up to date') return standing(theirs.state, theirs.sentence)
  if (deltas === null) return standing('syncing', say.LOOKING)
  if (deltas.length === 0) return standing('up to date', say.UP_TO_DATE)
  const inCache = deltas.filter(({ edited }) => edited === 'cache' || edited === 'both')
  if (inCache.length === deltas.length) return standing('conflict', say.conflict(inCache.length, false))
  return theirs === null ? standing('waiting', say.UNWATCHED) : standing('syncing', say.LOOKING)
}
