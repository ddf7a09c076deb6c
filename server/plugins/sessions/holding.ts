import type { Evidence } from '../../claude/evidence/types.ts'
import type { Session } from '../../claude/types.ts'
import type { Anatomy } from '../../reload/components.ts'
import type { Situation } from '../../reload/types.ts'
import { elsewhere, reloading } from './elsewhere.ts'
import { inItsFolder } from './in-its-folder.ts'
import type { Place } from './place.ts'
import type { Timeline } from './timeline.ts'
import type { Holding } from './types.ts'
import { unless } from './unless.ts'
import * as say from './words.ts'

/** All that the decision rests on. */
export type Circumstances = {
  session: Session
  plugin: string
  place: Place
  evidence: Evidence
  /** The session's own version and driver, or the nearest that is known. */
  situation: Omit<Situation, 'mode'>
  /** What lay in a folder over time; null before it was looked at. */
  timelineOf: (folder: string) => Timeline | null
  /** Whether Claude Code has taken a folder out of use. */
  isOrphaned: (folder: string) => boolean
  /** What the files of a folder are, and these paths, which may be gone. */
  anatomyOf: (timeline: Timeline, paths: readonly string[]) => Anatomy
  now: number
}

/** What is found beyond the session and the plugin. */
export type Found = Pick<Holding, 'state' | 'sentence'> & Partial<Holding>

/** What a session has of a plugin, and the least that makes it current. */
export const holdingOf = (circumstances: Circumstances): Holding => ({
  session: circumstances.session,
  plugin: circumstances.plugin,
  ...{ folder: null, asOf: null, by: null, files: [], steps: [], unless: null },
  ...foundIn(circumstances),
})

function foundIn(circumstances: Circumstances): Found {
  const { place } = circumstances
  if (place.kind === 'unknown') return { state: 'unknown', sentence: place.why }
  if (place.kind === 'absent') return absent(circumstances, place)
  const timeline = circumstances.timelineOf(place.from.folder)
  if (timeline === null) return { state: 'unknown', folder: place.from.folder, sentence: say.NOT_LOOKED_AT }
  const isThere = timeline.exists !== false && place.anew?.folder === place.from.folder
  return {
    ...{ folder: place.from.folder, asOf: place.since.at, by: place.since.by },
    ...(isThere ? inItsFolder : elsewhere)(circumstances, place, timeline),
  }
}

function absent(
  { situation, plugin, evidence }: Circumstances,
  { anew, why, doubtSince }: Extract<Place, { kind: 'absent' }>,
): Found {
  const steps = anew === null ? [] : reloading(plugin, [], situation)
  return {
    state: 'absent',
    sentence: why,
    steps,
    unless: doubtSince === null ? null : unless(evidence, doubtSince, steps),
  }
}
