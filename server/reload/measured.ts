import { alsoMeasured } from './also-measured.ts'
import { kinds } from './kinds.ts'
import { directoryMarketplaceLoads } from './loaded-from.ts'
import measured from './measured.json' with { type: 'json' }
import type { Driver, Edit, Mode, Situation } from './types.ts'
import { basisOf } from './versions.ts'

/**
 * One measurement with the real program. `mode`: D the source of a directory marketplace's plugin was edited, G the
 * cached copy of a git marketplace's, P a --plugin-dir, S a plugin folder among the user's skills, J a file of the
 * project or the user. `least_action` is the first step of a cumulative ladder that was enough; `alone` tells which
 * actions were enough by themselves.
 */
export type MeasuredRow = {
  readonly version: string
  readonly driver: string
  readonly mode: string
  readonly kind: string
  readonly least_action: string
  readonly alone?: Readonly<Record<string, string | undefined>> | undefined
}

export const measuredRows: readonly MeasuredRow[] = [...(measured as readonly MeasuredRow[]), ...alsoMeasured]

/** The rows that were measured for exactly this edit in this situation, with the version that stands for its own. */
export function rowsFor(edit: Edit, situation: Situation): readonly MeasuredRow[] {
  return byPlace.get(placeKey(basisOf(situation.version), situation.mode, situation.driver, edit)) ?? []
}

export const driverOf = (row: MeasuredRow): Driver => (row.driver === 'tui' ? 'interactive' : 'headless')

/** Null where a directory marketplace's plugin ran from the cache: there the edited source was not the copy in use. */
export function modeOf(row: MeasuredRow): Mode | null {
  if (row.mode === 'D') return directoryMarketplaceLoads(row.version).how === 'in-place' ? 'in-place' : null
  return ({ G: 'cached', P: 'plugin-dir', S: 'skills-dir', J: 'project' } as const)[row.mode] ?? null
}

/** Names an edit of one version, mode and driver. */
export const placeKey = (version: string, mode: Mode, driver: Driver, { component, change, part }: Edit) =>
  [version, mode, driver, component, change, part ?? ''].join('|')

const byPlace = Map.groupBy(measuredRows, (row) => {
  const mode = modeOf(row)
  const edit = kinds[row.kind]
  return mode && edit ? placeKey(row.version, mode, driverOf(row), edit) : ''
})
