import type { Inventory } from '../../claude/types.ts'
import { type Anatomy, anatomyOf } from '../../reload/components.ts'
import type { Situation } from '../../reload/types.ts'
import { newestMeasured } from '../../reload/versions.ts'
import { textsBelow } from '../texts.ts'
import type { Folders } from './folders.ts'
import { holdingOf } from './holding.ts'
import type { Placed } from './living.ts'
import type { Place } from './place.ts'
import type { Timeline } from './timeline.ts'
import type { Holding } from './types.ts'

/** What each of these sessions has of each plugin that concerns it, by what was seen of the folders so far. */
export function holdingsIn(
  all: readonly Placed[],
  { program, cached }: Inventory,
  folders: Folders,
  own: Situation['own'],
): Holding[] {
  const orphaned = new Set(
    cached.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'orphaned')).map(({ path }) => path),
  )
  const usual = program === null || program === 'unknown' ? newestMeasured : program.version
  const now = Date.now()
  return all.flatMap(({ session, evidence, places }) =>
    [...places].map(([plugin, place]) =>
      remembered(place, [...timelinesOf(place, folders), own, usual], () =>
        holdingOf({
          ...{ session, plugin, place, evidence, now },
          situation: { version: session.version ?? usual, driver: session.driver ?? 'interactive', own },
          timelineOf: folders.timelineOf,
          isOrphaned: (folder) => orphaned.has(folder),
          anatomyOf: anatomyIn,
        }),
      ),
    ),
  )
}

const known = new WeakMap<Place, { rests: readonly unknown[]; holding: Holding }>()

/** With many plugins and sessions an edit changes few of them; what is still to be noticed changes by itself. */
function remembered(place: Place, rests: readonly unknown[], decide: () => Holding): Holding {
  const before = known.get(place)
  const isSame = before?.rests.every((value, index) => value === rests[index])
  if (before && isSame && !isWaiting(before.holding)) return before.holding
  const holding = decide()
  known.set(place, { rests, holding })
  return holding
}

/** Whether something is noticed by itself, some seconds after it was edited. */
export const isWaiting = ({ files }: Holding) => files.some(({ verdict }) => verdict.rule.remedy.includes('wait'))

const timelinesOf = (place: Place, { timelineOf }: Folders) => [
  place.kind === 'reads' ? timelineOf(place.from.folder) : null,
  place.kind !== 'unknown' && place.anew ? timelineOf(place.anew.folder) : null,
]

const anatomies = new WeakMap<Timeline, Anatomy>()

/** The files that were there as well: what was removed is known by its place. */
function anatomyIn(timeline: Timeline): Anatomy {
  const anatomy = anatomies.get(timeline) ?? anatomyOf(timeline.files.keys(), textsBelow(timeline.folder))
  anatomies.set(timeline, anatomy)
  return anatomy
}
