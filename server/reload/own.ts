import { weightOf } from './actions.ts'
import { kinds } from './kinds.ts'
import { driverOf, type MeasuredRow, placeKey } from './measured.ts'
import { learnt } from './own-remedy.ts'
import type { Edit, Mode, Rule, Situation } from './types.ts'
import { plainVersion } from './versions.ts'

/** A row that was measured on this machine; `at` in epoch milliseconds, `note`: what makes it doubtful. */
export type OwnRow = MeasuredRow & { readonly at: number; readonly note?: string | undefined }

/** What was measured on this machine, ready to be asked; made once of all rows. */
export type OwnResults = { readonly rows: readonly OwnRow[]; readonly byPlace: ReadonlyMap<string, readonly OwnRow[]> }

export function ownResults(rows: readonly OwnRow[]): OwnResults {
  const byPlace = Map.groupBy(rows, (row) => {
    const [mode, edit] = [ownModeOf(row), editOf(row.kind)]
    return mode && edit ? placeKey(versionKey(row.version), mode, driverOf(row), edit) : ''
  })
  byPlace.delete('')
  return { rows, byPlace }
}

/** The rows of exactly this edit in exactly this situation. */
export function ownRowsFor(edit: Edit, situation: Situation): readonly OwnRow[] {
  const { version, mode, driver, own } = situation
  return own?.byPlace.get(placeKey(versionKey(version), mode, driver, edit)) ?? []
}

/**
 * The rule that comes out of what was measured here; null where nothing was, or nothing that could tell. Where several
 * kinds are the same edit, the one that needs most decides.
 */
export function ownRule(edit: Edit, situation: Situation, shipped: Rule): Rule | null {
  const told = ownRowsFor(edit, situation).flatMap((row) => {
    const remedy = learnt(row, shipped)
    return remedy ? [{ row, remedy }] : []
  })
  if (told.length === 0) return null
  const { remedy } = told.reduce((most, one) => (weightOf(one.remedy) > weightOf(most.remedy) ? one : most))
  const newest = Math.max(...told.map(({ row }) => row.at))
  const version = versionKey(situation.version)
  const agrees = remedy.join() === shipped.remedy.join()
  return {
    ...shipped,
    id: agrees ? shipped.id : 'measured-here',
    component: edit.component,
    changes: [edit.change],
    modes: [situation.mode],
    drivers: [situation.driver],
    versions: version,
    remedy,
    instead: agrees ? shipped.instead : null,
    source: 'measured',
    confidence: 'high',
    evidence: `Measured here on ${dayOf(newest)} with ${version}.`,
    why: agrees
      ? shipped.why
      : `Your own Claude Code needed this when it was probed; the rule that Hotplug ships says “${shipped.remedy.join(', then ')}”.`,
  }
}

/** D: a directory marketplace's plugin. One that was not read in place has a result that says so, and teaches no remedy. */
const MODES: Readonly<Record<string, Mode>> = {
  D: 'in-place',
  G: 'cached',
  P: 'plugin-dir',
  S: 'skills-dir',
  J: 'project',
}

export const ownModeOf = ({ mode }: Pick<MeasuredRow, 'mode'>): Mode | null =>
  Object.hasOwn(MODES, mode) ? (MODES[mode] ?? null) : null

/** Null for a kind that this Hotplug does not know. */
export const editOf = (kind: string): Edit | null => (Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null)

const versionKey = (version: string) => plainVersion(version) ?? version

/** By this machine's calendar. */
function dayOf(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return Number.isNaN(date.valueOf()) ? 'an unknown day' : date.toISOString().slice(0, 10)
}
